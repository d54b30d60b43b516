import type { IRoutedVpc, RoutedZone } from '../routed-vpc';

/** What of a VPC decides where packets cross a firewall endpoint. */
type Crossed = Pick<IRoutedVpc, 'position' | 'ipv6' | 'zones'>;

/** Tiers whose packets leave through a firewall endpoint: of workloads here, and of what comes in by a transit gateway. */
export const CLIENT_TIERS = ['protected', 'transit'] as const;

/**
 * How IPv4 crosses the firewall endpoint of a zone: `translated` by the NAT gateway of the zone, for all its clients;
 * `to-be-translated`, as the workloads of the zone sent it; `never-translated`, because they have no NAT gateway; or,
 * where nothing crosses, `nothing`.
 */
export type Ipv4Crossing = 'translated' | 'to-be-translated' | 'never-translated' | 'nothing';

export function ipv4Crossing(vpc: Crossed, zone: RoutedZone): Ipv4Crossing {
  if (vpc.position === 'after-nat' && clientsOfNatIn(vpc, zone).length > 0) return 'translated';
  if (!hasClients(zone)) return 'nothing';
  if (zone.nat === undefined) return 'never-translated';
  return vpc.position === 'before-nat' ? 'to-be-translated' : 'nothing';
}

/** Whether IPv6 crosses the firewall endpoint of a zone: that of its own workloads, as there is no NAT. */
export function ipv6Crosses(vpc: Crossed, zone: RoutedZone): boolean {
  return vpc.ipv6 === 'inspected' && zone.subnets.protected !== undefined;
}

/** The zones with workloads that have a way out, their own or those of spokes. */
export function clientZones({ zones }: Pick<Crossed, 'zones'>): readonly RoutedZone[] {
  return zones.filter(hasClients);
}

function hasClients({ subnets }: RoutedZone): boolean {
  return CLIENT_TIERS.some((tier) => subnets[tier] !== undefined);
}

/** The zones whose workloads leave through a NAT gateway that stands in this zone. */
export function clientsOfNatIn(
  vpc: Pick<Crossed, 'zones'>,
  { availabilityZone }: RoutedZone,
): readonly RoutedZone[] {
  return clientZones(vpc).filter(({ nat }) => nat?.availabilityZone === availabilityZone);
}

/**
 * Names of the zones that need a firewall endpoint, in order of their keys. Fewer than the VPC has when one NAT gateway
 * serves several zones and inspection comes after it: IPv4 of them all then crosses the endpoint beside it.
 */
export function inspectedZones(vpc: Crossed): readonly string[] {
  return vpc.zones
    .filter((zone) => ipv4Crossing(vpc, zone) !== 'nothing' || ipv6Crosses(vpc, zone))
    .map((zone) => zone.availabilityZone);
}

/** Whether replies need routes at the internet gateway: not those that meet NAT before their endpoint. */
export function needsGatewayRoutes(vpc: Crossed): boolean {
  return vpc.zones.some((zone) => {
    const crossing = ipv4Crossing(vpc, zone);
    return crossing === 'translated' || crossing === 'never-translated' || ipv6Crosses(vpc, zone);
  });
}
