import { EgressOnlyInternetGateway } from '@cdktf/provider-aws/lib/egress-only-internet-gateway';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcIpv4CidrBlockAssociation } from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association';
import { throwProblems } from '@inspected-egress/problem';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { attachedTo, rememberAttached } from './attached-vpcs';
import { ClosedDefaults } from './closed-defaults';
import { DhcpOptions } from './dhcp-options';
import { GatewayRouteTable } from './gateway-route-table';
import type { InspectedVpcProps } from './inspected-vpc-props';
import { planAddresses, type AddressPlan } from './plan/address-plan';
import { dnsOf, natModeOf, positionOf, tiersOf } from './plan/defaults';
import { needsGatewayRoutes } from './plan/inspected-zones';
import { findSharedBlocks } from './plan/transit-gateway';
import { findVpcProblems } from './plan/vpc-problems';
import { PublicNatGateway } from './public-nat-gateway';
import type {
  InspectionPosition,
  IRoutedVpc,
  RoutedTransit,
  RoutedZone,
  TierNetworkAcls,
  VpcDns,
} from './routed-vpc';
import { SUBNET_TIERS, type SubnetTier } from './subnet-tier';
import { TierNetworkAcl } from './tier-network-acl';
import { TierSubnet } from './tier-subnet';
import { TransitAttachment } from './transit-attachment';
import type { ITransitGateway } from './transit-gateway';

// As every declared way past the firewall has it.
const UNINSPECTED_IPV6_TAGS = { 'inspected-egress:bypass': 'uninspected-ipv6' } as const;

/** Tags of one thing in the VPC. */
type Tagger = (name: string, more?: Readonly<Record<string, string>>) => Record<string, string>;

/**
 * A VPC whose only way out leads through firewall endpoints: subnets by zone and tier, NAT gateways, an internet
 * gateway with its own route table, and closed defaults. It has no egress route until `EgressRoutes` makes them.
 *
 * Every subnet has its own route table, and no subnet gives public IPv4 addresses. IPv6 has an
 * egress-only internet gateway, a way out past the firewall endpoints, only where that was accepted by name.
 */
export class InspectedVpc extends Construct implements IRoutedVpc {
  readonly vpcId: string;
  readonly internetGatewayId: string;
  readonly cidrBlocks: readonly string[];
  readonly position: InspectionPosition;
  readonly ipv6: IRoutedVpc['ipv6'];
  readonly egressOnlyGatewayId?: string;
  readonly zones: readonly RoutedZone[];
  readonly gatewayRouteTableId?: string;
  readonly gatewayAssociation?: ITerraformDependable;
  readonly transit?: RoutedTransit;
  readonly dns: VpcDns;
  readonly networkAcls: TierNetworkAcls;
  /** Where every subnet lies, and why. */
  readonly addressPlan: AddressPlan;
  /** In order of their zones' keys; empty when there are none. */
  readonly natGateways: readonly PublicNatGateway[];
  private readonly tierSubnets: readonly TierSubnet[];

  /** @throws PlanError with every problem of the props, NET101 to NET129 and CIDR101 to CIDR113 */
  constructor(scope: Construct, id: string, props: InspectedVpcProps) {
    super(scope, id);
    throwProblems(`VPC \`${this.node.path}\``, findVpcProblems(props));
    const { ipv6 = 'none', networkAcls = 'open', name = this.node.path } = props;
    const tagsOf: Tagger = (of, more) => ({ Name: `${name} ${of}`, ...props.tags, ...more });
    this.addressPlan = planAddresses({ ...props, tiers: tiersOf(props) });
    this.cidrBlocks = this.addressPlan.cidrBlocks;
    this.position = positionOf(props);
    this.ipv6 = typeof ipv6 === 'string' ? ipv6 : ipv6.kind;
    this.dns = dnsOf(props);

    const vpc = this.addVpc(props, { Name: name, ...props.tags });
    this.vpcId = vpc.id;
    new ClosedDefaults(this, 'defaults', { vpc, tagsOf });
    const internetGateway = new InternetGateway(this, 'internet-gateway', {
      vpcId: vpc.id,
      tags: tagsOf('internet'),
    });
    this.internetGatewayId = internetGateway.id;
    if (this.ipv6 === 'uninspected-exit') {
      this.egressOnlyGatewayId = new EgressOnlyInternetGateway(this, 'egress-only-gateway', {
        vpcId: vpc.id,
        tags: tagsOf('uninspected ipv6', UNINSPECTED_IPV6_TAGS),
      }).id;
    }
    this.tierSubnets = this.addSubnets(vpc, props, tagsOf);
    this.networkAcls = { rules: networkAcls, ids: this.addNetworkAcls(networkAcls, tagsOf) };
    this.natGateways = this.addNatGateways(props, internetGateway, tagsOf);
    this.zones = this.routedZones(props);
    if (props.transitGateway !== undefined)
      this.transit = this.attach(props.transitGateway, tagsOf('transit'));
    if (needsGatewayRoutes(this)) {
      const { vpcId, internetGatewayId } = this;
      const gateway = new GatewayRouteTable(this, 'gateway', {
        vpcId,
        internetGatewayId,
        tags: tagsOf('gateway'),
      });
      this.gatewayRouteTableId = gateway.routeTableId;
      this.gatewayAssociation = gateway.association;
    }
  }

