import type { InspectedVpcProps, NatGatewayMode } from '../inspected-vpc-props';
import type { VpcDns } from '../routed-vpc';
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

export function dnsOf({ dns = {} }: Pick<InspectedVpcProps, 'dns'>): VpcDns {
  const { support = true, hostnames = support } = dns;
  return { support, hostnames };
}
