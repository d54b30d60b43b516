import type { Key } from '../graph/key';
import type { Known } from '../graph/known';
import { doubtOfOccupants } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Trace } from '../walk/trace';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';

/**
 * Workloads have no public IPv4 address: with one, a route to the internet gateway is enough to be reached and to leave.
 * Where IPv4 is inspected without NAT, workloads need one, so their subnets are not looked at.
 *
 * @see VPC guide, "IP addressing for your VPCs and subnets", 2026-07
 */
export const workloadsHaveNoPublicAddress: Check = {
  id: 'V13',
  severity: 'error',
  title: 'nothing in a judged subnet has a public IPv4 address or is given one',
  judge: ({ graph, traces }) =>
    judgeEach(
      [...traces].filter(([, ways]) => !ways.some(needsPublicAddress)),
      ([subnet]) => judge(graph, subnet),
    ),
};

function needsPublicAddress({ family, out }: Trace): boolean {
  const kinds = out.hops.map(({ kind }) => kind);
  return (
    family === 4 &&
    kinds.at(-1) === 'internet-gateway' &&
    kinds.includes('firewall-endpoint') &&
    !kinds.includes('nat-gateway')
  );
}

function judge(graph: VpcGraph, subnet: Key): readonly CheckRemark[] {
  const share = graph.subnets.get(subnet)?.sharedBy;
  const untold = doubtOfOccupants(graph.unmodelled, subnet);
  const theirs =
    share === undefined
      ? []
      : [
          undetermined(
            subnet,
            `\`${share}\` shares it with other accounts, and what they place in it is not in the input`,
          ),
        ];
  const ours = listFacts(graph, subnet).flatMap(([key, fact]): CheckRemark[] => {
    if (fact.is === 'unknown')
      return [
        undetermined(
          subnet,
          `whether \`${key}\` ${verbOf(key, subnet)} a public IPv4 address is not known: ${fact.reason}`,
        ),
      ];
    if (!fact.value) return [];
    return [
      broken(
        subnet,
        `\`${key}\` ${verbOf(key, subnet)} a public IPv4 address`,
        key === subnet ? 'set `map_public_ip_on_launch` to false' : `take the public address from \`${key}\``,
      ),
    ];
  });
  return [
    ...ours,
    ...theirs,
    ...(untold === undefined ? [] : [undetermined(subnet, `all that it holds is not told: ${untold}`)]),
  ];
}

function verbOf(key: Key, subnet: Key): string {
  return key === subnet ? 'gives new interfaces' : 'has';
}

function listFacts(graph: VpcGraph, subnet: Key): readonly (readonly [Key, Known<boolean>])[] {
  const node = graph.subnets.get(subnet);
  if (node === undefined) return [];
  const facts: (readonly [Key, Known<boolean>])[] = [[subnet, node.mapsPublicIp]];
  for (const { kind, key } of node.occupants) {
    const owner =
      kind === 'instance'
        ? graph.instances.get(key)
        : kind === 'network-interface'
          ? graph.networkInterfaces.get(key)
          : undefined;
    if (owner !== undefined) facts.push([key, owner.hasPublicIp]);
  }
  return facts;
}
