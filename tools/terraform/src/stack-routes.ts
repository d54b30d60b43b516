import type { JsonObject, JsonValue } from './json';
import { blocksOf } from './json';
import { blockOf, holds, prefixLength, vpcBlocks } from './stack-blocks';
import { literalOf, referred, resourcesOf, type StackResource } from './stack-reader';

/** One route of a table: where it points is told apart by the argument that names the target. */
export interface StackRoute {
  /** A literal block; `undefined` for an expression that only apply resolves. */
  readonly destination: string | undefined;
  /** The argument, for example `nat_gateway_id`; `local` for the route that every table has. */
  readonly kind: string;
  /** The argument's value, for example `${aws_nat_gateway.a.id}`; `local` for the route that every table has. */
  readonly target: string;
}

const TARGETS = [
  'gateway_id',
  'nat_gateway_id',
  'vpc_endpoint_id',
  'egress_only_gateway_id',
  'transit_gateway_id',
  'vpc_peering_connection_id',
  'network_interface_id',
  'carrier_gateway_id',
  'local_gateway_id',
  'core_network_arn',
];
const DESTINATIONS = [
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'cidr_block',
  'ipv6_cidr_block',
];

/** The routes of a table, standalone and inline, without local ones and those to prefix lists. */
export function routesOf(stack: JsonObject, table: StackResource): readonly StackRoute[] {
  const standalone = resourcesOf(stack, 'aws_route')
    .filter(({ values }) => referred(stack, values['route_table_id'])?.address === table.address)
    .map(({ values }) => values);
  return [...standalone, ...blocksOf(table.values['route'])]
    .filter((values) => !isSet(values['destination_prefix_list_id']))
    .map((values) => routeOf(stack, values));
}

/** The table that decides for a subnet: the associated one, or the main one. */
export function tableOfSubnet(stack: JsonObject, subnet: StackResource): StackResource | undefined {
  const vpc = referred(stack, subnet.values['vpc_id']);
  const main = resourcesOf(stack, 'aws_default_route_table').find(
    ({ values }) => referred(stack, values['default_route_table_id'])?.address === vpc?.address,
  );
  return associated(stack, 'subnet_id', subnet) ?? main;
}

/** The gateway route table of an internet gateway: the one with an edge association. */
export function tableOfGateway(stack: JsonObject, gateway: StackResource): StackResource | undefined {
  return associated(stack, 'gateway_id', gateway);
}

/** The route that carries an address: the longest prefix, where a static route beats an equal local one. */
export function matchRoute(
  stack: JsonObject,
  table: StackResource | undefined,
  subnet: StackResource,
  address: string,
): StackRoute | undefined {
  const local = vpcBlocks(stack, subnet).map((destination) => ({
    destination,
    kind: 'local',
    target: 'local',
  }));
  const routes = [...(table === undefined ? [] : routesOf(stack, table)), ...local];
  return routes
    .filter(({ destination }) => destination !== undefined && holds(destination, address))
    .sort((a, b) => prefixLength(b.destination ?? '') - prefixLength(a.destination ?? ''))[0];
}

function associated(stack: JsonObject, argument: string, resource: StackResource): StackResource | undefined {
  const association = resourcesOf(stack, 'aws_route_table_association').find(
    ({ values }) => referred(stack, values[argument])?.address === resource.address,
  );
  return referred(stack, association?.values['route_table_id']);
}

function routeOf(stack: JsonObject, values: JsonObject): StackRoute {
  const set = (argument: string) => isSet(values[argument]);
  const kind = TARGETS.find(set) ?? 'unknown';
  const destination = DESTINATIONS.find(set);
  return {
    destination: destination === undefined ? undefined : blockOf(stack, values[destination]),
    kind,
    target: literalOf(stack, values[kind]) ?? '',
  };
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
