import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A VPC attachment of a transit gateway. */
export interface TransitGatewayAttachment extends GraphNode {
  readonly transitGateway: Known<Key>;
  readonly vpc: Known<Key>;
  readonly subnets: readonly Known<Key>[];
}