  /** The subnets of a tier, in order of their zones' keys; empty when the tier is not in use. */
  subnets(tier: SubnetTier): readonly TierSubnet[] {
    return this.tierSubnets.filter((subnet) => subnet.tier === tier);
  }

  private attach(transitGateway: ITransitGateway, tags: Record<string, string>): RoutedTransit {
    const { vpcId, cidrBlocks } = this;
    throwProblems(
      `VPC \`${this.node.path}\``,
      findSharedBlocks(cidrBlocks, attachedTo(transitGateway), (index) =>
        index === 0 ? 'cidrBlock' : `secondaryCidrBlocks[${index - 1}]`,
      ),
    );
    const subnets = this.subnets('transit');
    const { dependable } = new TransitAttachment(this, 'transit', {
      vpcId,
      subnets,
      transitGateway,
      role: 'inspection',
      tags,
    });
    rememberAttached(transitGateway, this, cidrBlocks);
    const { transitGatewayId, spokeCidrBlocks, betweenSpokes = 'blocked' } = transitGateway;
    return { transitGatewayId, spokeCidrBlocks, betweenSpokes, attachment: dependable };
  }

  private addVpc(
    { cidrBlock, dns: { dhcpOptions } = {} }: InspectedVpcProps,
    tags: Record<string, string>,
  ): Vpc {
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock,
      enableDnsSupport: this.dns.support,
      enableDnsHostnames: this.dns.hostnames,
      ...(this.ipv6 === 'none' ? {} : { assignGeneratedIpv6CidrBlock: true }),
      tags,
    });
    if (dhcpOptions !== undefined)
      new DhcpOptions(this, 'dhcp-options', { vpcId: vpc.id, tags, ...dhcpOptions });
    return vpc;
  }

  private addSubnets(vpc: Vpc, props: InspectedVpcProps, tagsOf: Tagger): readonly TierSubnet[] {
    const { ipv6 } = this;
    const { secondaryCidrBlocks = [], tierTags = {} } = props;
    const blocks = new Map(
      secondaryCidrBlocks.map((cidrBlock) => {
        // By its value, so that order means nothing.
        const id = `block-${cidrBlock.replace(/[./]/g, '-')}`;
        return [cidrBlock, new VpcIpv4CidrBlockAssociation(this, id, { vpcId: vpc.id, cidrBlock })];
      }),
    );
    return this.addressPlan.subnets.map((planned) => {
      const { id, tier, zone, vpcCidrBlock } = planned;
      const vpcBlock = blocks.get(vpcCidrBlock);
      const tags = tagsOf(`${tier} ${zone.availabilityZone}`, tierTags[tier]);
      return new TierSubnet(this, id, {
        vpc,
        planned,
        ipv6,
        tags,
        ...(vpcBlock === undefined ? {} : { vpcBlock }),
      });
    });
  }

  private addNetworkAcls(rules: TierNetworkAcls['rules'], tagsOf: Tagger): TierNetworkAcls['ids'] {
    const { vpcId, ipv6 } = this;
    const used = SUBNET_TIERS.filter((tier) => this.subnets(tier).length > 0);
    return Object.fromEntries(
      used.map((tier) => {
        const subnetIds = this.subnets(tier).map((subnet) => subnet.subnetId);
        const acl = new TierNetworkAcl(this, `${tier}-acl`, {
          vpcId,
          subnetIds,
          rules,
          ipv6,
          tags: tagsOf(tier),
        });
        return [tier, acl.networkAclId];
      }),
    );
  }

  private addNatGateways(
    props: InspectedVpcProps,
    internetGateway: InternetGateway,
    tagsOf: Tagger,
  ): readonly PublicNatGateway[] {
    const mode = natModeOf(props);
    if (mode === 'none') return [];
    return this.subnets('nat')
      .filter(({ availabilityZone }) => mode === 'zonal' || mode.singleZone === availabilityZone)
      .map((subnet) => {
        const tags = tagsOf(`nat ${subnet.availabilityZone}`);
        return new PublicNatGateway(this, `${subnet.zoneKey}-nat-gateway`, { subnet, internetGateway, tags });
      });
  }

  private routedZones(props: InspectedVpcProps): readonly RoutedZone[] {
    const mode = natModeOf(props);
    return this.addressPlan.zones.map(({ key, availabilityZone }) => {
      const natZone = mode === 'zonal' || mode === 'none' ? availabilityZone : mode.singleZone;
      const nat = this.natGateways.find((gateway) => gateway.availabilityZone === natZone);
      const own = this.tierSubnets.filter((subnet) => subnet.availabilityZone === availabilityZone);
      const subnets = Object.fromEntries(own.map((subnet) => [subnet.tier, subnet]));
      return { key, availabilityZone, subnets, ...(nat === undefined ? {} : { nat }) };
    });
  }
}
