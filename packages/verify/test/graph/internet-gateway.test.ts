import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_internet_gateway.i': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
};
const graphOf = (more: Record<string, Record<string, Said>>) => readGraph(estateOf({ ...world, ...more }));

it('is attached to the VPC that it names, or that an attachment names, or to none', () => {
  const { internetGateways } = graphOf({
    'aws_internet_gateway.j': {},
    'aws_internet_gateway_attachment.a': {
      internet_gateway_id: ref('aws_internet_gateway.j.id'),
      vpc_id: ref('aws_vpc.v.id'),
    },
    'aws_internet_gateway.k': {},
  });
  expect(internetGateways.get('aws_internet_gateway.i')?.vpc).toEqual({ is: 'known', value: 'aws_vpc.v' });
  expect(internetGateways.get('aws_internet_gateway.j')?.vpc).toEqual({ is: 'known', value: 'aws_vpc.v' });
  expect(internetGateways.get('aws_internet_gateway.k')?.vpc).toBeUndefined();
});

it('looks in the table that an edge association gives it, and in none without one', () => {
  const { internetGateways } = graphOf({
    'aws_internet_gateway.j': {},
    'aws_route_table_association.edge': {
      gateway_id: ref('aws_internet_gateway.i.id'),
      route_table_id: ref('aws_route_table.t.id'),
    },
  });
  expect(internetGateways.get('aws_internet_gateway.i')?.edgeRouteTable).toEqual({
    is: 'known',
    value: 'aws_route_table.t',
  });
  expect(internetGateways.get('aws_internet_gateway.j')?.edgeRouteTable).toBeUndefined();
});

it.each<[string, Record<string, Said>]>([
  ['table', { gateway_id: ref('aws_internet_gateway.i.id'), route_table_id: notKnown('a variable') }],
  ['gateway', { gateway_id: notKnown('a variable'), route_table_id: ref('aws_route_table.t.id') }],
])('does not know its table when the %s of an edge association is not known', (_, said) => {
  const { internetGateways } = graphOf({ 'aws_route_table_association.edge': said });
  expect(internetGateways.get('aws_internet_gateway.i')?.edgeRouteTable).toMatchObject({
    is: 'unknown',
    reason: expect.stringContaining('a variable') as string,
  });
});

it('takes no edge association of another VPC for its own', () => {
  const { internetGateways } = graphOf({
    'aws_vpc.w': {},
    'aws_route_table.w': { vpc_id: ref('aws_vpc.w.id') },
    'aws_route_table_association.edge': {
      gateway_id: notKnown('a variable'),
      route_table_id: ref('aws_route_table.w.id'),
    },
  });
  expect(internetGateways.get('aws_internet_gateway.i')?.edgeRouteTable).toBeUndefined();
});

it('has egress-only gateways and gateways to elsewhere beside it', () => {
  const graph = graphOf({
    'aws_egress_only_internet_gateway.e': { vpc_id: ref('aws_vpc.v.id') },
    'aws_vpn_gateway.g': {},
    'aws_vpn_gateway_attachment.a': {
      vpn_gateway_id: ref('aws_vpn_gateway.g.id'),
      vpc_id: ref('aws_vpc.v.id'),
    },
    'aws_route_table_association.edge': {
      gateway_id: ref('aws_vpn_gateway.g.id'),
      route_table_id: ref('aws_route_table.t.id'),
    },
    'aws_vpc_peering_connection.p': { vpc_id: ref('aws_vpc.v.id') },
    'aws_ec2_transit_gateway.t': {},
  });
  expect(graph.egressOnlyGateways.get('aws_egress_only_internet_gateway.e')?.vpc).toEqual({
    is: 'known',
    value: 'aws_vpc.v',
  });
  expect([...graph.outerGateways.values()]).toMatchObject([
    { kind: 'transit-gateway' },
    { kind: 'peering' },
    {
      kind: 'vpn-gateway',
      vpc: { value: 'aws_vpc.v' },
      edgeRouteTable: { value: 'aws_route_table.t' },
    },
  ]);
  expect(graph.routeTables.get('aws_route_table.t')?.edgeOf).toEqual(['aws_vpn_gateway.g']);
});

it.each<[string, string, string]>([
  ['the one that is asked for', 'aws_internet_gateway.i', 'data.aws_internet_gateway.asked'],
  ['the one of the input', 'data.aws_internet_gateway.asked', 'aws_internet_gateway.i'],
])('may be the gateway that AWS is asked for, so the table of %s is not known', (_, named, other) => {
  const said = { gateway_id: ref(`${named}.id`), route_table_id: ref('aws_route_table.t.id') };
  const { internetGateways } = graphOf({
    'data.aws_internet_gateway.asked': { filter: notKnown('a filter') },
    'aws_route_table_association.edge': said,
  });
  expect(internetGateways.get(named)?.edgeRouteTable?.is).toBe('known');
  expect(internetGateways.get(other)?.edgeRouteTable?.is).toBe('unknown');
});

it('has no table where no gateway of the input has one', () => {
  const { internetGateways } = graphOf({ 'data.aws_internet_gateway.asked': {} });
  for (const { edgeRouteTable } of internetGateways.values()) expect(edgeRouteTable).toBeUndefined();
});
