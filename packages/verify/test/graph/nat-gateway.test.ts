import { formatAddress } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': { cidr_block: '10.0.0.0/16' },
  'aws_internet_gateway.i': { vpc_id: ref('aws_vpc.v.id') },
  'aws_subnet.s': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.0.0.0/24' },
  'aws_eip.e': {},
};
const graphWith = (nat: Record<string, Said>) => readGraph(estateOf({ ...world, 'aws_nat_gateway.n': nat }));
const natOf = (nat: Record<string, Said>) => graphWith(nat).natGateways.get('aws_nat_gateway.n');

it('is public, zonal, in its subnet and the VPC of that', () => {
  expect(natOf({ subnet_id: ref('aws_subnet.s.id'), allocation_id: ref('aws_eip.e.id') })).toMatchObject({
    connectivity: { value: 'public' },
    availabilityMode: { value: 'zonal' },
    subnet: { value: 'aws_subnet.s' },
    vpc: { value: 'aws_vpc.v' },
    hasElasticIp: { value: true },
  });
});

it('has no Elastic IP unless one is named', () => {
  expect(natOf({ subnet_id: ref('aws_subnet.s.id') })?.hasElasticIp).toEqual({ is: 'known', value: false });
  expect(
    natOf({ subnet_id: ref('aws_subnet.s.id'), allocation_id: notKnown('a variable') })?.hasElasticIp,
  ).toEqual({
    is: 'known',
    value: true,
  });
});

it('is private when it says so, and unknown when that is not known', () => {
  expect(natOf({ connectivity_type: 'private' })?.connectivity).toEqual({ is: 'known', value: 'private' });
  expect(natOf({ connectivity_type: notKnown('a variable') })?.connectivity.is).toBe('unknown');
  expect(natOf({ connectivity_type: 'open' })?.connectivity.is).toBe('unknown');
});

it('tells the private addresses that the input does', () => {
  const nat = natOf({ private_ip: '10.0.0.9', secondary_private_ip_addresses: ['10.0.0.10', notKnown('?')] });
  expect(nat?.privateIps.map(formatAddress)).toEqual(['10.0.0.9', '10.0.0.10']);
});

it('is in no subnet when it is regional, and owns a table with a route to the internet', () => {
  const graph = graphWith({ availability_mode: 'regional', vpc_id: ref('aws_vpc.v.id') });
  const nat = graph.natGateways.get('aws_nat_gateway.n');
  expect(nat?.subnet).toBeUndefined();
  expect(nat).toMatchObject({ vpc: { value: 'aws_vpc.v' }, hasElasticIp: { value: true } });
  expect(nat?.routeTable).toEqual({ is: 'known', value: 'aws_nat_gateway.n/route-table' });
  expect(graph.routeTables.get('aws_nat_gateway.n/route-table')).toMatchObject({
    vpc: { value: 'aws_vpc.v' },
    routes: [{ target: { kind: 'internet-gateway', key: 'aws_internet_gateway.i' } }],
  });
});

it('takes return routes into the table of a regional gateway', () => {
  const graph = readGraph(
    estateOf({
      ...world,
      'aws_nat_gateway.n': { availability_mode: 'regional', vpc_id: ref('aws_vpc.v.id') },
      'aws_route.back': {
        route_table_id: ref('aws_nat_gateway.n.route_table_id'),
        destination_cidr_block: ref('aws_subnet.s.cidr_block'),
        vpc_endpoint_id: 'vpce-0a',
      },
    }),
  );
  const routes = graph.routeTables.get('aws_nat_gateway.n/route-table')?.routes;
  expect(routes?.map(({ target }) => target.kind)).toEqual(['internet-gateway', 'firewall-endpoint']);
});
