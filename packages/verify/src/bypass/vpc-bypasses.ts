import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Finding } from '../promise/finding';
import type { BypassLimit } from './bypass';
import { limitOfPolicy } from './endpoint-limit';
import type { FoundBypass } from './route-bypasses';

/**
 * What every subnet of a VPC reaches: its interface endpoints, by the local route, and its resolver, which no route can lead
 * to a firewall.
 *
 * @param resolvers - what is found of each by `dns-is-filtered`
 * @see VPC guide, "Subnet route tables": nothing in 169.254.168.0/22 or fd00:ec2::/32 can be a destination
 */
export function bypassesOfVpc(
  graph: VpcGraph,
  resolvers: ReadonlyMap<Key, Finding>,
  vpc: Key,
): readonly FoundBypass[] {
  const isHere = (place: Key | undefined) => place === undefined || place === vpc;
  return [
    ...[...graph.interfaceEndpoints.values()]
      .filter((endpoint) => isHere(valueOf(endpoint.vpc)))
      .map(({ key, policy, vpc: place }) => ({
        kind: 'interface-endpoint' as const,
        target: key,
        limit:
          place.is === 'known'
            ? limitOfPolicy(policy)
            : { is: 'undetermined' as const, because: `its VPC is not known: ${place.reason}` },
      })),
    ...[...graph.gatewayEndpoints.values()]
      .filter((endpoint) => isHere(valueOf(endpoint.vpc)))
      .flatMap(({ key, routeTables }) => {
        const hidden = routeTables.find(({ is }) => is === 'unknown');
        return hidden?.is === 'unknown'
          ? [
              {
                kind: 'gateway-endpoint' as const,
                target: key,
                limit: {
                  is: 'undetermined' as const,
                  because: `which tables lead to it is not known: ${hidden.reason}`,
                },
              },
            ]
          : [];
      }),
    ...resolver(graph, resolvers.get(vpc), vpc),
  ];
}

function resolver(graph: VpcGraph, finding: Finding | undefined, vpc: Key): readonly FoundBypass[] {
  if (valueOf(graph.vpcs.get(vpc)?.dnsSupport) === false) return [];
  return [{ kind: 'resolver', target: vpc, limit: limitOfResolver(finding) }];
}

const LIMITS = { proved: 'restricted', violated: 'open', undetermined: 'undetermined' } as const;

function limitOfResolver(finding: Finding | undefined): BypassLimit {
  return finding === undefined
    ? { is: 'undetermined', because: 'the VPC is not in the input' }
    : { is: LIMITS[finding.verdict], because: finding.because };
}

/**
 * What every instance reaches, wherever it stands. They send nothing on, and are named because nothing sees it.
 *
 * @see EC2 guide, "Use the Instance Metadata Service"; "Amazon Time Sync Service"
 */
export const LINK_LOCAL: readonly FoundBypass[] = [
  {
    kind: 'instance-metadata',
    target: '169.254.169.254',
    limit: {
      is: 'restricted',
      because: 'it answers an instance about itself, with its credentials; require IMDSv2 on it',
    },
  },
  {
    kind: 'time',
    target: '169.254.169.123',
    limit: { is: 'restricted', because: 'it tells the time' },
  },
];
