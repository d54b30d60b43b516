import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A rule group of Route 53 Resolver DNS Firewall, applied to a VPC. */
export interface DnsFirewallAssociation extends GraphNode {
  readonly vpc: Known<Key>;
  readonly ruleGroup: Known<Key>;
  /** Associations of a VPC are asked from the lowest. */
  readonly priority: Known<number>;
}

export interface DnsFirewallRuleGroup extends GraphNode {
  /** By priority. The first rule that matches decides; a name that none matches is answered. */
  readonly rules: readonly DnsFirewallRule[];
  /** Why there may be rules that are not listed. */
  readonly doubt?: string;
}

export interface DnsFirewallRule {
  readonly priority: Known<number>;
  readonly action: Known<'ALLOW' | 'ALERT' | 'BLOCK'>;
  /** `*`, `*.example.com`, `example.com`. A list that AWS manages is unknown. */
  readonly domains: Known<readonly string[]>;
  readonly origin: Key;
}

/** What the resolver of a VPC does while DNS Firewall cannot be asked. Absent: it does not answer. */
export interface DnsFirewallConfig {
  readonly origin: Key;
  readonly vpc: Known<Key>;
  readonly failsOpen: Known<boolean>;
}
