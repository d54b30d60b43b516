import type { IpSets } from './firewall-rule-group';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A policy of Network Firewall. */
export interface FirewallPolicy extends GraphNode {
  readonly ruleOrder: Known<string>;
  readonly statelessDefaultActions: Known<readonly string[]>;
  readonly statelessFragmentDefaultActions: Known<readonly string[]>;
  readonly statefulDefaultActions: Known<readonly string[]>;
  readonly ruleGroups: readonly FirewallRuleGroupUse[];
  /** For rules of every group; `HOME_NET` is the blocks of the firewall's VPC where it is not among them. */
  readonly ipSets: Known<IpSets>;
  /** In seconds, after which an idle TCP flow is forgotten; absent when none is said. */
  readonly tcpIdleTimeout?: Known<number>;
  /** What it decrypts; absent when nothing. */
  readonly tlsInspection?: Known<Key>;
}

export interface FirewallRuleGroupUse {
  readonly kind: 'stateful' | 'stateless';
  readonly ruleGroup: Known<Key>;
  /** Absent for a stateful group of action order. */
  readonly priority?: Known<number>;
  /** As `DROP_TO_ALERT`; absent when the group acts as it says. */
  readonly override?: Known<string>;
}
