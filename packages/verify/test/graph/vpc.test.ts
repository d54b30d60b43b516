import { formatCidrBlock } from '@inspected-egress/cidr';
import type { Known } from '../../src/graph/known';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref } from '../support/estate-of';

const vpc = { cidr_block: '10.0.0.0/16' };
const graphOf = (...args: Parameters<typeof estateOf>) => readGraph(estateOf(...args));
const textOf = (block: Known<Parameters<typeof formatCidrBlock>[0]>) =>
  block.is === 'known' ? formatCidrBlock(block.value) : `? ${block.reason}`;

it('has its primary block first, and secondary blocks from resources of their own', () => {
  const graph = graphOf({
    'aws_vpc_ipv4_cidr_block_association.a': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.1.0.0/16' },
    'aws_vpc.v': vpc,
  });
  expect(graph.vpcs.get('aws_vpc.v')?.cidrBlocks.map(textOf)).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
});

it('lists a block once that an existing VPC and an association both tell', () => {
  const graph = graphOf(
    {
      'aws_vpc.v': { ...vpc, id: 'vpc-1', cidr_block_associations: [{ cidr_block: '10.1.0.0/16' }] },
      'aws_vpc_ipv4_cidr_block_association.a': { vpc_id: 'vpc-1', cidr_block: '10.1.0.0/16' },
    },
    'state',
  );
  expect(graph.vpcs.get('aws_vpc.v')?.cidrBlocks.map(textOf)).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
});

it('is in doubt while a secondary block may be any VPC’s', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_vpc_ipv4_cidr_block_association.a': { vpc_id: notKnown('a variable'), cidr_block: '10.1.0.0/16' },
  });
  expect(graph.vpcs.get('aws_vpc.v')?.doubt).toContain('a variable');
});

it.each([
  ['nothing', {}, false],
  ['an assigned block', { assign_generated_ipv6_cidr_block: true }, true],
  ['a block from a pool', { ipv6_ipam_pool_id: 'ipam-pool-1' }, true],
  ['a block', { ipv6_cidr_block: '2600:1f18::/56' }, true],
])('has IPv6 if the input says so: %s', (_, said, expected) => {
  expect(graphOf({ 'aws_vpc.v': { ...vpc, ...said } }).vpcs.get('aws_vpc.v')?.hasIpv6).toEqual({
    is: 'known',
    value: expected,
  });
});

it('has IPv6 by an association of its own', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_vpc_ipv6_cidr_block_association.a': {
      vpc_id: ref('aws_vpc.v.id'),
      assign_generated_ipv6_cidr_block: true,
    },
  });
  expect(graph.vpcs.get('aws_vpc.v')).toMatchObject({
    hasIpv6: { value: true },
    ipv6CidrBlocks: [{ is: 'unknown' }],
  });
});

it('answers names unless DNS support is off', () => {
  const of = (said: object) =>
    graphOf({ 'aws_vpc.v': { ...vpc, ...said } }).vpcs.get('aws_vpc.v')?.dnsSupport;
  expect(of({})).toEqual({ is: 'known', value: true });
  expect(of({ enable_dns_support: false })).toEqual({ is: 'known', value: false });
});

it('has the table, ACL and group that AWS makes with it, and each is a node', () => {
  const graph = graphOf({ 'aws_vpc.v': vpc });
  expect(graph.vpcs.get('aws_vpc.v')).toMatchObject({
    mainRouteTable: { value: 'aws_vpc.v/main-route-table' },
    defaultNetworkAcl: { value: 'aws_vpc.v/default-network-acl' },
    defaultSecurityGroup: { value: 'aws_vpc.v/default-security-group' },
  });
  expect(graph.routeTables.get('aws_vpc.v/main-route-table')).toMatchObject({ isMain: true, routes: [] });
  expect(graph.networkAcls.has('aws_vpc.v/default-network-acl')).toBe(true);
  expect(graph.securityGroups.has('aws_vpc.v/default-security-group')).toBe(true);
});

it('has the resources that adopt its table, ACL and group instead', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_default_route_table.t': { default_route_table_id: ref('aws_vpc.v.default_route_table_id') },
    'aws_default_network_acl.a': { default_network_acl_id: ref('aws_vpc.v.default_network_acl_id') },
    'aws_default_security_group.g': { vpc_id: ref('aws_vpc.v.id') },
  });
  expect(graph.vpcs.get('aws_vpc.v')).toMatchObject({
    mainRouteTable: { value: 'aws_default_route_table.t' },
    defaultNetworkAcl: { value: 'aws_default_network_acl.a' },
    defaultSecurityGroup: { value: 'aws_default_security_group.g' },
  });
  expect([...graph.routeTables.keys()]).toEqual(['aws_default_route_table.t']);
});

