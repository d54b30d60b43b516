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
  return [...graph.firewallPolicies.values()].flatMap((policy) => {
    const firewalls = [...graph.firewalls.values()].filter((one) => valueOf(one.policy) === policy.key);
    const vpcs = new Map(firewalls.map(({ vpc }) => [valueOf(vpc), vpc]));
    const places =
      vpcs.size > 0 ? [...vpcs.values()] : [unknown('no firewall of the input enforces the policy')];
    return places.flatMap((vpc): readonly EnforcedPolicy[] => {
      const read = readPolicyOf(graph, policy.key, vpc);
      if (read.is === 'unknown') return [];
      const keys = new Set(
        firewalls.filter((one) => valueOf(one.vpc) === valueOf(vpc)).map(({ key }) => key),
      );
      const own = arrivals.filter(({ endpoint }) =>
        keys.has(graph.firewallEndpoints.get(endpoint)?.firewall ?? ''),
      );
      return [{ graph, policy, vpc, read: read.value, arrivals: own }];
    });
  });
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
