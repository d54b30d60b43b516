import { Route } from '@cdktf/provider-aws/lib/route';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { attachedTo, rememberAttached } from './attached-vpcs';
import { ClosedDefaults } from './closed-defaults';
import { planAddresses, type AddressPlan } from './plan/address-plan';
import { acceptedByItself } from './errors';
import { findChoiceProblems } from './plan/choice-problems';
import { dnsOf } from './plan/defaults';
import { findSpokeBlocksProblems } from './plan/transit-gateway';
import { findSpokeProblems, spokeTiersOf, type SpokeTier, type SpokeVpcPlanProps } from './plan/spoke-vpc';
import type { IZonedVpc, RoutedZone, TierNetworkAcls, VpcDns } from './routed-vpc';
import { SUBNET_TIERS } from './subnet-tier';
import { TierNetworkAcl } from './tier-network-acl';
import { TierSubnet } from './tier-subnet';
import { TransitAttachment } from './transit-attachment';
import type { ITransitGateway } from './transit-gateway';

export interface SpokeVpcProps extends SpokeVpcPlanProps {
  /** Where everything goes that protected subnets send out. */
  readonly transitGateway: ITransitGateway;
  /**
   * Whether the owner of a transit gateway of another account has let the attachment in, by `AcceptedSpoke`. With `pending`
   * nothing leaves: EC2 takes no route to a transit gateway before, and the provider gives up after five minutes. Deploy so
   * first, tell the owner `attachmentId`, and leave it out once he has accepted it.
   * @default 'accepted'
   * @throws PlanError NET125 for anything else, NET712 for a transit gateway of this account, which waits for nobody
   */
  readonly attachment?: 'pending' | 'accepted';
  /**
   * What `Name` tags begin with.
   * @default - the path of the construct
   */
  readonly name?: string;
  /**
   * Who gives rules to the network ACLs: `open` permits everything; with `elsewhere` they are closed until `NetworkAcls` adds
   * rules, which let nothing in but replies, so not for a spoke that others send to.
   * @default 'open'
   * @throws PlanError NET125 for anything else
   */
  readonly networkAcls?: TierNetworkAcls['rules'];
  /** Tags of everything here that can be tagged. @default - `Name` alone */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A VPC of workloads whose only way out is a transit gateway: no internet gateway, no NAT gateway, closed defaults, and a
 * subnet in each zone for the attachment alone.
 */
export class SpokeVpc extends Construct implements IZonedVpc {
  readonly vpcId: string;
  readonly cidrBlocks: readonly string[];
  readonly ipv6: IZonedVpc['ipv6'] = 'none';
  readonly zones: readonly RoutedZone[];
  readonly dns: VpcDns;
  readonly networkAcls: TierNetworkAcls;
  /** Where every subnet lies, and why. */
  readonly addressPlan: AddressPlan;
  /** For the owner of the transit gateway, when that is another account. */
  readonly attachmentId: string;
  private readonly tierSubnets: readonly TierSubnet[];

  /** @throws PlanError with every problem of the props, NET101 to NET128, NET701 to NET703, NET709, NET712 and CIDR101 to CIDR113 */
  constructor(scope: Construct, id: string, props: SpokeVpcProps) {
    super(scope, id);
    const { transitGateway, name = this.node.path, networkAcls = 'open', attachment = 'accepted' } = props;
    const ofGateway = findSpokeBlocksProblems(
      'transitGateway.spokeCidrBlocks',
      transitGateway.spokeCidrBlocks,
    );
    throwProblems(`spoke \`${this.node.path}\``, ofGateway);
    throwProblems(`spoke \`${this.node.path}\``, [
      ...findSpokeProblems(props, transitGateway.spokeCidrBlocks, attachedTo(transitGateway)),
      ...findChoiceProblems('networkAcls', networkAcls, ['open', 'elsewhere']),
      ...findChoiceProblems('attachment', attachment, ['pending', 'accepted']),
      ...(attachment === 'pending' && transitGateway.tables !== undefined
        ? [acceptedByItself('attachment')]
        : []),
    ]);
    const tagsOf = (of: string) => ({ Name: `${name} ${of}`, ...props.tags });
    this.dns = dnsOf(props);
    const { support, hostnames } = this.dns;
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: props.cidrBlock,
      enableDnsSupport: support,
      enableDnsHostnames: hostnames,
      tags: { Name: name, ...props.tags },
    });
    new ClosedDefaults(this, 'defaults', { vpc, tagsOf });
    this.vpcId = vpc.id;
    this.addressPlan = planAddresses({ ...props, tiers: spokeTiersOf(props) });
    this.cidrBlocks = this.addressPlan.cidrBlocks;
    this.tierSubnets = this.addressPlan.subnets.map((planned) => {
      const tags = tagsOf(`${planned.tier} ${planned.zone.availabilityZone}`);
      return new TierSubnet(this, planned.id, { vpc, planned, ipv6: 'none', tags });
    });
    this.zones = this.addressPlan.zones.map(({ key, availabilityZone }) => {
      const own = this.tierSubnets.filter((subnet) => subnet.availabilityZone === availabilityZone);
      return {
        key,
        availabilityZone,
        subnets: Object.fromEntries(own.map((subnet) => [subnet.tier, subnet])),
      };
    });
    this.networkAcls = { rules: networkAcls, ids: this.addNetworkAcls(networkAcls, tagsOf) };
    const transit = new TransitAttachment(this, 'transit', {
      vpcId: vpc.id,
      subnets: this.subnets('transit'),
      transitGateway,
      role: 'spoke',
      tags: tagsOf('transit'),
    });
    this.attachmentId = transit.attachmentId;
    rememberAttached(transitGateway, this, this.cidrBlocks);
    if (attachment === 'pending') return;
    for (const { zoneKey, routeTableId } of this.subnets('protected'))
      new Route(this, `${zoneKey}-protected-ipv4`, {
        routeTableId,
        destinationCidrBlock: '0.0.0.0/0',
        transitGatewayId: transitGateway.transitGatewayId,
        dependsOn: [transit.dependable],
      });
  }

  /** The subnets of a tier, in order of their zones' keys; empty when the tier is not in use. */
  subnets(tier: SpokeTier): readonly TierSubnet[] {
    return this.tierSubnets.filter((subnet) => subnet.tier === tier);
  }

  private addNetworkAcls(
    rules: TierNetworkAcls['rules'],
    tagsOf: (of: string) => Record<string, string>,
  ): TierNetworkAcls['ids'] {
    const { vpcId } = this;
    const used = SUBNET_TIERS.filter((tier) => this.tierSubnets.some((subnet) => subnet.tier === tier));
    return Object.fromEntries(
      used.map((tier) => {
        const own = this.tierSubnets.filter((subnet) => subnet.tier === tier);
        const subnetIds = own.map(({ subnetId }) => subnetId);
        const acl = { vpcId, subnetIds, rules, ipv6: this.ipv6, tags: tagsOf(tier) };
        return [tier, new TierNetworkAcl(this, `${tier}-acl`, acl).networkAclId];
      }),
    );
  }
}
