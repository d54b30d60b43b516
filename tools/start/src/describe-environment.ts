import {
  resourcesOf,
  routesOf,
  tableOfSubnet,
  type JsonObject,
  type StackResource,
  type StackRoute,
} from '@inspected-egress/terraform';
import { describePacket } from './describe-packet';
import { objectOf, onlyBlock, textOf, type SynthesizedStack } from './synthesized';
import { headedTable, indent, type Style } from './text';

// Google's public resolvers: outside of every VPC, and the destination that the walk-through of distributed egress pings.
const INTERNET = { ipv4: '8.8.8.8', ipv6: '2001:4860:4860::8888' };

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
  ];
}

function describeSubnets(json: JsonObject, subnets: readonly StackResource[], style: Style): readonly string[] {
  const rows = subnets.map((subnet) => {
    const { availability_zone: zone, cidr_block: block } = subnet.values;
    const table = tableOfSubnet(json, subnet);
    const routes = table === undefined ? [] : routesOf(json, table).map((route) => describeRoute(route));
    return [nameOf(subnet), textOf(zone), textOf(block), routes.length === 0 ? 'nothing' : routes.join(', ')];
  });
  return headedTable(['subnet', 'zone', 'block', 'its route table adds'], rows, style);
}

function describeRoute({ destination, kind, target }: StackRoute): string {
  const to: Readonly<Record<string, string>> = {
    nat_gateway_id: 'NAT gateway',
    vpc_endpoint_id: 'firewall endpoint',
    gateway_id: 'internet gateway',
  };
  return `${destination ?? 'a block known at apply'} to ${to[kind] ?? target}`;
}

function describePackets(json: JsonObject, subnets: readonly StackResource[], style: Style): readonly string[] {
  const from = subnets.find(({ path }) => path.includes('protected'));
  if (from === undefined) return [];
  const names = new Map(subnets.map((subnet) => [subnet.address, nameOf(subnet)]));
  const source = { subnet: from.address, names };
  const ipv4 = describePacket(json, { ...source, address: tenthAddress(textOf(from.values['cidr_block'])) }, INTERNET.ipv4, style);
  if (from.values['ipv6_cidr_block'] === undefined) return [...ipv4, ''];
  const ipv6 = describePacket(json, { ...source, address: 'its IPv6 address' }, INTERNET.ipv6, style);
  return [...ipv4, '', ...ipv6, ''];
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
