import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': { cidr_block: '10.0.0.0/16' },
  'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.0.0.0/24', availability_zone: 'us-east-1a' },
  'aws_subnet.b': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.0.1.0/24', availability_zone: 'us-east-1b' },
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
};
const subnetsOf = (more: Record<string, Record<string, Said>>, form?: 'plan' | 'state') =>
  readGraph(estateOf({ ...world, ...more }, form)).subnets;
const associate = (subnet: Said, table: Said = ref('aws_route_table.t.id')) => ({
  'aws_route_table_association.x': { subnet_id: subnet, route_table_id: table },
});

it('looks in the table of its association', () => {
  expect(subnetsOf(associate(ref('aws_subnet.a.id'))).get('aws_subnet.a')).toMatchObject({
    routeTable: { is: 'known', value: 'aws_route_table.t' },
    hasRouteTableAssociation: true,
  });
});

it('looks in the main table without an association', () => {
  expect(subnetsOf(associate(ref('aws_subnet.a.id'))).get('aws_subnet.b')).toMatchObject({
    routeTable: { is: 'known', value: 'aws_vpc.v/main-route-table' },
    hasRouteTableAssociation: false,
  });
});

it('does not know its table when several associations name it', () => {
  const subnets = subnetsOf({
    ...associate(ref('aws_subnet.a.id')),
    'aws_route_table.u': { vpc_id: ref('aws_vpc.v.id') },
    'aws_route_table_association.y': {
      subnet_id: ref('aws_subnet.a.id'),
      route_table_id: ref('aws_route_table.u.id'),
    },
  });
  expect(subnets.get('aws_subnet.a')?.routeTable.is).toBe('unknown');
});

it('does not know its table when the association does not tell', () => {
  const subnets = subnetsOf(associate(ref('aws_subnet.a.id'), notKnown('a variable')));
  expect(subnets.get('aws_subnet.a')).toMatchObject({
    routeTable: { is: 'unknown', reason: 'a variable' },
    hasRouteTableAssociation: true,
  });
  expect(subnets.get('aws_subnet.b')?.routeTable.is).toBe('known');
});

it('does not know its table while an association of its VPC may be about it', () => {
  const subnets = subnetsOf({
    ...associate(notKnown('a variable')),
    'aws_vpc.w': { cidr_block: '10.1.0.0/16' },
    'aws_subnet.w': { vpc_id: ref('aws_vpc.w.id') },
    'aws_route_table_association.y': {
      subnet_id: ref('aws_subnet.b.id'),
      route_table_id: ref('aws_route_table.t.id'),
    },
  });
  expect(subnets.get('aws_subnet.a')?.routeTable).toEqual({
    is: 'unknown',
    reason: expect.stringContaining('aws_route_table_association.x') as string,
  });
  // A subnet has one association, and that of another VPC cannot name this table.
  expect(subnets.get('aws_subnet.b')?.routeTable.is).toBe('known');
  expect(subnets.get('aws_subnet.w')?.routeTable.is).toBe('known');
});

it('does not know its table while an association computed from it and others may be about it', () => {
  const subnets = subnetsOf({
    ...associate(notKnown('an index', 'aws_subnet.many')),
    'aws_subnet.many[0]': { vpc_id: ref('aws_vpc.v.id') },
    'aws_subnet.many[1]': { vpc_id: ref('aws_vpc.v.id') },
  });
  expect(subnets.get('aws_subnet.many[0]')?.routeTable.is).toBe('unknown');
  expect(subnets.get('aws_subnet.many[1]')?.routeTable.is).toBe('unknown');
  expect(subnets.get('aws_subnet.a')?.routeTable.is).toBe('known');
});

it('has the main table of the VPC that a reference to another subnet means', () => {
  const subnets = subnetsOf({ 'aws_subnet.c': { vpc_id: ref('aws_subnet.a.vpc_id') } });
  expect(subnets.get('aws_subnet.c')).toMatchObject({
    vpc: { value: 'aws_vpc.v' },
    routeTable: { value: 'aws_vpc.v/main-route-table' },
  });
});

it('tells its zone, its zone id, or the expression that is the same for subnets of one zone', () => {
  const subnets = subnetsOf({
    'aws_subnet.c': { availability_zone_id: 'use1-az4' },
    'aws_subnet.d': { availability_zone: ref('data.aws_availability_zones.z', 'names[0]') },
    'aws_subnet.e': { availability_zone: ref('aws_subnet.a.availability_zone') },
  });
  expect(subnets.get('aws_subnet.c')).toMatchObject({
    availabilityZone: { is: 'unknown' },
    zoneId: 'use1-az4',
  });
  expect(subnets.get('aws_subnet.d')).toMatchObject({
    availabilityZone: { is: 'unknown' },
    zoneExpression: 'data.aws_availability_zones.z.names[0]',
  });
  expect(subnets.get('aws_subnet.e')?.availabilityZone).toEqual({ is: 'known', value: 'us-east-1a' });
});

it('has no IPv4 block when it is for IPv6 only', () => {
  const subnets = subnetsOf({
    'aws_subnet.c': { ipv6_native: true, ipv6_cidr_block: notKnown('cidrsubnet') },
  });
  expect(subnets.get('aws_subnet.c')?.cidrBlock).toBeUndefined();
  expect(subnets.get('aws_subnet.c')?.ipv6CidrBlock?.is).toBe('unknown');
});

