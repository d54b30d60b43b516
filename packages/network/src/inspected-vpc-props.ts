import type { AddressedZone } from './plan/address-plan';
import type { InspectionPosition, Ipv6Mode, TierNetworkAcls, UninspectedIpv6Exit } from './routed-vpc';
import type { SubnetTier } from './subnet-tier';
import type { ITransitGateway } from './transit-gateway';
import type { VpcDnsProps } from './vpc-dns-props';

/** A zone of the VPC: its name, its slot, and the blocks that are not left to the address plan. */
export type ZoneProps = AddressedZone;

/**
 * How many NAT gateways there are: one in each zone, one that serves all zones from the zone named, or none. Without
 * NAT, IPv4 leaves only from workloads that have a public address, and their subnets never give them one.
 */
export type NatGatewayMode = 'zonal' | 'none' | { readonly singleZone: string };

export interface InspectedVpcProps {
  /**
   * Primary IPv4 block, /16 to /28 in canonical form. Cut in 8 slots, so that with every tier a /21 is the smallest.
   * @throws PlanError CIDR101 to CIDR113, NET101, NET102, NET104 or NET107, NET126 for a range that no VPC can have
   */
  readonly cidrBlock: string;
  /**
   * Further blocks, for subnets whose block is given in `zones[].cidrBlocks`.
   * @default - none
   * @throws PlanError NET105 for more than 4, NET106 when two overlap, NET124 when AWS refuses one beside
   * another
   */
  readonly secondaryCidrBlocks?: readonly string[];
  /**
   * 1 to 6 zones of one Region, in any order.
   * @throws PlanError NET101 and NET110 to NET116
   */
  readonly zones: readonly ZoneProps[];
  /**
   * Which subnets every zone has.
   * @default - protected, nat, firewall and endpoint; without nat when `natGateways` is `none`; of an inspection VPC, which has
   * a transit gateway, transit, nat and firewall
   * @throws PlanError NET117, NET118, NET706, NET707; NET120 when NAT gateways have no subnets
   */
  readonly tiers?: readonly SubnetTier[];
  /**
   * @default 'zonal'
   * @throws PlanError NET121 when `singleZone` is not one of `zones`, NET125 for anything else
   */
  readonly natGateways?: NatGatewayMode;
  /**
   * Whether the firewall endpoints see packets before or after NAT. Says nothing where there is no NAT gateway.
   * @default 'after-nat' - with a transit gateway 'before-nat', the only way to see who sent a packet
   */
  readonly position?: InspectionPosition;
  /**
   * The transit gateway by which packets of other VPCs come in to be inspected here. It gets an attachment in appliance mode,
   * and every packet of a spoke that is for no spoke comes here.
   * @default - the VPC inspects its own packets alone
   * @throws PlanError NET701, NET703 to NET708
   */
  readonly transitGateway?: ITransitGateway;
  /**
   * `inspected` makes every subnet dual stack, from a block that AWS assigns to the VPC. So does an uninspected exit, which
   * lets IPv6 out past the firewall and is refused unless it is accepted by its name.
   * @default 'none'
   * @throws PlanError NET129 for an exit that is not accepted, NET125 for anything else
   */
  readonly ipv6?: Ipv6Mode | UninspectedIpv6Exit;
  /** @default - the VPC Resolver answers and instances have names */
  readonly dns?: VpcDnsProps;
  /**
   * Who gives rules to the network ACLs: `open` permits everything; with `elsewhere` they are closed until somebody,
   * for example `NetworkAcls`, adds rules to `InspectedVpc.networkAcls.ids`.
   * @default 'open'
   */
  readonly networkAcls?: TierNetworkAcls['rules'];
  /**
   * What `Name` tags begin with.
   * @default - the path of the construct
   */
  readonly name?: string;
  /** Tags of everything here that can be tagged. @default - `Name` alone */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Further tags of the subnets of a tier, for example the one by which a vendor finds the subnets for its endpoints.
   * @default - none
   * @throws PlanError NET119 for a tier that is not in use
   */
  readonly tierTags?: Readonly<Partial<Record<SubnetTier, Readonly<Record<string, string>>>>>;
}
