import { inspectedZones, type IRoutedVpc, type RoutedSubnet } from '@inspected-egress/network';
import type { Problem } from '@inspected-egress/problem';
import { firewallSubnetIpv4Only, firewallSubnetMissing, nothingInspected } from '../errors';

/** A zone that needs a firewall endpoint, and the subnet it stands in. */
export interface FirewallZone {
  /** Letter of the zone, with which construct ids start. */
  readonly key: string;
  readonly availabilityZone: string;
  readonly subnet: RoutedSubnet;
}

/** The zones that need a firewall endpoint: fewer than all when one NAT gateway serves several. */
export function firewallZones(vpc: IRoutedVpc): readonly FirewallZone[] {
  const needed = inspectedZones(vpc);
  return vpc.zones.flatMap(({ key, availabilityZone, subnets }) =>
    subnets.firewall === undefined || !needed.includes(availabilityZone)
      ? []
      : [{ key, availabilityZone, subnet: subnets.firewall }],
  );
}

/** Why endpoints cannot stand in the VPC. */
export function findFirewallZoneProblems(vpc: IRoutedVpc): readonly Problem[] {
  const needed = inspectedZones(vpc);
  if (needed.length === 0) return [nothingInspected('vpc.zones')];
  return vpc.zones.flatMap(({ availabilityZone, subnets }, index) => {
    if (!needed.includes(availabilityZone)) return [];
    const path = `vpc.zones[${index}].subnets.firewall`;
    if (subnets.firewall === undefined) return [firewallSubnetMissing(path, availabilityZone)];
    const ipv4Only = vpc.ipv6 === 'inspected' && subnets.firewall.ipv6CidrBlock === undefined;
    return ipv4Only ? [firewallSubnetIpv4Only(path, availabilityZone)] : [];
  });
}