it('gives public addresses when it says so, and always as a default subnet', () => {
  const subnets = subnetsOf({
    'aws_subnet.c': { map_public_ip_on_launch: true },
    'aws_default_subnet.d': { availability_zone: 'us-east-1a' },
    'data.aws_subnet.e': { id: 'subnet-0e' },
  });
  expect(subnets.get('aws_subnet.a')?.mapsPublicIp).toEqual({ is: 'known', value: false });
  expect(subnets.get('aws_subnet.c')?.mapsPublicIp).toEqual({ is: 'known', value: true });
  expect(subnets.get('aws_default_subnet.d')?.mapsPublicIp).toEqual({ is: 'known', value: true });
  expect(subnets.get('data.aws_subnet.e')?.mapsPublicIp.is).toBe('unknown');
});

it('is in the default VPC of the input as a default subnet', () => {
  const subnets = subnetsOf({ 'aws_default_subnet.d': {}, 'aws_default_vpc.d': {} });
  expect(subnets.get('aws_default_subnet.d')?.vpc).toEqual({ is: 'known', value: 'aws_default_vpc.d' });
});

it('is one node when a data source reads a subnet of the same input', () => {
  const subnets = subnetsOf({
    'data.aws_subnet.again': { id: ref('aws_subnet.a.id') },
    ...associate(ref('data.aws_subnet.again.id')),
  });
  expect([...subnets.keys()]).toEqual(['aws_subnet.a', 'aws_subnet.b']);
  expect(subnets.get('aws_subnet.a')?.hasRouteTableAssociation).toBe(true);
});

it('is a node though the input only refers to it', () => {
  const subnets = subnetsOf(associate('subnet-0c'));
  expect(subnets.get('subnet-0c')).toMatchObject({
    isDeclared: false,
    vpc: { is: 'unknown' },
    routeTable: { is: 'known', value: 'aws_route_table.t' },
  });
});

it('lists what the input places in it', () => {
  const subnets = subnetsOf({
    'aws_nat_gateway.n': { subnet_id: ref('aws_subnet.a.id') },
    'aws_instance.i': { subnet_id: ref('aws_subnet.a.id') },
    'aws_network_interface.e': { subnet_id: ref('aws_subnet.a.id') },
    'aws_lb.l': { subnets: [ref('aws_subnet.a.id'), ref('aws_subnet.b.id')] },
    'aws_vpc_endpoint.s': { vpc_endpoint_type: 'Interface', subnet_ids: [ref('aws_subnet.a.id')] },
    'aws_vpc_endpoint.g': { vpc_endpoint_type: 'GatewayLoadBalancer', subnet_ids: [ref('aws_subnet.a.id')] },
    'aws_ec2_transit_gateway_vpc_attachment.t': { subnet_ids: [ref('aws_subnet.a.id')] },
    'aws_lambda_function.f': { vpc_config: [{ subnet_ids: [ref('aws_subnet.a.id')] }] },
    'aws_db_subnet_group.g': { subnet_ids: [ref('aws_subnet.a.id')] },
    'aws_db_instance.d': { db_subnet_group_name: ref('aws_db_subnet_group.g.name') },
  });
  expect(subnets.get('aws_subnet.a')?.occupants).toEqual([
    { kind: 'other', key: 'aws_db_instance.d' },
    { kind: 'transit-gateway-attachment', key: 'aws_ec2_transit_gateway_vpc_attachment.t' },
    { kind: 'instance', key: 'aws_instance.i' },
    { kind: 'other', key: 'aws_lambda_function.f' },
    { kind: 'load-balancer', key: 'aws_lb.l' },
    { kind: 'nat-gateway', key: 'aws_nat_gateway.n' },
    { kind: 'network-interface', key: 'aws_network_interface.e' },
    { kind: 'firewall-endpoint', key: 'aws_vpc_endpoint.g' },
    { kind: 'interface-endpoint', key: 'aws_vpc_endpoint.s' },
  ]);
  expect(subnets.get('aws_subnet.b')?.occupants).toEqual([{ kind: 'load-balancer', key: 'aws_lb.l' }]);
});

it('is shared with other accounts where an association of Resource Access Manager names it', () => {
  const { subnets } = readGraph(
    estateOf({
      'aws_vpc.v': {},
      'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id') },
      'aws_subnet.b': { vpc_id: ref('aws_vpc.v.id') },
      'aws_subnet.c': { vpc_id: ref('aws_vpc.v.id') },
      'aws_ram_resource_association.one': { resource_arn: ref('aws_subnet.a.arn') },
      'aws_ram_resource_association.some': { resource_arn: notKnown('an index', 'aws_subnet.b') },
      'aws_ram_resource_association.else': { resource_arn: ref('aws_ec2_transit_gateway.t.arn') },
    }),
  );
  expect([...subnets.values()].map(({ sharedBy }) => sharedBy)).toEqual([
    'aws_ram_resource_association.one',
    'aws_ram_resource_association.some',
    undefined,
  ]);
});

it.each<[string, Record<string, Said>, boolean | undefined | 'unknown']>([
  [
    'aws_ecs_service.x',
    { network_configuration: [{ subnets: [ref('aws_subnet.a.id')], assign_public_ip: true }] },
    true,
  ],
  ['aws_ecs_service.x', { network_configuration: [{ subnets: [ref('aws_subnet.a.id')] }] }, undefined],
  [
    'aws_dms_replication_instance.x',
    { subnet_ids: [ref('aws_subnet.a.id')], publicly_accessible: false },
    false,
  ],
  [
    'aws_dms_replication_instance.x',
    { subnet_ids: [ref('aws_subnet.a.id')], publicly_accessible: notKnown('a variable') },
    'unknown',
  ],
])('knows whether a service in it says that it has a public address: %s %j', (address, said, wanted) => {
  const { subnets } = readGraph(
    estateOf({ 'aws_vpc.v': {}, 'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id') }, [address]: said }),
  );
  const fact = subnets.get('aws_subnet.a')?.occupants.find(({ key }) => key === address)?.hasPublicIp;
  expect(fact?.is === 'unknown' ? 'unknown' : fact?.value).toBe(wanted);
});
