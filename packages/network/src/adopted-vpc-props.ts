import type { SlottedZone } from './plan/zones';
import type { InspectionPosition, Ipv6Mode, RoutedSubnet } from './routed-vpc';
import type { SubnetTier } from './subnet-tier';

/** A subnet that exists. Its route table serves no other subnet. */
export type AdoptedSubnetProps = Omit<RoutedSubnet, 'dependable'>;

/** A zone of a VPC that exists. */
export interface AdoptedZoneProps extends SlottedZone {
  /**
   * Protected and firewall subnets at least; nat where a NAT gateway stands.
   * @throws PlanError NET104, NET108, NET109, NET204, NET209, NET211, NET213, NET218 and CIDR101 to CIDR113
   */
  readonly subnets: Readonly<Partial<Record<SubnetTier, AdoptedSubnetProps>>>;
  /**
   * The NAT gateway that serves the zone, and where it stands when that is another zone.
   * @default - none: workloads leave with public addresses of their own
   * @throws PlanError NET206 when it stands in a zone that is not given, NET214 when one stands in two zones
   */
  readonly nat?: { readonly natGatewayId: string; readonly availabilityZone?: string };
}

export interface AdoptedVpcProps {
  readonly vpcId: string;
  readonly internetGatewayId: string;
  /** Every IPv4 block of the VPC, primary first. */
  readonly cidrBlocks: readonly string[];
  /**
   * 1 to 6 zones of one Region, in any order.
   * @throws PlanError NET101 and NET110 to NET116
   */
  readonly zones: readonly AdoptedZoneProps[];
  /** @default 'after-nat' */
  readonly position?: InspectionPosition;
  /**
   * `inspected` wants the IPv6 block of every protected subnet.
   * @default 'none' - IPv6 is not routed here; make sure that nobody else lets it out
   */
  readonly ipv6?: Ipv6Mode;
  /**
   * The route table that is associated with the internet gateway.
   * @default - `EgressRoutes` makes one and associates it; AWS refuses that where another one is
   */
  readonly gatewayRouteTableId?: string;
}
