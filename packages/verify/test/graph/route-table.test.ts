import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import type { Route } from '../../src/graph/route';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': { cidr_block: '10.0.0.0/16' },
  'aws_vpc.w': { cidr_block: '10.1.0.0/16' },
  'aws_internet_gateway.i': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.u': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.w': { vpc_id: ref('aws_vpc.w.id') },
};
const tablesOf = (more: Record<string, Record<string, Said>>, form?: 'plan' | 'state') =>
  readGraph(estateOf({ ...world, ...more }, form)).routeTables;

function tell({ destination, target }: Route): string {
  const to =
    destination.kind === 'block'
      ? formatCidrBlock(destination.block)
      : JSON.stringify(destination).slice(0, 60);
  return `${to} > ${'key' in target ? target.key : target.kind}`;
}

const toInternet = { destination_cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.i.id') };

it('has the routes that are inline and those of resources of their own', () => {
  const tables = tablesOf({
    'aws_route_table.t': {
      vpc_id: ref('aws_vpc.v.id'),
      route: [{ ipv6_cidr_block: '::/0', cidr_block: '', gateway_id: ref('aws_internet_gateway.i.id') }],
    },
    'aws_route.r': { route_table_id: ref('aws_route_table.t.id'), ...toInternet },
  });
  expect(tables.get('aws_route_table.t')?.routes.map(tell)).toEqual([
    '0.0.0.0/0 > aws_internet_gateway.i',
    '::/0 > aws_internet_gateway.i',
  ]);
  expect(tables.get('aws_route_table.t')?.doubt).toBeUndefined();
});

it('has a route once that an existing table and a resource of its own both tell, by its own resource', () => {
  const tables = tablesOf(
    {
      'aws_internet_gateway.i': { id: 'igw-1', vpc_id: ref('aws_vpc.v.id') },
      'aws_route_table.t': { id: 'rtb-1', route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }] },
      'aws_route.r': { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' },
    },
    'state',
  );
  expect(tables.get('aws_route_table.t')?.routes).toMatchObject([{ origin: 'aws_route.r' }]);
});

it('has routes of the default table', () => {
  const tables = tablesOf({
    'aws_default_route_table.d': {
      default_route_table_id: ref('aws_vpc.v.default_route_table_id'),
      route: [{ cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.i.id') }],
    },
    'aws_route.r': {
      route_table_id: ref('aws_vpc.v.main_route_table_id'),
      destination_ipv6_cidr_block: '::/0',
      gateway_id: ref('aws_internet_gateway.i.id'),
    },
  });
  expect(tables.get('aws_default_route_table.d')).toMatchObject({
    isMain: true,
    vpc: { value: 'aws_vpc.v' },
  });
  expect(tables.get('aws_default_route_table.d')?.routes).toHaveLength(2);
});

it('puts a route to the main table into the table that AWS makes', () => {
  const tables = tablesOf({
    'aws_route.r': { route_table_id: ref('aws_vpc.v.main_route_table_id'), ...toInternet },
  });
  expect(tables.get('aws_vpc.v/main-route-table')?.routes.map(tell)).toEqual([
    '0.0.0.0/0 > aws_internet_gateway.i',
  ]);
});

it('reads the ways in which a destination may be written', () => {
  const route = (address: string, destination: Record<string, Said>) => ({
    [address]: {
      route_table_id: ref('aws_route_table.t.id'),
      gateway_id: ref('aws_internet_gateway.i.id'),
      ...destination,
    },
  });
  const tables = tablesOf({
    'aws_subnet.a': { cidr_block: '10.0.3.0/24', ipv6_cidr_block: notKnown('cidrsubnet', 'aws_vpc.v') },
    ...route('aws_route.known', { destination_cidr_block: ref('aws_subnet.a.cidr_block') }),
    ...route('aws_route.later', { destination_ipv6_cidr_block: ref('aws_subnet.a.ipv6_cidr_block') }),
    ...route('aws_route.vpc', { destination_ipv6_cidr_block: ref('aws_vpc.v.ipv6_cidr_block') }),
    ...route('aws_route.list', { destination_prefix_list_id: 'pl-0a' }),
    ...route('aws_route.loose', { destination_ipv6_cidr_block: '::0/0' }),
    ...route('aws_route.odd', { destination_cidr_block: notKnown('a variable') }),
    ...route('aws_route.none', {}),
    ...route('aws_route.two', { destination_cidr_block: '10.9.0.0/16', destination_ipv6_cidr_block: '::/0' }),
  });
  const byOrigin = new Map(
    tables.get('aws_route_table.t')?.routes.map((route) => [route.origin.slice(10), route.destination]),
  );
  expect(byOrigin.get('known')).toMatchObject({ kind: 'block' });
  expect(byOrigin.get('later')).toEqual({ kind: 'subnet-block', subnet: 'aws_subnet.a', family: 6 });
  expect(byOrigin.get('vpc')).toEqual({ kind: 'vpc-block', vpc: 'aws_vpc.v', family: 6 });
  expect(byOrigin.get('list')).toMatchObject({
    kind: 'prefix-list',
    prefixList: 'pl-0a',
    blocks: { is: 'unknown' },
  });
  expect(byOrigin.get('loose')).toMatchObject({ kind: 'block', block: { family: 6, prefixLength: 0 } });
  expect(byOrigin.get('odd')).toEqual({ kind: 'unknown', reason: 'a variable' });
  expect(byOrigin.get('none')?.kind).toBe('unknown');
  expect(byOrigin.get('two')?.kind).toBe('unknown');
});

it('is in doubt when its inline routes are not known', () => {
  const tables = tablesOf({
    'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id'), route: notKnown('a dynamic block') },
  });
  expect(tables.get('aws_route_table.t')?.doubt).toContain('a dynamic block');
  expect(tables.get('aws_route_table.u')?.doubt).toBeUndefined();
});

