import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
  'aws_internet_gateway.i': { vpc_id: ref('aws_vpc.v.id') },
  'aws_nat_gateway.n': { subnet_id: ref('aws_subnet.s.id') },
  'aws_subnet.s': { vpc_id: ref('aws_vpc.v.id') },
  'aws_vpn_gateway.g': { vpc_id: ref('aws_vpc.v.id') },
  'aws_instance.vm': { subnet_id: ref('aws_subnet.s.id') },
  'aws_network_interface.e': { subnet_id: ref('aws_subnet.s.id') },
  'aws_vpc_endpoint.inspect': {
    vpc_endpoint_type: 'GatewayLoadBalancer',
    subnet_ids: [ref('aws_subnet.s.id')],
  },
  'aws_vpc_endpoint.s3': { service_name: 'com.amazonaws.us-east-1.s3' },
  'aws_vpc_endpoint.ssm': { vpc_endpoint_type: 'Interface' },
  'aws_vpc_endpoint.odd': { vpc_endpoint_type: notKnown('a variable') },
  'aws_networkfirewall_firewall.f': { subnet_mapping: [{ subnet_id: ref('aws_subnet.s.id') }] },
  'aws_networkfirewall_vpc_endpoint_association.fa': {
    subnet_mapping: [{ subnet_id: ref('aws_subnet.s.id') }],
  },
  'aws_ec2_transit_gateway.t': {},
  'aws_ec2_transit_gateway_vpc_attachment.ta': { transit_gateway_id: ref('aws_ec2_transit_gateway.t.id') },
  'aws_sqs_queue.q': {},
};

const targetOf = (said: Record<string, Said>) => {
  const graph = readGraph(
    estateOf({
      ...world,
      'aws_route.r': {
        route_table_id: ref('aws_route_table.t.id'),
        destination_cidr_block: '0.0.0.0/0',
        ...said,
      },
    }),
  );
  return graph.routeTables.get('aws_route_table.t')?.routes.find(({ origin }) => origin === 'aws_route.r')
    ?.target;
};

it.each([
  ['gateway_id', 'aws_internet_gateway.i', 'internet-gateway'],
  ['gateway_id', 'aws_vpn_gateway.g', 'vpn-gateway'],
  ['nat_gateway_id', 'aws_nat_gateway.n', 'nat-gateway'],
  ['network_interface_id', 'aws_network_interface.e', 'network-interface'],
  ['vpc_endpoint_id', 'aws_vpc_endpoint.inspect', 'firewall-endpoint'],
  ['transit_gateway_id', 'aws_ec2_transit_gateway.t', 'transit-gateway'],
  ['vpc_endpoint_id', 'aws_vpc_endpoint.s3', 'gateway-endpoint'],
])('is the node that `%s` names: %s', (attribute, resource, kind) => {
  expect(targetOf({ [attribute]: ref(resource, 'id') })).toEqual({ kind, key: resource });
});

it('is told by what is named and not by the argument: `gateway_id` of a NAT gateway', () => {
  expect(targetOf({ gateway_id: ref('aws_nat_gateway.n.id') })).toEqual({
    kind: 'nat-gateway',
    key: 'aws_nat_gateway.n',
  });
});

it.each([
  ['igw-0a', 'internet-gateway'],
  ['eigw-0a', 'egress-only-gateway'],
  ['nat-0a', 'nat-gateway'],
  ['vgw-0a', 'vpn-gateway'],
  ['tgw-0a', 'transit-gateway'],
  ['pcx-0a', 'peering'],
  ['eni-0a', 'network-interface'],
  ['vpce-0a', 'firewall-endpoint'],
  ['cagw-0a', 'carrier-gateway'],
  ['lgw-0a', 'local-gateway'],
  ['arn:aws:networkmanager::111122223333:core-network/core-network-0a', 'core-network'],
])('is told by the prefix of an id that is no resource of the input: %s', (id, kind) => {
  expect(targetOf({ gateway_id: id })).toEqual({ kind, key: id });
});

it('is local when it says so', () => {
  expect(targetOf({ gateway_id: 'local' })).toEqual({ kind: 'local' });
});

it('is the first interface of an instance, also where the route tells both', () => {
  const key = 'aws_instance.vm/primary-interface';
  expect(targetOf({ instance_id: ref('aws_instance.vm.id') })).toEqual({ kind: 'network-interface', key });
  expect(
    targetOf({
      instance_id: ref('aws_instance.vm.id'),
      network_interface_id: ref('aws_instance.vm.primary_network_interface_id'),
    }),
  ).toEqual({ kind: 'network-interface', key });
});

it('is the endpoint of the firewall that an expression selects by subnet', () => {
  expect(
    targetOf({ vpc_endpoint_id: ref('aws_networkfirewall_firewall.f', 'firewall_endpoint[aws_subnet.s]') }),
  ).toEqual({ kind: 'firewall-endpoint', key: 'aws_networkfirewall_firewall.f/aws_subnet.s' });
});

it('is the one endpoint of a firewall endpoint association, however it is computed', () => {
  expect(
    targetOf({ vpc_endpoint_id: notKnown('for', 'aws_networkfirewall_vpc_endpoint_association.fa') }),
  ).toEqual({ kind: 'firewall-endpoint', key: 'aws_networkfirewall_vpc_endpoint_association.fa' });
});

it('is the transit gateway that an attachment names', () => {
  expect(
    targetOf({ transit_gateway_id: ref('aws_ec2_transit_gateway_vpc_attachment.ta.transit_gateway_id') }),
  ).toEqual({ kind: 'transit-gateway', key: 'aws_ec2_transit_gateway.t' });
});

it.each<[string, Record<string, Said>]>([
  ['nothing is named', {}],
  ['two are named', { gateway_id: 'igw-0a', nat_gateway_id: 'nat-0a' }],
  ['it is not known', { nat_gateway_id: notKnown('an index', 'aws_nat_gateway.n') }],
  ['it is of a type that carries no packets', { gateway_id: ref('aws_sqs_queue.q.id') }],
  ['it is an interface endpoint', { vpc_endpoint_id: ref('aws_vpc_endpoint.ssm.id') }],
  ['it is an endpoint whose type is not known', { vpc_endpoint_id: ref('aws_vpc_endpoint.odd.id') }],
  ['it is something that is no id', { gateway_id: 'the gateway' }],
  ['it is another attribute', { gateway_id: ref('aws_internet_gateway.i.owner_id') }],
  [
    'the firewall has no endpoint there',
    { vpc_endpoint_id: ref('aws_networkfirewall_firewall.f', 'firewall_endpoint[aws_subnet.other]') },
  ],
])('is unknown with its reason when %s', (_, said) => {
  const target = targetOf(said);
  expect(target).toEqual({ kind: 'unknown', reason: expect.stringMatching(/\w/) as string });
});
