import type { CidrBlock } from '@inspected-egress/cidr';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A customer-managed prefix list, or the list of an AWS service. */
export interface PrefixList extends GraphNode {
  /** In the order of addresses. The lists of AWS services change by the day, so they are unknown unless the input tells. */
  readonly blocks: Known<readonly CidrBlock[]>;
}

/** The use of a list as a destination or a peer; the blocks are those of the list in the graph. */
export interface PrefixListUse {
  readonly kind: 'prefix-list';
  readonly prefixList: Key;
  readonly blocks: Known<readonly CidrBlock[]>;
}