it('is in doubt when a route may be in any table of its VPC, which the target tells', () => {
  const tables = tablesOf({ 'aws_route.r': { route_table_id: notKnown('a variable'), ...toInternet } });
  for (const key of ['aws_route_table.t', 'aws_route_table.u', 'aws_vpc.v/main-route-table'])
    expect(tables.get(key)?.doubt).toContain('aws_route.r');
  expect(tables.get('aws_route_table.w')?.doubt).toBeUndefined();
});

it('is in no doubt by a route to a gateway that an attachment puts into another VPC', () => {
  const tables = tablesOf({
    'aws_internet_gateway.loose': {},
    'aws_internet_gateway_attachment.loose': {
      internet_gateway_id: ref('aws_internet_gateway.loose.id'),
      vpc_id: ref('aws_vpc.w.id'),
    },
    'aws_route.r': {
      route_table_id: notKnown('a variable'),
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: ref('aws_internet_gateway.loose.id'),
    },
  });
  expect(tables.get('aws_route_table.w')?.doubt).toContain('aws_route.r');
  expect(tables.get('aws_route_table.t')?.doubt).toBeUndefined();
});

it('is in doubt when a route may be in any table of any VPC', () => {
  const tables = tablesOf({
    'aws_route.r': { route_table_id: notKnown('a variable'), transit_gateway_id: 'tgw-0a' },
  });
  for (const table of tables.values()) expect(table.doubt).toContain('aws_route.r');
});

it('is in doubt when a route is in one of the tables that an expression is computed from', () => {
  const tables = tablesOf({
    'aws_route_table.m["a"]': { vpc_id: ref('aws_vpc.v.id') },
    'aws_route_table.m["b"]': { vpc_id: ref('aws_vpc.v.id') },
    'aws_route.r': { route_table_id: notKnown('an index', 'aws_route_table.m'), ...toInternet },
  });
  expect(tables.get('aws_route_table.m["a"]')?.doubt).toBeDefined();
  expect(tables.get('aws_route_table.m["b"]')?.doubt).toBeDefined();
  expect(tables.get('aws_route_table.t')?.doubt).toBeUndefined();
});

it('is in doubt when a route is in a table of its VPC that AWS is asked for', () => {
  const tables = tablesOf({
    'data.aws_route_table.asked': { vpc_id: ref('aws_vpc.v.id') },
    'aws_route.r': { route_table_id: ref('data.aws_route_table.asked.id'), ...toInternet },
  });
  expect(tables.get('aws_route_table.t')?.doubt).toContain('aws_route.r');
  expect(tables.get('aws_route_table.w')?.doubt).toBeUndefined();
});

it('is in doubt when a route server writes into it', () => {
  const tables = tablesOf({
    'aws_vpc_route_server_propagation.p': { route_table_id: ref('aws_route_table.t.id') },
  });
  expect(tables.get('aws_route_table.t')?.doubt).toContain('aws_vpc_route_server_propagation.p');
  expect(tables.get('aws_route_table.u')?.doubt).toBeUndefined();
});

it('is a node in doubt when the input only refers to it', () => {
  const tables = tablesOf({ 'aws_route.r': { route_table_id: 'rtb-0a', ...toInternet } });
  expect(tables.get('rtb-0a')).toMatchObject({
    isDeclared: false,
    doubt: expect.stringContaining('rtb-0a') as string,
    routes: [{ origin: 'aws_route.r' }],
  });
});

it('learns routes that are not known from gateways that propagate into it', () => {
  const tables = tablesOf({
    'aws_vpn_gateway.g': { vpc_id: ref('aws_vpc.v.id') },
    'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id'), propagating_vgws: [ref('aws_vpn_gateway.g.id')] },
    'aws_vpn_gateway_route_propagation.p': {
      vpn_gateway_id: ref('aws_vpn_gateway.g.id'),
      route_table_id: ref('aws_route_table.u.id'),
    },
  });
  const learnt = {
    isPropagated: true,
    destination: { kind: 'unknown' },
    target: { kind: 'vpn-gateway', key: 'aws_vpn_gateway.g' },
  };
  expect(tables.get('aws_route_table.t')?.routes).toMatchObject([learnt]);
  expect(tables.get('aws_route_table.u')?.routes).toMatchObject([learnt]);
});

it('tells the gateways whose inbound packets look in it', () => {
  const tables = tablesOf({
    'aws_route_table_association.edge': {
      gateway_id: ref('aws_internet_gateway.i.id'),
      route_table_id: ref('aws_route_table.t.id'),
    },
  });
  expect(tables.get('aws_route_table.t')?.edgeOf).toEqual(['aws_internet_gateway.i']);
});

it('keeps a black hole that AWS reports', () => {
  const tables = tablesOf(
    { 'aws_route.r': { route_table_id: ref('aws_route_table.t.id'), ...toInternet, state: 'blackhole' } },
    'state',
  );
  expect(tables.get('aws_route_table.t')?.routes).toMatchObject([{ isBlackhole: true }]);
});
