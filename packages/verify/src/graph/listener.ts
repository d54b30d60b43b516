import type { GraphNode, Key } from './key';
import type { Known } from './known';

export interface Listener extends GraphNode {
  readonly loadBalancer: Known<Key>;
  readonly targetGroups: readonly Known<Key>[];
  /** In seconds. Absent when none is said. */
  readonly tcpIdleTimeout?: Known<number>;
}
