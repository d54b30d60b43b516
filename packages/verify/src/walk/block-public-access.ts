import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Hop } from './trace';

export interface AccessRefusal {
  readonly disposition: 'denied' | 'undetermined';
  readonly reason: string;
}

/**
 * What VPC Block Public Access says of packets that leave by a gateway after these hops; undefined when they pass.
 *
 * @see VPC guide, "Block public access to VPCs and subnets", 2026-07; what block-ingress does to replies that come in by a
 * firewall endpoint is not documented, so it is not decided here
 */
export function judgePublicAccess(
  graph: VpcGraph,
  vpc: Key | undefined,
  passed: readonly Hop[],
): AccessRefusal | undefined {
  // It stops nothing on the way to a transit gateway and out of it.
  const handedOver = passed.map(({ kind }) => kind).lastIndexOf('transit-gateway');
  const hops = handedOver < 0 ? passed : passed.slice(handedOver + 2);
  const modes = new Set((graph.blockPublicAccess?.options ?? []).map(({ mode }) => mode));
  const blocking = [...modes].filter((mode) => valueOf(mode) !== 'off');
  const [first] = blocking;
  if (first === undefined) return undefined;
  const doubt = blocking.find((mode) => mode.is === 'unknown');
  if (doubt?.is === 'unknown')
    return {
      disposition: 'undetermined',
      reason: `the mode of VPC Block Public Access is not known: ${doubt.reason}`,
    };
  return blocking.some((mode) => valueOf(mode) === 'block-bidirectional')
    ? judgeBidirectional(graph, vpc, hops)
    : judgeIngress(graph, vpc, hops);
}

function judgeBidirectional(
  graph: VpcGraph,
  vpc: Key | undefined,
  hops: readonly Hop[],
): AccessRefusal | undefined {
  const firewall = hops.find(
    ({ kind, key }) =>
      kind === 'firewall-endpoint' &&
      valueOf(graph.firewallEndpoints.get(key)?.product) === 'network-firewall',
  );
  if (firewall !== undefined) {
    const reason = `VPC Block Public Access stops traffic through Network Firewall (\`${firewall.key}\`), exclusions or not`;
    return { disposition: 'denied', reason };
  }
  return needExclusion(graph, vpc, hops, 'VPC Block Public Access stops traffic in both directions');
}

function judgeIngress(
  graph: VpcGraph,
  vpc: Key | undefined,
  hops: readonly Hop[],
): AccessRefusal | undefined {
  const isTranslated = hops.some(({ kind }) => kind === 'nat-gateway');
  const endpoint = hops.find(({ kind }) => kind === 'firewall-endpoint');
  if (hops.at(-1)?.kind === 'egress-only-gateway' || (isTranslated && endpoint === undefined))
    return undefined;
  const refusal = needExclusion(graph, vpc, hops, 'VPC Block Public Access stops traffic from the internet');
  if (refusal === undefined || !isTranslated) return refusal;
  const reason = `whether VPC Block Public Access lets replies in through \`${endpoint?.key ?? ''}\` is not documented`;
  return { disposition: 'undetermined', reason };
}

/** The subnets that talk to the gateway: those of endpoints and NAT gateways, otherwise the workload's own. */
function needExclusion(
  graph: VpcGraph,
  vpc: Key | undefined,
  hops: readonly Hop[],
  rule: string,
): AccessRefusal | undefined {
  const exclusions = graph.blockPublicAccess?.exclusions ?? [];
  const doubt = exclusions.map(({ excluded }) => excluded).find(isUnknown);
  const middle = hops.filter(
    ({ kind }) => kind !== 'subnet' && kind !== 'internet-gateway' && kind !== 'egress-only-gateway',
  );
  const refusals = (middle.length > 0 ? middle : hops.slice(0, 1)).flatMap(({ subnet }): AccessRefusal[] => {
    const found = exclusions.filter(({ excluded }) => isOneOf(valueOf(excluded), subnet, vpc));
    if (found.some(({ mode }) => valueOf(mode) === 'allow-bidirectional')) return [];
    const place = subnet === undefined ? 'a subnet that is not known' : `\`${subnet}\``;
    const isKnown = found.length === 0 && doubt === undefined && subnet !== undefined;
    return isKnown
      ? [{ disposition: 'denied', reason: `${rule}, and ${place} has no exclusion` }]
      : [
          {
            disposition: 'undetermined',
            reason: `${rule}, and what the exclusion of ${place} allows is not known`,
          },
        ];
  });
  return refusals.find(({ disposition }) => disposition === 'denied') ?? refusals[0];
}

function isUnknown(fact: Known<unknown>): boolean {
  return fact.is === 'unknown';
}

function isOneOf(key: Key | undefined, ...keys: readonly (Key | undefined)[]): boolean {
  return key !== undefined && keys.includes(key);
}
