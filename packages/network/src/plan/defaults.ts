import type { InspectedVpcProps, NatGatewayMode } from '../inspected-vpc-props';
import type { InspectionPosition, VpcDns } from '../routed-vpc';
import type { SubnetTier } from '../subnet-tier';

export function natModeOf({ natGateways = 'zonal' }: Pick<InspectedVpcProps, 'natGateways'>): NatGatewayMode {
  return natGateways;
}

export function tiersOf(
  props: Pick<InspectedVpcProps, 'natGateways' | 'tiers' | 'transitGateway'>,
): readonly SubnetTier[] {
  if (props.tiers !== undefined) return props.tiers;
  if (props.transitGateway !== undefined) return ['transit', 'nat', 'firewall'];
  return natModeOf(props) === 'none'
    ? ['protected', 'firewall', 'endpoint']
    : ['protected', 'nat', 'firewall', 'endpoint'];
}

export function positionOf({
  position,
  transitGateway,
}: Pick<InspectedVpcProps, 'position' | 'transitGateway'>): InspectionPosition {
  return position ?? (transitGateway === undefined ? 'after-nat' : 'before-nat');
}

export function dnsOf({ dns = {} }: Pick<InspectedVpcProps, 'dns'>): VpcDns {
  const { support = true, hostnames = support } = dns;
  return { support, hostnames };
}
