import type { CidrBlock } from '@inspected-egress/cidr';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A policy of Network Firewall. */
export interface FirewallPolicy extends GraphNode {
  readonly ruleOrder: Known<string>;
  readonly statelessDefaultActions: Known<readonly string[]>;
  readonly statelessFragmentDefaultActions: Known<readonly string[]>;
  readonly statefulDefaultActions: Known<readonly string[]>;
  readonly ruleGroups: readonly FirewallRuleGroupUse[];
  /** Absent when the policy sets none: then it is the blocks of the firewall's VPC. */
  readonly homeNet?: Known<readonly CidrBlock[]>;
}

export interface FirewallRuleGroupUse {
  readonly kind: 'stateful' | 'stateless';
  readonly ruleGroup: Known<Key>;
  /** Absent for a stateful group of action order. */
  readonly priority?: Known<number>;
}

/** A rule group of Network Firewall. */
export interface FirewallRuleGroup extends GraphNode {
  readonly type: Known<string>;
  readonly capacity: Known<number>;
  /** Absent when the group sets none: then it is action order. */
  readonly ruleOrder?: Known<string>;
  /** Suricata rules as text; absent when the group is of another kind. */
  readonly rulesText?: Known<string>;
  /** A domain list; absent when the group is of another kind. */
  readonly domainList?: Known<FirewallDomainList>;
}

export interface FirewallDomainList {
  readonly generatedRulesType: string;
  readonly targets: readonly string[];
  readonly targetTypes: readonly string[];
}
