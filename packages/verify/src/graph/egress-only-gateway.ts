import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** Lets IPv6 out and only replies in. */
export interface EgressOnlyGateway extends GraphNode {
  readonly vpc: Known<Key>;
}
