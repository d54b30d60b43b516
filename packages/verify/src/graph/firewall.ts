import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A firewall of Network Firewall. */
export interface Firewall extends GraphNode {
  readonly vpc: Known<Key>;
  /** The `aws_networkfirewall_firewall_policy`. */
  readonly policy: Known<Key>;
  /** Keys of its endpoints, one for each subnet mapping that is known. */
  readonly endpoints: readonly Key[];
  /** Why there may be endpoints that are not listed. */
  readonly doubt?: string;
}
