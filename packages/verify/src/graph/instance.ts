import type { GraphNode, Key } from './key';
import type { Known } from './known';
import type { StartScript } from './start-script';

/** An instance, or the instances that an Auto Scaling group makes. */
export interface Instance extends GraphNode {
  readonly kind: 'instance' | 'auto-scaling-group';
  /** One for an instance; those that a group spreads over. */
  readonly subnets: readonly Known<Key>[];
  readonly securityGroups: readonly Known<Key>[];
  readonly hasPublicIp: Known<boolean>;
  readonly hasIpv6: Known<boolean>;
  readonly startScript: Known<StartScript>;
  /** Those with a node in the graph; a group's interfaces have none. */
  readonly networkInterfaces: readonly Key[];
}
