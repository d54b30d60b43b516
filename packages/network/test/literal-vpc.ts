import type { IRoutedVpc, RoutedSubnet, RoutedZone, SubnetTier } from '../src';

export interface LiteralVpcProps {
  readonly zones?: readonly string[];
  readonly position?: IRoutedVpc['position'];
  /** Letter of the only zone with a NAT gateway, or one in each, or none. */
  readonly nat?: 'zonal' | 'none' | { readonly single: string };
  readonly ipv6?: IRoutedVpc['ipv6'];
  readonly networkAcls?: IRoutedVpc['networkAcls'] | 'nobody';
}

// By hand: zone a is 10.1.0.0/20, b is 10.1.16.0/20 and so on; each tier has the same place in its zone.
type OwnTier = Exclude<SubnetTier, 'transit'>;

const THIRD_OCTET: Record<OwnTier, number> = {
  protected: 0,
  isolated: 8,
  nat: 12,
  endpoint: 13,
  firewall: 14,
};

/** A VPC of literals alone, all tiers but transit in every zone, so that a test can say which packet goes where. */
export function literalVpc(props: LiteralVpcProps = {}): IRoutedVpc {
  const { zones = ['a', 'b'], position = 'after-nat', nat = 'zonal', ipv6 = 'none' } = props;
  const networkAcls = props.networkAcls ?? { rules: 'elsewhere' as const, ids: aclIds() };
  return {
    vpcId: 'vpc-1',
    internetGatewayId: 'igw-1',
    cidrBlocks: ['10.1.0.0/16'],
    position,
    ipv6,
    zones: zones.map((key) => zone(key, nat, ipv6)),
    ...(networkAcls === 'nobody' ? {} : { networkAcls }),
  };
}

export function aclIds(): Record<OwnTier, string> {
  return {
    protected: 'acl-protected',
    nat: 'acl-nat',
    firewall: 'acl-firewall',
    endpoint: 'acl-endpoint',
    isolated: 'acl-isolated',
  };
}

function zone(key: string, nat: LiteralVpcProps['nat'], ipv6: IRoutedVpc['ipv6']): RoutedZone {
  const natKey = nat === 'none' ? undefined : typeof nat === 'object' ? nat.single : key;
  const tiers = Object.keys(THIRD_OCTET) as OwnTier[];
  return {
    key,
    availabilityZone: `us-east-1${key}`,
    subnets: Object.fromEntries(tiers.map((tier) => [tier, subnet(key, tier, ipv6)])),
    ...(natKey === undefined
      ? {}
      : { nat: { natGatewayId: `nat-${natKey}`, availabilityZone: `us-east-1${natKey}` } }),
  };
}

function subnet(key: string, tier: OwnTier, ipv6: IRoutedVpc['ipv6']): RoutedSubnet {
  const slot = 'abcdefgh'.indexOf(key);
  const octet = THIRD_OCTET[tier];
  return {
    subnetId: `subnet-${key}-${tier}`,
    routeTableId: `rtb-${key}-${tier}`,
    cidrBlock: `10.1.${slot * 16 + octet}.0/24`,
    ...(ipv6 === 'none' ? {} : { ipv6CidrBlock: `2001:db8:0:${slot + 1}${octet.toString(16)}::/64` }),
  };
}