it('has the main table that an association chooses', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
    'aws_main_route_table_association.m': {
      vpc_id: ref('aws_vpc.v.id'),
      route_table_id: ref('aws_route_table.t.id'),
    },
  });
  expect(graph.vpcs.get('aws_vpc.v')?.mainRouteTable).toEqual({ is: 'known', value: 'aws_route_table.t' });
  expect(graph.routeTables.get('aws_route_table.t')?.isMain).toBe(true);
  expect(graph.routeTables.get('aws_vpc.v/main-route-table')?.isMain).toBe(false);
});

it('has a main table that is not known while a choice may be about any VPC', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_main_route_table_association.m': { vpc_id: notKnown('?'), route_table_id: notKnown('?') },
  });
  expect(graph.vpcs.get('aws_vpc.v')?.mainRouteTable.is).toBe('unknown');
});

it('is a node though the input only refers to it, and nothing of it is known', () => {
  const graph = graphOf({ 'aws_subnet.a': { vpc_id: 'vpc-0a', cidr_block: '10.0.0.0/24' } });
  expect(graph.vpcs.get('vpc-0a')).toMatchObject({
    isDeclared: false,
    hasIpv6: { is: 'unknown' },
    cidrBlocks: [{ is: 'unknown' }],
  });
  expect(graph.routeTables.get('vpc-0a/main-route-table')?.doubt).toBeDefined();
});

it('sends to the internet from the main table that a default VPC starts with', () => {
  const table = graphOf({ 'aws_default_vpc.d': {} }).routeTables.get('aws_default_vpc.d/main-route-table');
  expect(table?.routes.map((route) => route.target)).toEqual([
    { kind: 'internet-gateway', key: 'aws_default_vpc.d/internet-gateway' },
  ]);
});

it('does not vouch for the main table of a VPC that is there already', () => {
  const graph = graphOf({ 'aws_vpc.v': { ...vpc, id: 'vpc-1' } }, 'state');
  expect(graph.routeTables.get('aws_vpc.v/main-route-table')?.doubt).toBeDefined();
  expect(graphOf({ 'aws_vpc.v': vpc }).routeTables.get('aws_vpc.v/main-route-table')?.doubt).toBeUndefined();
});

it.each([
  ['table', 'aws_default_route_table.lost', 'default_route_table_id', 'mainRouteTable'],
  ['ACL', 'aws_default_network_acl.lost', 'default_network_acl_id', 'defaultNetworkAcl'],
  ['group', 'aws_default_security_group.lost', 'vpc_id', 'defaultSecurityGroup'],
] as const)(
  'does not know its %s while a resource may adopt that of any VPC',
  (_, address, argument, name) => {
    const graph = graphOf({
      'aws_vpc.v': vpc,
      'aws_vpc.w': vpc,
      'aws_default_route_table.w': { default_route_table_id: ref('aws_vpc.w.default_route_table_id') },
      'aws_default_network_acl.w': { default_network_acl_id: ref('aws_vpc.w.default_network_acl_id') },
      'aws_default_security_group.w': { vpc_id: ref('aws_vpc.w.id') },
      [address]: { [argument]: notKnown('a variable') },
    });
    expect(graph.vpcs.get('aws_vpc.v')?.[name].is).toBe('unknown');
    expect(graph.vpcs.get('aws_vpc.w')?.[name].is).toBe('known');
  },
);

it('does not know its table while a resource adopts one by what is no id', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_default_route_table.lost': { default_route_table_id: { toString: 0, valueOf: 0 } },
  });
  expect(graph.vpcs.get('aws_vpc.v')?.mainRouteTable.is).toBe('unknown');
});

it('does not know which table its main one is for others, when an association changes it', () => {
  const graph = graphOf({
    'aws_vpc.v': vpc,
    'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
    'aws_main_route_table_association.m': {
      vpc_id: ref('aws_vpc.v.id'),
      route_table_id: ref('aws_route_table.t.id'),
    },
    'aws_route.r': { route_table_id: ref('aws_vpc.v.main_route_table_id'), transit_gateway_id: 'tgw-0a' },
  });
  expect(graph.routeTables.get('aws_route_table.t')?.doubt).toContain('aws_route.r');
});
