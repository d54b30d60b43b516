import { readGraph } from '../../src/graph/read-graph';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { estateOf, ref, type Said } from '../support/estate-of';

type World = Record<string, Record<string, Said>>;

/** The same world before apply, with references, and as a state tells it, with ids. */
function worldOf(id: (address: string, attribute?: string) => Said): World {
  return {
    'aws_vpc.v': { cidr_block: '10.0.0.0/16' },
    'aws_internet_gateway.i': { vpc_id: id('aws_vpc.v') },
    'aws_subnet.w': { vpc_id: id('aws_vpc.v'), cidr_block: '10.0.0.0/24' },
    'aws_subnet.n': { vpc_id: id('aws_vpc.v'), cidr_block: '10.0.1.0/24' },
    'aws_eip.e': {},
    'aws_nat_gateway.n': { subnet_id: id('aws_subnet.n'), allocation_id: id('aws_eip.e') },
    'aws_default_route_table.d': {
      default_route_table_id: id('aws_vpc.v', 'default_route_table_id'),
      vpc_id: id('aws_vpc.v'),
    },
    'aws_default_network_acl.d': { default_network_acl_id: id('aws_vpc.v', 'default_network_acl_id') },
    'aws_default_security_group.d': { vpc_id: id('aws_vpc.v') },
    'aws_route_table.w': { vpc_id: id('aws_vpc.v') },
    'aws_route_table_association.w': {
      subnet_id: id('aws_subnet.w'),
      route_table_id: id('aws_route_table.w'),
    },
    'aws_route.w': {
      route_table_id: id('aws_route_table.w'),
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: id('aws_nat_gateway.n'),
    },
    'aws_route_table_association.edge': {
      gateway_id: id('aws_internet_gateway.i'),
      route_table_id: id('aws_route_table.w'),
    },
    'aws_security_group.g': { vpc_id: id('aws_vpc.v') },
    'aws_vpc_security_group_egress_rule.g': {
      security_group_id: id('aws_security_group.g'),
      ip_protocol: '-1',
      cidr_ipv4: '0.0.0.0/0',
    },
    'aws_instance.x': { subnet_id: id('aws_subnet.w'), vpc_security_group_ids: [id('aws_security_group.g')] },
    'aws_vpc_endpoint.s3': {
      vpc_id: id('aws_vpc.v'),
      service_name: 'com.amazonaws.us-east-1.s3',
      route_table_ids: [id('aws_route_table.w')],
    },
  };
}

const IDS: Readonly<Record<string, string>> = {
  'aws_vpc.v': 'vpc-01',
  'aws_internet_gateway.i': 'igw-01',
  'aws_subnet.w': 'subnet-01',
  'aws_subnet.n': 'subnet-02',
  'aws_eip.e': 'eipalloc-01',
  'aws_nat_gateway.n': 'nat-01',
  'aws_default_route_table.d': 'rtb-00',
  'aws_default_network_acl.d': 'acl-00',
  'aws_default_security_group.d': 'sg-00',
  'aws_route_table.w': 'rtb-01',
  'aws_security_group.g': 'sg-01',
  'aws_instance.x': 'i-01',
  'aws_vpc_endpoint.s3': 'vpce-01',
};
const OWN = {
  default_route_table_id: 'rtb-00',
  default_network_acl_id: 'acl-00',
  default_security_group_id: 'sg-00',
};

it('is the same graph by the ids of a state as by the references of a configuration', () => {
  const before = worldOf((address, attribute = 'id') => ref(address, attribute));
  const after = worldOf((address, attribute) =>
    attribute === undefined ? (IDS[address] ?? '') : OWN[attribute as keyof typeof OWN],
  );
  const told = Object.entries(after).map(([address, said]) => [
    address,
    { ...said, ...(address === 'aws_vpc.v' && OWN), id: IDS[address] ?? `other-${address}` },
  ]);
  const graph = readGraph(estateOf(before));
  expect(graph.routeTables.get('aws_default_route_table.d')?.isMain).toBe(true);
  expect(graph.routeTables.get('aws_route_table.w')?.routes).toHaveLength(2);
  const ofState = readGraph(estateOf(Object.fromEntries(told) as World, 'state'));
  expect(ofState.subnets.get('aws_subnet.w')?.id).toBe('subnet-01');
  expect(withoutIds(ofState)).toEqual(graph);
});

/** A configuration knows no ids. */
function withoutIds(graph: VpcGraph): object {
  const strip = (nodes: unknown) =>
    nodes instanceof Map
      ? new Map([...nodes].map(([key, node]) => [key, { ...(node as object), id: undefined }]))
      : nodes;
  return Object.fromEntries(Object.entries(graph).map(([name, nodes]) => [name, strip(nodes)]));
}
