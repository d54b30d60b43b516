import {
  resourcesOf,
  routesOf,
  tableOfGateway,
  tableOfSubnet,
  type JsonObject,
  type StackResource,
  type StackRoute,
} from '@inspected-egress/terraform';
import { describePacket, type DestinationNames } from './describe-packet';
import { objectOf, onlyBlock, textOf, type SynthesizedStack } from './synthesized';
import { headedTable, indent, type Style } from './text';

// Public resolvers of Google and Quad9: outside of every VPC; the walk-through of distributed egress pings the first.
const INTERNET = { ipv4: '8.8.8.8', ipv6: '2620:fe::fe' };

/** What was made in an environment and where, as lines. */
export function describeEnvironment({ name, json }: SynthesizedStack, style: Style): readonly string[] {
  const subnets = subnetsOf(json);
  const region = textOf(onlyBlock(objectOf(json['provider'])['aws'])['region']);
  const block = textOf(resourcesOf(json, 'aws_vpc')[0]?.values['cidr_block']);
  const zones = [...new Set(subnets.map(({ values }) => textOf(values['availability_zone'])))].sort();
  return [
    style.heading(`${name}: VPC ${block} in ${region}, zones ${zones.join(', ')}`),
    '',
    ...indent(describeSubnets(json, subnets, style)),
    '',
    ...indent(describePackets(json, subnets, style)),
    ...indent(describePolicy(json)),
  ];
}

/** Nothing for an environment that has no egress policy in its outputs. */
function describePolicy(json: JsonObject): readonly string[] {
  const { name, date, mode, approximations } = objectOf(
    objectOf(objectOf(json['output'])['egress_policy'])['value'],
  );
  if (name === undefined) return [];
  const count = Array.isArray(approximations) ? approximations.length : 0;
  return [
    `egress policy ${textOf(name)} of ${textOf(date)}, ${textOf(mode)}; ${count} approximations, in output egress_policy`,
    '',
  ];
}

function describeSubnets(
  json: JsonObject,
  subnets: readonly StackResource[],
  style: Style,
): readonly string[] {
  const names = destinationNames(subnets);
  const routesIn = (table: StackResource | undefined): readonly string[] =>
    table === undefined ? [] : routesOf(json, table).map((route) => describeRoute(route, names));
  const rows = subnets.flatMap((subnet) => {
    const { availability_zone: zone, cidr_block: block } = subnet.values;
    return withRoutes([nameOf(subnet), textOf(zone), textOf(block)], routesIn(tableOfSubnet(json, subnet)));
  });
  const gateways = resourcesOf(json, 'aws_internet_gateway').flatMap((gateway) =>
    withRoutes(['internet gateway', '', ''], routesIn(tableOfGateway(json, gateway))),
  );
  return headedTable(['subnet', 'zone', 'block', 'routes, beside local'], [...rows, ...gateways], style);
}

/** One row for each route; what they have in common stands in the first. */
function withRoutes(cells: readonly string[], routes: readonly string[]): readonly (readonly string[])[] {
  if (routes.length === 0) return [[...cells, 'none']];
  return routes.map((route, index) => [...(index === 0 ? cells : cells.map(() => '')), route]);
}

function describeRoute({ destination, kind, target }: StackRoute, names: DestinationNames): string {
  const to: Readonly<Record<string, string>> = {
    nat_gateway_id: 'NAT gateway',
    vpc_endpoint_id: 'firewall endpoint',
    gateway_id: 'internet gateway',
  };
  return `${names(destination)} to ${to[kind] ?? target}`;
}

function describePackets(
  json: JsonObject,
  subnets: readonly StackResource[],
  style: Style,
): readonly string[] {
  const from = subnets.find(({ path }) => path.includes('protected'));
  if (from === undefined) return [];
  const names = new Map(subnets.map((subnet) => [subnet.address, nameOf(subnet)]));
  const source = { subnet: from.address, names, destinationNames: destinationNames(subnets) };
  const ipv4 = describePacket(
    json,
    { ...source, address: tenthAddress(textOf(from.values['cidr_block'])) },
    INTERNET.ipv4,
    style,
  );
  if (from.values['ipv6_cidr_block'] === undefined) return [...ipv4, ''];
  const ipv6 = describePacket(json, { ...source, address: 'IPv6' }, INTERNET.ipv6, style);
  return [...ipv4, '', ...ipv6, ''];
}

/**
 * Names for destinations. AWS gives a VPC its IPv6 block at apply, and the tracer puts one for documentation in its place:
 * such a /64 is called after the subnet that takes the same number of the VPC's block.
 */
function destinationNames(subnets: readonly StackResource[]): DestinationNames {
  const numbers = new Map(
    subnets.map((subnet) => [
      /, 8, (\d+)\)/.exec(textOf(subnet.values['ipv6_cidr_block']))?.[1],
      nameOf(subnet),
    ]),
  );
  return (destination = 'a block known at apply') => {
    const number = /([0-9a-f]{2})::\/64$/.exec(destination)?.[1];
    const name = number === undefined ? undefined : numbers.get(String(Number.parseInt(number, 16)));
    return name === undefined ? destination : `/64 of ${name}`;
  };
}

/** In the order of their construct paths: by zone, then by tier. */
function subnetsOf(json: JsonObject): readonly StackResource[] {
  return [...resourcesOf(json, 'aws_subnet')].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The construct that a subnet belongs to: `egress/vpc/a-protected/subnet` gives `a-protected`. */
function nameOf({ path, name }: StackResource): string {
  return path.split('/').at(-2) ?? name;
}

/** A plausible instance: AWS keeps the first four addresses and the last, and no smallest subnet is under 16. */
function tenthAddress(cidrBlock: string): string {
  return cidrBlock.replace(/(\d+)\/\d+$/, (_, octet: string) => String(Number(octet) + 10));
}
