import type { InspectedVpcProps, NatGatewayMode } from '../inspected-vpc-props';
import type { SubnetTier } from '../subnet-tier';

export function natModeOf({ natGateways = 'zonal' }: Pick<InspectedVpcProps, 'natGateways'>): NatGatewayMode {
  return natGateways;
}

export function tiersOf(props: Pick<InspectedVpcProps, 'natGateways' | 'tiers'>): readonly SubnetTier[] {
  if (props.tiers !== undefined) return props.tiers;
  return natModeOf(props) === 'none'
    ? ['protected', 'firewall', 'endpoint']
    : ['protected', 'nat', 'firewall', 'endpoint'];
}
