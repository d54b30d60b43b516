import type { AcceptedBypass, RouteTargetKind, VpcGraph } from '@inspected-egress/verify';
import { throwProblems } from '@inspected-egress/problem';
import { acceptsNothing } from '../errors';

/**
 * What leads out of a VPC to somewhere that may be trusted, or, for IPv6 that is not to be inspected, by a gateway that is for
 * nothing else. An internet gateway is never accepted.
 */
const ACCEPTABLE: readonly RouteTargetKind[] = [
  'gateway-endpoint',
  'egress-only-gateway',
  'transit-gateway',
  'peering',
  'vpn-gateway',
  'carrier-gateway',
  'local-gateway',
  'core-network',
];

/**
 * What `--accept` says of one input.
 * @throws PlanError CLI107 for what no route of the input leads to
 */
export function readAccepted(graph: VpcGraph, addresses: readonly string[]): readonly AcceptedBypass[] {
  const targets = new Set(graph.gatewayEndpoints.keys());
  for (const { routes } of graph.routeTables.values()) {
    for (const { target } of routes) {
      if ('key' in target && ACCEPTABLE.includes(target.kind)) targets.add(target.key);
    }
  }
  throwProblems('bypasses', addresses.filter((one) => !targets.has(one)).map(acceptsNothing));
  return addresses.map((target) => ({ target, reason: 'the call accepts it' }));
}
