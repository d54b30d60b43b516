import { compareKeys } from '../graph/compare-keys';
import type { GatewayEndpoint } from '../graph/gateway-endpoint';
import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import { restricts } from './restricts';

/** Something that packets may leave by without inspection, because somebody said so. */
export interface AcceptedBypass {
  /** The target of the routes: a gateway endpoint, a transit gateway, a peering connection, an egress-only internet gateway. */
  readonly target: Key;
  /** Why, for the report. */
  readonly reason: string;
}

/** What is accepted: what the options declare, and gateway endpoints whose policy restricts them. */
export function listAcceptedBypasses(
  graph: VpcGraph,
  declared: readonly AcceptedBypass[],
): readonly AcceptedBypass[] {
  const restricted = [...graph.gatewayEndpoints.values()]
    .filter((endpoint) => isRestricted(endpoint) && declared.every(({ target }) => target !== endpoint.key))
    .map(({ key }) => ({ target: key, reason: 'its endpoint policy restricts what passes' }));
  return [...declared, ...restricted].sort((a, b) => compareKeys(a.target, b.target));
}

/** Whether its policy is known to restrict what passes. */
export function isRestricted({ policy }: Pick<GatewayEndpoint, 'policy'>): boolean {
  return policy?.is === 'known' && restricts(policy.value);
}
