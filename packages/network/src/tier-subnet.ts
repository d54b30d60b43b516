import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { PlannedSubnet } from './plan/address-plan';
import type { ZoneKey } from './plan/zones';
import type { IRoutedVpc, RoutedSubnet } from './routed-vpc';
import type { SubnetTier } from './subnet-tier';

export interface TierSubnetProps {
  readonly vpc: Vpc;
  readonly planned: PlannedSubnet;
  readonly ipv6: IRoutedVpc['ipv6'];
  /** The association of the secondary block that the subnet lies in; absent in the primary block. */
  readonly vpcBlock?: ITerraformDependable;
  readonly tags: Record<string, string>;
}

/** A subnet with a route table of its own: a table that two zones share sends one of them through the other. */
export class TierSubnet extends Construct implements RoutedSubnet {
  readonly availabilityZone: string;
  /** Letter that construct ids of its zone start with. */
  readonly zoneKey: ZoneKey;
  readonly tier: SubnetTier;
  readonly subnetId: string;
  readonly routeTableId: string;
  readonly cidrBlock: string;
  readonly ipv6CidrBlock?: string;
  readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: TierSubnetProps) {
    super(scope, id);
    const { vpc, planned, ipv6, vpcBlock, tags } = props;
    const { tier, cidrBlock, zone } = planned;
    const subnet = new Subnet(this, 'subnet', {
      vpcId: vpc.id,
      availabilityZone: zone.availabilityZone,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      tags,
      ...(ipv6 === 'none' ? {} : dualStack(vpc, planned)),
      ...(vpcBlock === undefined ? {} : { dependsOn: [vpcBlock] }),
    });
    const table = new RouteTable(this, 'table', { vpcId: vpc.id, tags });
    new RouteTableAssociation(this, 'association', { subnetId: subnet.id, routeTableId: table.id });
    this.availabilityZone = zone.availabilityZone;
    this.zoneKey = zone.key;
    this.tier = tier;
    this.subnetId = subnet.id;
    this.routeTableId = table.id;
    this.cidrBlock = cidrBlock;
    if (ipv6 !== 'none') this.ipv6CidrBlock = subnet.ipv6CidrBlock;
    this.dependable = subnet;
  }
}

function dualStack(vpc: Vpc, { tier, ipv6Number }: PlannedSubnet) {
  const bits = 8; // from the VPC's /56 to the subnet's /64
  return {
    ipv6CidrBlock: Fn.cidrsubnet(vpc.ipv6CidrBlock, bits, ipv6Number),
    // Workloads take an address at launch; NAT gateways have none, and endpoints are given theirs.
    assignIpv6AddressOnCreation: tier === 'protected' || tier === 'isolated',
  };
}
