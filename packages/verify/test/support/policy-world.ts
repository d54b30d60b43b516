import { known } from '../../src/graph/known';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { VerifyOptions } from '../../src/promise/evidence';
import type { Finding } from '../../src/promise/finding';
import { verify } from '../../src/verify';
import { firewallGraph, type FirewallWorld } from './firewall-world';
import { graphOf } from './graph-of';

const FIREWALL = 'aws_networkfirewall_firewall.fw';

/** The rows of a network (see {@link graphOf}) whose endpoints are of a firewall with a policy. */
export function enforced(rows: string, world: FirewallWorld): VpcGraph {
  const network = graphOf(rows);
  const { firewalls, firewallPolicies, firewallRuleGroups, prefixLists } = firewallGraph(world);
  const here = [...firewalls].map(([key, node]) => [key, { ...node, vpc: known('v') }] as const);
  const endpoints = [...network.firewallEndpoints].map(
    ([key, node]) => [key, { ...node, firewall: FIREWALL }] as const,
  );
  return {
    ...network,
    firewallEndpoints: new Map(endpoints),
    prefixLists: new Map([...network.prefixLists, ...prefixLists]),
    firewalls: new Map(here),
    ...{ firewallPolicies, firewallRuleGroups },
  };
}

export function policyFindings(
  rows: string,
  world: FirewallWorld,
  options?: VerifyOptions,
): readonly Finding[] {
  return verify(enforced(rows, world), options).findings.filter(
    ({ promise }) => promise === 'firewall-policy-means-what-it-says',
  );
}

/** `verdict code` each, in order. */
export function policyCodes(rows: string, world: FirewallWorld): readonly string[] {
  return policyFindings(rows, world).map(({ verdict, code }) => `${verdict} ${code}`);
}
