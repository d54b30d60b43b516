import type { ITerraformDependable } from 'cdktf';
import type { SpokeTraffic } from './plan/transit-gateway';
import type { SubnetTier } from './subnet-tier';

/**
 * Where the firewall endpoint stands in relation to the NAT gateway. `after-nat`: protected, NAT, endpoint, internet
 * gateway; the firewall sees the address of the NAT gateway. `before-nat`: protected, endpoint, NAT, internet gateway;
 * the firewall sees the workload. Where a zone has no NAT gateway there is nothing to stand before or after, and the
 * firewall sees the workload.
 */
export type InspectionPosition = 'after-nat' | 'before-nat';

/** Whether IPv6 exists, and if so inspected: protected, endpoint, internet gateway, without NAT. */
export type Ipv6Mode = 'none' | 'inspected';

/**
 * IPv6 that leaves protected subnets by an egress-only internet gateway: outbound alone, and past every firewall endpoint,
 * while IPv4 of the same workloads is inspected. AWS inspects nothing there, and neither does anybody else.
 */
export interface UninspectedIpv6Exit {
  readonly kind: 'uninspected-exit';
  /**
   * That it is meant, by its name.
   * @throws PlanError NET129 for anything else
   */
  readonly accept: 'uninspected-ipv6';
}

/** A subnet with the route table that is associated with it alone. */
export interface RoutedSubnet {
  readonly subnetId: string;
  readonly routeTableId: string;
  /** The whole IPv4 block of the subnet: the only destination that a gateway route table accepts. */
  readonly cidrBlock: string;
  /** The subnet's /64; absent without IPv6. Usually a token. */
  readonly ipv6CidrBlock?: string;
  /** The subnet as Terraform knows it when it is made here: a route to its whole block must wait for it. */
  readonly dependable?: ITerraformDependable;
}

/** One zone of a VPC, as routing sees it. */
export interface RoutedZone {
  /** Short name that construct ids start with, for example `a`; the same in every Region. */
  readonly key: string;
  /** For example `us-east-1a`; a literal, never a token. */
  readonly availabilityZone: string;
  readonly subnets: Readonly<Partial<Record<SubnetTier, RoutedSubnet>>>;
  /** The NAT gateway that translates for this zone's workloads; absent when there is none. */
  readonly nat?: RoutedNatGateway;
}

/** A NAT gateway and the zone it stands in: another zone than its clients' when one gateway serves all. */
export interface RoutedNatGateway {
  readonly natGatewayId: string;
  readonly availabilityZone: string;
}

/** The network ACLs of the tiers of a VPC made here; see `ClosedDefaults` for who owns what. */
export interface TierNetworkAcls {
  /** `open`: each permits everything. `elsewhere`: each is closed until somebody adds rules to it. */
  readonly rules: 'open' | 'elsewhere';
  /** Id of the ACL of every tier in use; all its subnets are associated with it. */
  readonly ids: Readonly<Partial<Record<SubnetTier, string>>>;
}

/** The two DNS attributes of a VPC; private DNS of interface endpoints needs both. */
export interface VpcDns {
  readonly support: boolean;
  readonly hostnames: boolean;
}

/** The transit gateway by which the packets of other VPCs come in to be inspected. */
export interface RoutedTransit {
  readonly transitGatewayId: string;
  /** Blocks that spokes lie in, by which replies find their way back. Literals, never tokens. */
  readonly spokeCidrBlocks: readonly string[];
  /** What becomes of packets from one spoke to another: `inspected` ones come by here, too. */
  readonly betweenSpokes: SpokeTraffic;
  /** The attachment of this VPC as Terraform knows it: AWS refuses a route to a transit gateway before it stands. */
  readonly attachment: ITerraformDependable;
}

/** A VPC as workloads and endpoints in it see it: made by `InspectedVpc` or `SpokeVpc`, or adopted by `AdoptedVpc`. */
export interface IZonedVpc {
  readonly vpcId: string;
  /** Primary block first, then secondary blocks. */
  readonly cidrBlocks: readonly string[];
  /** `uninspected-exit`: protected subnets have IPv6, which leaves by an egress-only internet gateway. */
  readonly ipv6: Ipv6Mode | UninspectedIpv6Exit['kind'];
  /** In order of their keys. */
  readonly zones: readonly RoutedZone[];
  /** Whether the VPC Resolver answers, and whether instances get names; absent when nobody here knows. */
  readonly dns?: VpcDns;
  /** Absent in an adopted VPC: its network ACLs belong to somebody else. */
  readonly networkAcls?: TierNetworkAcls;
}

/** A VPC that egress can be routed in: made by `InspectedVpc`, or adopted by `AdoptedVpc`. */
export interface IRoutedVpc extends IZonedVpc {
  readonly internetGatewayId: string;
  readonly position: InspectionPosition;
  /** Of the only way out that is not inspected; absent in every other mode of IPv6. */
  readonly egressOnlyGatewayId?: string;
  /** Id of the route table with an edge association to the internet gateway; absent when nobody manages it here. */
  readonly gatewayRouteTableId?: string;
  /** The edge association as Terraform knows it when it is made here: the way out must not open before it stands. */
  readonly gatewayAssociation?: ITerraformDependable;
  /** Absent where the VPC inspects its own packets alone. */
  readonly transit?: RoutedTransit;
}
