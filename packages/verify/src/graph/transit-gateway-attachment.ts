import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** A VPC attachment of a transit gateway. */
export interface TransitGatewayAttachment extends GraphNode {
  readonly transitGateway: Known<Key>;
  readonly vpc: Known<Key>;
  /** One in each zone: of packets to and from the zones of these, and of no others. */
  readonly subnets: readonly Known<Key>[];
  /**
   * Whether a hash of the flow picks the zone into which packets of both directions come. Otherwise they stay in the zone that
   * they came from.
   */
  readonly applianceMode: Known<boolean>;
  /** The table of the transit gateway that packets from this VPC look in; absent when there is none, and they are dropped. */
  readonly routeTable?: Known<Key>;
}
