import type { InspectionPosition, Ipv6Mode, IRoutedVpc, RoutedZone } from '@inspected-egress/network';

interface LiteralVpc {
  readonly zones?: readonly string[];
  readonly position?: InspectionPosition;
  readonly ipv6?: Ipv6Mode;
  readonly nat?: 'zonal' | 'none' | { readonly singleZone: string };
  /** Changes each zone at the end. */
  readonly zone?: (zone: RoutedZone) => RoutedZone;
}

/**
 * A VPC of ids as AWS gives them. The block of slot n, tier t is 10.1.<16n+t>.0/24: protected 0, nat 1, firewall 2.
 */
export function literalVpc({
  zones = ['us-east-1a', 'us-east-1b'],
  position = 'after-nat',
  ipv6 = 'none',
  nat = 'zonal',
  zone: change = (zone) => zone,
}: LiteralVpc = {}): IRoutedVpc {
  return {
    vpcId: 'vpc-0123456789abcdef0',
    internetGatewayId: 'igw-0123456789abcdef0',
    cidrBlocks: ['10.1.0.0/16'],
    position,
    ipv6,
    gatewayRouteTableId: 'rtb-0000000000000000e',
    zones: zones.map((availabilityZone) => {
      const key = availabilityZone.slice(-1);
      const slot = key.charCodeAt(0) - 'a'.charCodeAt(0);
      const subnet = (tier: number) => ({
        subnetId: `subnet-00000000000000${slot}${tier}a`,
        routeTableId: `rtb-00000000000000${slot}${tier}a`,
        cidrBlock: `10.1.${16 * slot + tier}.0/24`,
        ...(ipv6 === 'none'
          ? {}
          : { ipv6CidrBlock: `2001:db8:0:${(256 + 16 * slot + tier).toString(16)}::/64` }),
      });
      const natZone = nat === 'zonal' ? availabilityZone : nat === 'none' ? undefined : nat.singleZone;
      const protectedAndFirewall = { protected: subnet(0), firewall: subnet(2) };
      return change({
        key,
        availabilityZone,
        subnets: nat === 'none' ? protectedAndFirewall : { ...protectedAndFirewall, nat: subnet(1) },
        ...(natZone === undefined
          ? {}
          : { nat: { natGatewayId: `nat-0000000000000000${natZone.slice(-1)}`, availabilityZone: natZone } }),
      });
    }),
  };
}
