import type { JsonObject } from '../../src';

/** A subnet with a table of its own, and the routes of that table: destination to argument and target. */
export interface SubnetSketch {
  readonly zone: string;
  readonly block: string;
  readonly block6?: string;
  readonly routes: Readonly<Record<string, readonly [argument: string, target: string]>>;
}

/**
 * A synthesized stack by hand: VPC 10.1.0.0/16 with an internet gateway `igw`, the subnets, their tables, and a
 * gateway route table with the `edge` routes. Everything is called by its key.
 */
export function world(
  subnets: Readonly<Record<string, SubnetSketch>>,
  edge: SubnetSketch['routes'] = {},
  more: Readonly<Record<string, JsonObject>> = {},
): JsonObject {
  const tables = Object.fromEntries(Object.entries(subnets).map(([key, { routes }]) => [key, routes]));
  const all = { ...tables, ...(Object.keys(edge).length === 0 ? {} : { edge }) };
  const vpc_id = '${aws_vpc.main.id}';
  return {
    resource: {
      aws_vpc: { main: { cidr_block: '10.1.0.0/16', assign_generated_ipv6_cidr_block: true } },
      aws_internet_gateway: { igw: { vpc_id } },
      aws_subnet: mapValues(subnets, ({ zone, block, block6 }, key) => ({
        vpc_id,
        availability_zone: zone,
        cidr_block: block,
        ...(block6 === undefined ? {} : { ipv6_cidr_block: block6 }),
        '//': { metadata: { path: `test/vpc/${key}` } },
      })),
      aws_route_table: mapValues(all, () => ({ vpc_id })),
      aws_route_table_association: mapValues(all, (_, key) => ({
        route_table_id: `\${aws_route_table.${key}.id}`,
        ...(key === 'edge'
          ? { gateway_id: '${aws_internet_gateway.igw.id}' }
          : { subnet_id: `\${aws_subnet.${key}.id}` }),
      })),
      aws_route: Object.fromEntries(
        Object.entries(all).flatMap(([key, routes]) =>
          Object.entries(routes).map(([destination, [argument, target]], index) => [
            `${key}-${index}`,
            {
              route_table_id: `\${aws_route_table.${key}.id}`,
              [/:|ipv6/.test(destination) ? 'destination_ipv6_cidr_block' : 'destination_cidr_block']:
                destination,
              [argument]: target,
            },
          ]),
        ),
      ),
      ...more,
    },
  };
}

/** The id of a Network Firewall's endpoint in a subnet, as the constructs write it. */
export function firewallEndpoint(subnet: string): readonly [string, string] {
  const states = 'aws_networkfirewall_firewall.fw.firewall_status[0].sync_states';
  const here = `s.attachment[0].subnet_id == aws_subnet.${subnet}.id`;
  return ['vpc_endpoint_id', `\${one([for s in ${states} : s.attachment[0].endpoint_id if ${here}])}`];
}

export const toGateway = ['gateway_id', '${aws_internet_gateway.igw.id}'] as const;
export const toNat = (key: string) => ['nat_gateway_id', `\${aws_nat_gateway.${key}.id}`] as const;
export const nat = (key: string, subnet: string) => ({ [key]: { subnet_id: `\${aws_subnet.${subnet}.id}` } });

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => JsonObject,
): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
