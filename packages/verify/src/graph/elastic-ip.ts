import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A public IPv4 address of the account. */
export interface ElasticIp extends GraphNode {
  /** The instance, interface, NAT gateway or load balancer that has it; absent while none has. */
  readonly heldBy?: Known<Key>;
}
