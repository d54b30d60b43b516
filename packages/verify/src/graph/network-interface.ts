import type { Address } from '@inspected-egress/cidr';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** An interface of its own resource, or `<instance>/primary-interface`. */
export interface NetworkInterface extends GraphNode {
  readonly subnet: Known<Key>;
  readonly securityGroups: readonly Known<Key>[];
  /** While true, the interface drops packets that are neither from nor to its own addresses. */
  readonly sourceDestCheck: Known<boolean>;
  /** Those that the input tells. */
  readonly privateIps: readonly Address[];
  readonly hasPublicIp: Known<boolean>;
  readonly hasIpv6: Known<boolean>;
  /** Absent while the input attaches it to none. */
  readonly instance?: Known<Key>;
}
