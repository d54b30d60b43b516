import type { Address } from '@inspected-egress/cidr';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

export interface NatGateway extends GraphNode {
  readonly connectivity: Known<'public' | 'private'>;
  readonly availabilityMode: Known<'zonal' | 'regional'>;
  readonly vpc: Known<Key>;
  /** Absent for a regional gateway, which is in no subnet. */
  readonly subnet?: Known<Key>;
  /** Names or ids of the zones that a regional gateway serves; absent when AWS chooses them, or for a zonal one. */
  readonly zones?: readonly string[];
  /** The table that AWS makes for a regional gateway. */
  readonly routeTable?: Known<Key>;
  /** Private addresses that the input tells. Most are chosen at apply, somewhere in the subnet. */
  readonly privateIps: readonly Address[];
  /** Whether it has an Elastic IP address; a regional gateway takes its own. */
  readonly hasElasticIp: Known<boolean>;
}
