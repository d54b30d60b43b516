import type { Key, GraphNode } from './key';
import type { Known } from './known';

/** A way out of the VPC that is not the internet; what is behind it is not in the graph. */
export interface OuterGateway extends GraphNode {
  readonly kind:
    | 'vpn-gateway'
    | 'transit-gateway'
    | 'peering'
    | 'core-network'
    | 'carrier-gateway'
    | 'local-gateway';
  /** Of a virtual private gateway or carrier gateway; absent for the others, and while it is attached to none. */
  readonly vpc?: Known<Key>;
  /** The gateway route table of a virtual private gateway; absent when there is none. */
  readonly edgeRouteTable?: Known<Key>;
}
