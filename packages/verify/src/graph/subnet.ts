import type { CidrBlock } from '@inspected-egress/cidr';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

export interface Subnet extends GraphNode {
  readonly vpc: Known<Key>;
  /** Name of the zone, as `us-east-1a`. */
  readonly availabilityZone: Known<string>;
  /** As `use1-az1`, where the input tells. */
  readonly zoneId?: string;
  /** Where the name is not known: two subnets with the same text are in the same zone. Different text says nothing. */
  readonly zoneExpression?: string;
  /** Absent for a subnet of IPv6 only. */
  readonly cidrBlock?: Known<CidrBlock>;
  /** Absent for a subnet without IPv6. */
  readonly ipv6CidrBlock?: Known<CidrBlock>;
  /** The table its packets look in: the associated one, otherwise the VPC's main table. */
  readonly routeTable: Known<Key>;
  /** Whether an association names the table; otherwise the main table applies (or the association is not known). */
  readonly hasRouteTableAssociation: boolean;
  readonly networkAcl: Known<Key>;
  /** Whether new interfaces get a public IPv4 address unless they say otherwise. */
  readonly mapsPublicIp: Known<boolean>;
  /** Whether new interfaces get an IPv6 address unless they say otherwise. */
  readonly assignsIpv6: Known<boolean>;
  /** Whether the resolver answers with 64:ff9b::/96 for names without IPv6 addresses. */
  readonly dns64: Known<boolean>;
  readonly occupants: readonly Occupant[];
  /** What shares it with other accounts, which place in it what the input does not show. */
  readonly sharedBy?: Key;
  readonly tags: ReadonlyMap<string, string>;
}

/** What the input places in a subnet. */
export interface Occupant {
  readonly kind: OccupantKind;
  readonly key: Key;
  /** Of what is no node of its own, where it says whether it has a public IPv4 address. */
  readonly hasPublicIp?: Known<boolean>;
}

export type OccupantKind =
  | 'nat-gateway'
  | 'firewall-endpoint'
  | 'interface-endpoint'
  | 'instance'
  | 'network-interface'
  | 'load-balancer'
  | 'transit-gateway-attachment'
  | 'other';
