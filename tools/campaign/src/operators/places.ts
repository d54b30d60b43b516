import { refer } from '../plain-reader/references';
import type { Network, PlainEndpoint, PlainSubnet, Role } from '../plain-reader/network';
import type { PlainRoute } from '../plain-reader/routes';
import type { Stack } from '../stack';

export type NamedRoute = PlainRoute & { readonly name: string };

export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE_IPV6 = '::/0';
/** Addresses of the internet for routes that are longer than the default. */
export const SOME = '8.0.0.0/8';

/** The subnets that are associated with a table. */
export function subnetsOf({ subnets }: Network, table: string): PlainSubnet[] {
  return subnets.filter((subnet) => subnet.table === table);
}

export function zoneOfTable(network: Network, table: string): string | undefined {
  return subnetsOf(network, table)[0]?.zone;
}

/** `aws_route`s of tables that serve subnets of a role. */
export function routesFor(network: Network, role: Role): NamedRoute[] {
  return network.routes.filter(
    (route): route is NamedRoute =>
      route.name !== undefined && subnetsOf(network, route.table).some((subnet) => subnet.role === role),
  );
}

/** Default routes of IPv4 for subnets of a role. */
export function waysOut(network: Network, role: Role): NamedRoute[] {
  return routesFor(network, role).filter(({ destination }) => destination === ANYWHERE);
}

export function waysOutOfIpv6(network: Network, role: Role): NamedRoute[] {
  return routesFor(network, role).filter(({ destination }) => destination === ANYWHERE_IPV6);
}

/** `aws_route`s of the internet gateway's table. */
export function edgeRoutes({ routes, edge }: Network): NamedRoute[] {
  return routes.filter((route): route is NamedRoute => route.name !== undefined && route.table === edge);
}

/** Tables that have some way out for workloads. */
export function workloadTables(network: Network): string[] {
  return [...new Set(waysOut(network, 'workload').map(({ table }) => table))];
}

export function isNat({ nats }: Network, target: string): boolean {
  return nats.some(({ address }) => address === target);
}

export function endpointOf({ endpoints }: Network, key: string): PlainEndpoint | undefined {
  return endpoints.find((endpoint) => endpoint.key === key);
}

export function zoneOf({ subnets }: Network, subnet: string): string | undefined {
  return subnets.find(({ address }) => address === subnet)?.zone;
}

/** An endpoint of another zone than this one. */
export function endpointElsewhere(network: Network, zone: string | undefined): PlainEndpoint | undefined {
  return network.endpoints.find(({ subnet }) => zoneOf(network, subnet) !== zone);
}

export function endpointIn(network: Network, zone: string | undefined): PlainEndpoint | undefined {
  return network.endpoints.find(({ subnet }) => zoneOf(network, subnet) === zone);
}

const TARGET_ARGUMENTS = [
  ...['gateway_id', 'nat_gateway_id', 'vpc_endpoint_id', 'egress_only_gateway_id', 'transit_gateway_id'],
  ...['vpc_peering_connection_id', 'network_interface_id', 'core_network_arn'],
];

/** The arguments of a route that lead to a target: an address of a resource, or an id. */
export function to(target: string): Record<string, string> {
  const value = target.startsWith('aws_') ? refer(target) : target;
  const [, kind = ''] = /^(aws_\w+)\.|^([a-z]+)-/.exec(target) ?? [];
  switch (kind === '' ? target.split(/[-:]/)[0] : kind) {
    case 'aws_nat_gateway':
    case 'nat':
      return { nat_gateway_id: value };
    case 'aws_egress_only_internet_gateway':
      return { egress_only_gateway_id: value };
    case 'aws_network_interface':
      return { network_interface_id: value };
    case 'tgw':
      return { transit_gateway_id: value };
    case 'pcx':
      return { vpc_peering_connection_id: value };
    case 'arn':
      return { core_network_arn: value };
    case 'aws_internet_gateway':
    case 'aws_vpn_gateway':
    case 'vgw':
      return { gateway_id: value };
    default:
      return { vpc_endpoint_id: value };
  }
}

export function toEndpoint({ target }: PlainEndpoint): Record<string, string> {
  return { vpc_endpoint_id: target };
}

/** Gives a route another target, and takes from it what it was for before. */
export function retarget(draft: Stack, name: string, target: Record<string, string>): void {
  const values = Object.entries(draft.at('aws_route', name)).filter(
    ([key]) => !TARGET_ARGUMENTS.includes(key),
  );
  draft.put('aws_route', name, { ...Object.fromEntries(values), ...target });
}

/** Another route of a table. */
export function addRoute(
  draft: Stack,
  name: string,
  table: string,
  destination: Record<string, string>,
  target: Record<string, string>,
): void {
  draft.put('aws_route', name, { route_table_id: refer(table), ...destination, ...target });
}
