import { readPolicyOf, type ReadFirewall } from '../../firewall/read-firewall';
import type { FirewallPolicy } from '../../graph/firewall-policy';
import type { Key } from '../../graph/key';
import { unknown, valueOf, type Known } from '../../graph/known';
import type { VpcGraph } from '../../graph/vpc-graph';
import { listArrivals, type Arrival } from '../../walk/arrivals';
import type { Whereabouts } from '../../walk/whereabouts';
import type { Evidence } from '../evidence';

/** A firewall policy of the input, with what comes to the firewalls that enforce it. */
export interface EnforcedPolicy {
  readonly graph: VpcGraph;
  readonly policy: FirewallPolicy;
  /** Of the firewall, whose blocks are `HOME_NET` when the policy does not say. */
  readonly vpc: Known<Key>;
  readonly read: ReadFirewall;
  readonly arrivals: readonly Arrival[];
}

/** Everything that comes to any firewall endpoint, from every judged subnet. */
export function allArrivals({ graph, traces }: Evidence): readonly Arrival[] {
  return [...traces.values()].flatMap((ways) => ways.flatMap((trace) => listArrivals(graph, trace)));
}

/** Every policy of the input: once for each VPC in which a firewall enforces it, or alone when none does. */
export function listEnforced(graph: VpcGraph, arrivals: readonly Arrival[]): readonly EnforcedPolicy[] {
  const firewallsOf = groupBy(graph.firewalls.values(), ({ policy }) => valueOf(policy));
  const arrivalsAt = groupBy(arrivals, ({ endpoint }) => graph.firewallEndpoints.get(endpoint)?.firewall);
  return [...graph.firewallPolicies.values()].flatMap((policy) => {
    const places = groupBy(firewallsOf.get(policy.key) ?? [], ({ vpc }) => valueOf(vpc));
    if (places.size === 0) places.set(undefined, []);
    return [...places.values()].flatMap((firewalls): readonly EnforcedPolicy[] => {
      const vpc = firewalls[0]?.vpc ?? unknown('no firewall of the input enforces the policy');
      const read = readPolicyOf(graph, policy.key, vpc);
      if (read.is === 'unknown') return [];
      const own = firewalls.flatMap(({ key }) => arrivalsAt.get(key) ?? []);
      return [{ graph, policy, vpc, read: read.value, arrivals: own }];
    });
  });
}

function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => Key | undefined,
): Map<Key | undefined, readonly T[]> {
  const groups = new Map<Key | undefined, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Arrivals with one source for each, as text; the order is that of arrivals. */
export function bySource(arrivals: readonly Arrival[]): readonly Arrival[] {
  const found = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const text = sourceText(arrival.source);
    if (!found.has(text)) found.set(text, arrival);
  }
  return [...found.values()];
}

export function sourceText(source: Whereabouts): string {
  switch (source.kind) {
    case 'addresses':
      return source.addresses.toString();
    case 'subnet':
      return `the IPv${source.family} block of \`${source.subnet}\``;
    case 'unknown':
      return `an IPv${source.family} address that is not known (${source.reason})`;
  }
}
