import type { GraphNode, Key } from './key';
import type { Known } from './known';

export interface InternetGateway extends GraphNode {
  /** Absent while it is attached to none. */
  readonly vpc?: Known<Key>;
  /** The gateway route table that inbound packets look in; absent when there is none, so that local routes apply. */
  readonly edgeRouteTable?: Known<Key>;
}
