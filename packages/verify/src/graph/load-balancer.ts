import type { GraphNode, Key } from './key';
import type { Known } from './known';

export interface LoadBalancer extends GraphNode {
  readonly type: Known<'application' | 'network' | 'gateway' | 'classic'>;
  /** Whether it has private addresses only. */
  readonly isInternal: Known<boolean>;
  /** Whether nodes of one zone send to targets of another. */
  readonly isCrossZone: Known<boolean>;
  readonly subnets: readonly Known<Key>[];
  readonly securityGroups: readonly Known<Key>[];
}
