import type { GraphNode, Key } from './key';
import type { Known } from './known';
import type { PlacedBlock } from './placed-block';

/** A rule group of Network Firewall. It holds rules of one kind; the others are absent. */
export interface FirewallRuleGroup extends GraphNode {
  readonly type: Known<string>;
  readonly capacity: Known<number>;
  /** Absent when the group sets none: then it is action order. */
  readonly ruleOrder?: Known<string>;
  /** Suricata rules as text. */
  readonly rulesText?: Known<string>;
  readonly domainList?: Known<FirewallDomainList>;
  readonly statefulRules?: Known<readonly FirewallStatefulRule[]>;
  readonly statelessRules?: Known<readonly FirewallStatelessRule[]>;
  /** What `$NAME` stands for in its rules, before the sets of the policy. */
  readonly ipSets: Known<IpSets>;
  readonly portSets: Known<ReadonlyMap<string, Known<readonly string[]>>>;
  /** What `@NAME` stands for: a prefix list, or a group of resources. */
  readonly ipSetReferences: Known<ReadonlyMap<string, Known<Key>>>;
}

export type IpSets = ReadonlyMap<string, Known<readonly PlacedBlock[]>>;

export interface FirewallDomainList {
  readonly generatedRulesType: string;
  readonly targets: readonly string[];
  readonly targetTypes: readonly string[];
}

/** A Suricata rule in fields, each as it is written: `ANY`, `[80,443]`, `$HOME_NET`. */
export interface FirewallStatefulRule {
  readonly action: Known<string>;
  readonly protocol: Known<string>;
  readonly source: Known<string>;
  readonly sourcePort: Known<string>;
  readonly direction: Known<string>;
  readonly destination: Known<string>;
  readonly destinationPort: Known<string>;
  /** In no order: the provider keeps them as a set. */
  readonly options: Known<readonly FirewallRuleOption[]>;
}

export interface FirewallRuleOption {
  readonly keyword: string;
  readonly settings: readonly string[];
}

/** Judged packet by packet, before any stateful rule. An empty list of what it matches means all of it. */
export interface FirewallStatelessRule {
  readonly priority: Known<number>;
  /** One of AWS's, and names of actions of the group's own, which only count. */
  readonly actions: Known<readonly string[]>;
  readonly sources: Known<readonly PlacedBlock[]>;
  readonly destinations: Known<readonly PlacedBlock[]>;
  readonly sourcePorts: Known<readonly FirewallPorts[]>;
  readonly destinationPorts: Known<readonly FirewallPorts[]>;
  /** IANA numbers. */
  readonly protocols: Known<readonly number[]>;
  readonly hasTcpFlags: boolean;
}

/** Both ends included. */
export interface FirewallPorts {
  readonly from: number;
  readonly to: number;
}
