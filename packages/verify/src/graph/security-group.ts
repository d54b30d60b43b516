import type { GraphNode, Key } from './key';
import type { Known } from './known';
import type { PlacedBlock } from './placed-block';
import type { PrefixListUse } from './prefix-list';
import type { Traffic } from './traffic';

/** Stateful, allows only: the union of the rules of all groups of an interface. */
export interface SecurityGroup extends GraphNode {
  readonly vpc: Known<Key>;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
  /** Whether its resource says nothing of egress, not even that there is none. */
  readonly leavesEgressToAws?: true;
  /** Why there may be rules that are not listed. */
  readonly doubt?: string;
}

/** One peer each: a rule of several blocks is several of these. */
export interface SecurityGroupRule {
  readonly traffic: Known<Traffic>;
  readonly peer: SecurityGroupPeer;
  /** The resource that says so. */
  readonly origin: Key;
}

export type SecurityGroupPeer =
  | PlacedBlock
  | PrefixListUse
  | { readonly kind: 'security-group'; readonly securityGroup: Key };
