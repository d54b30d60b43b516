import type { GraphNode, Key } from './key';
import type { Known } from './known';
import type { PlacedBlock } from './placed-block';
import type { Traffic } from './traffic';

/** Stateless: the first rule that matches decides, and a packet that none matches is denied. */
export interface NetworkAcl extends GraphNode {
  readonly vpc: Known<Key>;
  readonly isDefault: boolean;
  /** By number; a rule whose number is not known is before all others. */
  readonly ingress: readonly NetworkAclRule[];
  readonly egress: readonly NetworkAclRule[];
  /** Why there may be rules that are not listed. */
  readonly doubt?: string;
}

export interface NetworkAclRule {
  readonly number: Known<number>;
  readonly action: Known<'allow' | 'deny'>;
  readonly traffic: Known<Traffic>;
  /** Source of an ingress rule, destination of an egress rule. */
  readonly block: PlacedBlock;
  /** The resource that says so. */
  readonly origin: Key;
}
