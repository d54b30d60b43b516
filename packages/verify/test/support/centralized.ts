import { readGraph } from '../../src/graph/read-graph';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { estateOf, ref, type Said } from './estate-of';

/**
 * The centralized deployment model in two zones, by AWS's documents: spokes 10.1.0.0/16 and 10.2.0.0/16, and an inspection VPC
 * 10.0.0.0/16, in which packets pass attachment subnet, firewall endpoint and NAT gateway of one zone.
 */
export type Resources = Readonly<Record<string, Readonly<Record<string, Said>>>>;

const T = 'aws_ec2_transit_gateway';
const ATTACHMENT = `${T}_vpc_attachment`;

export const CENTRALIZED: Resources = {
  [`${T}.t`]: { default_route_table_association: 'disable', default_route_table_propagation: 'disable' },
  ...spoke('s1', '10.1'),
  ...spoke('s2', '10.2'),
  ...vpc('hub', '10.0', {
    tgw: (zone) => ({ '0.0.0.0/0': { vpc_endpoint_id: ref(`aws_vpc_endpoint.fw-${zone}.id`) } }),
    fw: (zone) => ({
      '0.0.0.0/0': { nat_gateway_id: ref(`aws_nat_gateway.nat-${zone}.id`) },
      '10.0.0.0/8': { transit_gateway_id: ref(`${T}.t.id`) },
    }),
    nat: (zone) => ({
      '0.0.0.0/0': { gateway_id: ref('aws_internet_gateway.igw.id') },
      '10.1.0.0/16': { vpc_endpoint_id: ref(`aws_vpc_endpoint.fw-${zone}.id`) },
      '10.2.0.0/16': { vpc_endpoint_id: ref(`aws_vpc_endpoint.fw-${zone}.id`) },
    }),
  }),
  'aws_internet_gateway.igw': { vpc_id: ref('aws_vpc.hub.id') },
  ...inEachZone((zone) => ({
    [`aws_vpc_endpoint.fw-${zone}`]: {
      vpc_id: ref('aws_vpc.hub.id'),
      vpc_endpoint_type: 'GatewayLoadBalancer',
      service_name: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
      subnet_ids: [ref(`aws_subnet.hub-fw-${zone}.id`)],
    },
    [`aws_nat_gateway.nat-${zone}`]: {
      subnet_id: ref(`aws_subnet.hub-nat-${zone}.id`),
      allocation_id: 'eipalloc-1',
    },
  })),
  ...attachment('hub', { appliance_mode_support: 'enable' }),
  [`${T}_route_table.spokes`]: { transit_gateway_id: ref(`${T}.t.id`) },
  [`${T}_route_table.inspected`]: { transit_gateway_id: ref(`${T}.t.id`) },
  ...associate('s1', 'spokes'),
  ...associate('s2', 'spokes'),
  ...associate('hub', 'inspected'),
  ...transitRoute('out', 'spokes', '0.0.0.0/0', 'hub'),
  ...propagate('s1', 'inspected'),
  ...propagate('s2', 'inspected'),
};

/** The graph of the model with some resources written otherwise; those set to undefined are left out. */
export function centralizedGraph(
  more: Readonly<Record<string, Resources[string] | undefined>> = {},
): VpcGraph {
  const merged = Object.entries({ ...CENTRALIZED, ...more });
  return readGraph(
    estateOf(Object.fromEntries(merged.filter(([, said]) => said !== undefined)) as Resources),
  );
}

export function transitRoute(name: string, table: string, block: string, to?: string): Resources {
  return {
    [`${T}_route.${name}`]: {
      destination_cidr_block: block,
      transit_gateway_route_table_id: ref(`${T}_route_table.${table}.id`),
      ...(to === undefined
        ? { blackhole: true }
        : { transit_gateway_attachment_id: ref(`${ATTACHMENT}.${to}.id`) }),
    },
  };
}

export function associate(name: string, table: string): Resources {
  return { [`${T}_route_table_association.${name}`]: inTable(name, table) };
}

export function propagate(name: string, table: string): Resources {
  return { [`${T}_route_table_propagation.${name}`]: inTable(name, table) };
}

/** A spoke's or the hub's attachment, in all zones. */
export function attachment(name: string, more: Resources[string] = {}): Resources {
  return {
    [`${ATTACHMENT}.${name}`]: {
      transit_gateway_id: ref(`${T}.t.id`),
      vpc_id: ref(`aws_vpc.${name}.id`),
      subnet_ids: ['a', 'b'].map((zone) => ref(`aws_subnet.${name}-tgw-${zone}.id`)),
      ...more,
    },
  };
}

/** One route of one table: `aws_route.hub-nat-a-1`. */
export function route(table: string, block: string, target: Resources[string]): Resources[string] {
  return { route_table_id: ref(`aws_route_table.${table}.id`), destination_cidr_block: block, ...target };
}

type Routes = Readonly<Record<string, Resources[string]>>;

function inTable(name: string, table: string): Resources[string] {
  return {
    transit_gateway_attachment_id: ref(`${ATTACHMENT}.${name}.id`),
    transit_gateway_route_table_id: ref(`${T}_route_table.${table}.id`),
  };
}

function spoke(name: string, prefix: string): Resources {
  const routes = { '0.0.0.0/0': { transit_gateway_id: ref(`${T}.t.id`) } };
  return { ...vpc(name, prefix, { tgw: () => ({}), w: () => routes }), ...attachment(name) };
}

/** A VPC with a subnet and a table for each role and zone, in 10.x.<10 × role + zone>.0/24. */
function vpc(
  name: string,
  prefix: string,
  roles: Readonly<Record<string, (zone: string) => Routes>>,
): Resources {
  const subnets = Object.entries(roles).map(([role, routesOf], index) =>
    inEachZone((zone, number) => {
      const key = `${name}-${role}-${zone}`;
      const routes = Object.entries(routesOf(zone)).map(([block, target], at) => [
        `aws_route.${key}-${at}`,
        route(key, block, target),
      ]);
      return {
        [`aws_subnet.${key}`]: {
          vpc_id: ref(`aws_vpc.${name}.id`),
          cidr_block: `${prefix}.${10 * index + number}.0/24`,
          availability_zone: `us-east-1${zone}`,
        },
        [`aws_route_table.${key}`]: { vpc_id: ref(`aws_vpc.${name}.id`) },
        [`aws_route_table_association.${key}`]: {
          subnet_id: ref(`aws_subnet.${key}.id`),
          route_table_id: ref(`aws_route_table.${key}.id`),
        },
        ...(Object.fromEntries(routes) as Resources),
      };
    }),
  );
  return Object.assign({ [`aws_vpc.${name}`]: { cidr_block: `${prefix}.0.0/16` } }, ...subnets) as Resources;
}

function inEachZone(make: (zone: string, number: number) => Resources): Resources {
  return { ...make('a', 1), ...make('b', 2) };
}
