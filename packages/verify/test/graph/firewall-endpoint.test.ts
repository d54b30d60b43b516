import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const FIREWALL = 'aws_networkfirewall_firewall.f';
const world = {
  'aws_vpc.v': {},
  'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id'), availability_zone: 'us-east-1a' },
  'aws_subnet.b': { vpc_id: ref('aws_vpc.v.id'), availability_zone: 'us-east-1b' },
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
  [FIREWALL]: {
    vpc_id: ref('aws_vpc.v.id'),
    firewall_policy_arn: ref('aws_networkfirewall_firewall_policy.p.arn'),
    subnet_mapping: [
      { subnet_id: ref('aws_subnet.b.id') },
      { subnet_id: ref('aws_subnet.a.id'), ip_address_type: 'DUALSTACK' },
    ],
  },
  'aws_networkfirewall_firewall_policy.p': {},
};
const graphOf = (more: Record<string, Record<string, Said>>, form?: 'state') =>
  readGraph(estateOf({ ...world, ...more }, form));
const targetOf = (endpoint: Said, more: Record<string, Record<string, Said>> = {}, form?: 'state') => {
  const route = {
    route_table_id: ref('aws_route_table.t.id'),
    destination_cidr_block: '0.0.0.0/0',
    vpc_endpoint_id: endpoint,
  };
  const graph = graphOf({ ...more, 'aws_route.r': route }, form);
  return graph.routeTables.get('aws_route_table.t')?.routes[0]?.target;
};

it('is one for each subnet of a firewall, in that subnet', () => {
  const graph = graphOf({});
  expect(graph.firewalls.get(FIREWALL)).toMatchObject({
    vpc: { value: 'aws_vpc.v' },
    policy: { value: 'aws_networkfirewall_firewall_policy.p' },
    endpoints: [`${FIREWALL}/aws_subnet.a`, `${FIREWALL}/aws_subnet.b`],
  });
  expect(graph.firewallEndpoints.get(`${FIREWALL}/aws_subnet.a`)).toMatchObject({
    product: { value: 'network-firewall' },
    subnet: { value: 'aws_subnet.a' },
    vpc: { value: 'aws_vpc.v' },
    firewall: FIREWALL,
    ipAddressType: { value: 'dualstack' },
  });
  expect(graph.firewallEndpoints.get(`${FIREWALL}/aws_subnet.b`)?.ipAddressType).toEqual({
    is: 'known',
    value: 'ipv4',
  });
});

it('is selected by subnet and by zone', () => {
  expect(targetOf(ref(FIREWALL, 'firewall_endpoint[aws_subnet.b]'))).toMatchObject({
    key: `${FIREWALL}/aws_subnet.b`,
  });
  expect(targetOf(ref(FIREWALL, 'firewall_endpoint[zone:us-east-1b]'))).toMatchObject({
    key: `${FIREWALL}/aws_subnet.b`,
  });
});

it.each([
  ['in a zone without an endpoint', 'firewall_endpoint[zone:us-east-1c]', 'no endpoint in zone `us-east-1c`'],
  ['in a subnet without an endpoint', 'firewall_endpoint[aws_subnet.c]', 'no endpoint in `aws_subnet.c`'],
])('is none that a route can use when selected %s', (_, selector, reason) => {
  const target = targetOf(ref(FIREWALL, selector), { 'aws_subnet.c': { availability_zone: 'us-east-1d' } });
  expect(target).toEqual({ kind: 'unknown', reason: expect.stringContaining(reason) as string });
});

it('is not told apart when the subnets of the firewall are not known', () => {
  const firewall = { subnet_mapping: notKnown('a dynamic block') };
  expect(graphOf({ [FIREWALL]: firewall }).firewalls.get(FIREWALL)?.doubt).toContain('a dynamic block');
  expect(targetOf(ref(FIREWALL, 'firewall_endpoint[aws_subnet.a]'), { [FIREWALL]: firewall })?.kind).toBe(
    'unknown',
  );
});

it('is found by the id that an existing firewall tells', () => {
  const firewall = {
    id: 'arn:aws:network-firewall:us-east-1:111122223333:firewall/f',
    vpc_id: 'vpc-1',
    subnet_mapping: [{ subnet_id: 'subnet-a' }],
    firewall_status: [{ sync_states: [{ attachment: [{ endpoint_id: 'vpce-0a', subnet_id: 'subnet-a' }] }] }],
  };
  const target = targetOf('vpce-0a', { 'aws_subnet.a': { id: 'subnet-a' }, [FIREWALL]: firewall }, 'state');
  expect(target).toEqual({ kind: 'firewall-endpoint', key: `${FIREWALL}/aws_subnet.a` });
});

it('is the one of an endpoint association of a firewall', () => {
  const graph = graphOf({
    'aws_networkfirewall_vpc_endpoint_association.x': {
      firewall_arn: ref(FIREWALL, 'arn'),
      vpc_id: ref('aws_vpc.v.id'),
      subnet_mapping: [{ subnet_id: ref('aws_subnet.a.id') }],
    },
  });
  expect(graph.firewallEndpoints.get('aws_networkfirewall_vpc_endpoint_association.x')).toMatchObject({
    firewall: FIREWALL,
    subnet: { value: 'aws_subnet.a' },
    product: { value: 'network-firewall' },
  });
});

it('is the one of a Gateway Load Balancer, in its one subnet', () => {
  const endpoint = {
    vpc_endpoint_type: 'GatewayLoadBalancer',
    vpc_id: ref('aws_vpc.v.id'),
    service_name: 'com.amazonaws.vpce.us-east-1.vpce-svc-0a',
    subnet_ids: [ref('aws_subnet.a.id')],
  };
  const both = { ...endpoint, subnet_ids: [ref('aws_subnet.a.id'), ref('aws_subnet.b.id')] };
  const { firewallEndpoints } = graphOf({ 'aws_vpc_endpoint.one': endpoint, 'aws_vpc_endpoint.two': both });
  expect(firewallEndpoints.get('aws_vpc_endpoint.one')).toMatchObject({
    product: { value: 'gateway-load-balancer' },
    subnet: { value: 'aws_subnet.a' },
    serviceName: { value: 'com.amazonaws.vpce.us-east-1.vpce-svc-0a' },
  });
  expect(firewallEndpoints.get('aws_vpc_endpoint.two')?.subnet.is).toBe('unknown');
});

it('is only its id when a route names one that no resource describes', () => {
  const route = { route_table_id: ref('aws_route_table.t.id'), vpc_endpoint_id: 'vpce-0f' };
  expect(graphOf({ 'aws_route.r': route }).firewallEndpoints.get('vpce-0f')).toMatchObject({
    isDeclared: false,
    product: { is: 'unknown' },
    subnet: { is: 'unknown' },
    vpc: { value: 'aws_vpc.v' },
  });
});
