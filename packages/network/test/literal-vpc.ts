import type { IRoutedVpc, RoutedSubnet, RoutedTransit, RoutedZone, SubnetTier } from '../src';

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

const THIRD_OCTET: Record<SubnetTier, number> = {
  protected: 0,
  isolated: 8,
  nat: 12,
  endpoint: 13,
  firewall: 14,
  transit: 15,
};
const OWN_TIERS: readonly OwnTier[] = ['protected', 'isolated', 'nat', 'endpoint', 'firewall'];

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
    zones: zones.map((key) => zone(key, OWN_TIERS, nat, ipv6)),
    ...(networkAcls === 'nobody' ? {} : { networkAcls }),
  };
}

export interface LiteralHubProps extends Partial<Pick<RoutedTransit, 'spokeCidrBlocks' | 'betweenSpokes'>> {
  readonly zones?: readonly string[];
  /** Beside transit, nat and firewall. */
  readonly workloads?: readonly 'protected'[];
}

/** An inspection VPC of literals alone, for spokes in 10.0.0.0/9 and 192.168.0.0/16; its own blocks are in 10.200.0.0/16. */
export function literalHub(props: LiteralHubProps = {}): IRoutedVpc {
  const { zones = ['a', 'b'], workloads = [], betweenSpokes = 'blocked' } = props;
  const { spokeCidrBlocks = ['10.0.0.0/9', '192.168.0.0/16'] } = props;
  const tiers = [...workloads, 'nat', 'firewall', 'transit'] as const;
  return {
    vpcId: 'vpc-hub',
    internetGatewayId: 'igw-1',
    cidrBlocks: ['10.200.0.0/16'],
    position: 'before-nat',
    ipv6: 'none',
    zones: zones.map((key) => zone(key, tiers, 'zonal', 'none', '10.200')),
    transit: {
      transitGatewayId: 'tgw-1',
      spokeCidrBlocks,
      betweenSpokes,
      attachment: { fqn: 'attachment' },
    },
    networkAcls: {
      rules: 'elsewhere',
      ids: Object.fromEntries(tiers.map((tier) => [tier, `acl-${tier}`])),
    },
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

function zone(
  key: string,
  tiers: readonly SubnetTier[],
  nat: LiteralVpcProps['nat'],
  ipv6: IRoutedVpc['ipv6'],
  octets = '10.1',
): RoutedZone {
  const natKey = nat === 'none' ? undefined : typeof nat === 'object' ? nat.single : key;
  return {
    key,
    availabilityZone: `us-east-1${key}`,
    subnets: Object.fromEntries(tiers.map((tier) => [tier, subnet(key, tier, ipv6, octets)])),
    ...(natKey === undefined
      ? {}
      : { nat: { natGatewayId: `nat-${natKey}`, availabilityZone: `us-east-1${natKey}` } }),
  };
}

function subnet(key: string, tier: SubnetTier, ipv6: IRoutedVpc['ipv6'], octets: string): RoutedSubnet {
  const slot = 'abcdefgh'.indexOf(key);
  const octet = THIRD_OCTET[tier];
  return {
    subnetId: `subnet-${key}-${tier}`,
    routeTableId: `rtb-${key}-${tier}`,
    cidrBlock: `${octets}.${slot * 16 + octet}.0/24`,
    ...(ipv6 === 'none' ? {} : { ipv6CidrBlock: `2001:db8:0:${slot + 1}${octet.toString(16)}::/64` }),
  };
}
