import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.u': { vpc_id: ref('aws_vpc.v.id') },
  'aws_vpc.w': {},
  'aws_route_table.w': { vpc_id: ref('aws_vpc.w.id') },
};
const s3 = { vpc_id: ref('aws_vpc.v.id'), service_name: 'com.amazonaws.us-east-1.s3' };
const graphOf = (more: Record<string, Record<string, Said>>, form?: 'state') =>
  readGraph(estateOf({ ...world, ...more }, form));

describe('gateway endpoint', () => {
  it('has a route in the tables that it names and in those that associations name', () => {
    const graph = graphOf({
      'aws_vpc_endpoint.s3': { ...s3, route_table_ids: [ref('aws_route_table.t.id')] },
      'aws_vpc_endpoint_route_table_association.x': {
        vpc_endpoint_id: ref('aws_vpc_endpoint.s3.id'),
        route_table_id: ref('aws_route_table.u.id'),
      },
    });
    for (const key of ['aws_route_table.t', 'aws_route_table.u']) {
      expect(graph.routeTables.get(key)?.routes).toMatchObject([
        {
          destination: { kind: 'prefix-list', blocks: { is: 'unknown' } },
          target: { kind: 'gateway-endpoint', key: 'aws_vpc_endpoint.s3' },
        },
      ]);
    }
    expect(graph.routeTables.get('aws_route_table.w')?.routes).toEqual([]);
    expect(graph.gatewayEndpoints.get('aws_vpc_endpoint.s3')).toMatchObject({
      serviceName: { value: 'com.amazonaws.us-east-1.s3' },
      routeTables: [{ value: 'aws_route_table.t' }, { value: 'aws_route_table.u' }],
    });
  });

  it('puts the tables of its VPC in doubt when it does not tell which it is in', () => {
    const { routeTables } = graphOf({
      'aws_vpc_endpoint.s3': { ...s3, route_table_ids: notKnown('a variable') },
    });
    expect(routeTables.get('aws_route_table.t')?.doubt).toContain('a variable');
    expect(routeTables.get('aws_route_table.w')?.doubt).toBeUndefined();
  });

  it('leaves a route to it unknown when an association does not tell which endpoint', () => {
    const { routeTables } = graphOf({
      'aws_vpc_endpoint_route_table_association.x': {
        vpc_endpoint_id: notKnown('a variable'),
        route_table_id: ref('aws_route_table.t.id'),
      },
    });
    expect(routeTables.get('aws_route_table.t')?.routes).toMatchObject([
      { destination: { kind: 'unknown' }, target: { kind: 'unknown' } },
    ]);
  });

  it('tells the addresses of the service where an existing endpoint does', () => {
    const graph = graphOf(
      {
        'aws_route_table.t': { id: 'rtb-1' },
        'aws_vpc_endpoint.s3': {
          ...s3,
          id: 'vpce-1',
          prefix_list_id: 'pl-1',
          cidr_blocks: ['52.216.0.0/15', '3.5.0.0/19'],
          route_table_ids: ['rtb-1'],
        },
      },
      'state',
    );
    const blocks = graph.prefixLists.get('pl-1')?.blocks;
    expect(blocks?.is === 'known' && blocks.value.map(formatCidrBlock)).toEqual([
      '3.5.0.0/19',
      '52.216.0.0/15',
    ]);
    expect(graph.routeTables.get('aws_route_table.t')?.routes).toMatchObject([
      { destination: { prefixList: 'pl-1', blocks: { is: 'known' } } },
    ]);
  });

  it.each<[string, Record<string, Record<string, Said>>, unknown]>([
    ['none, which permits everything', {}, undefined],
    [
      'its own',
      { 'aws_vpc_endpoint.s3': { ...s3, policy: '{"Version":"2012-10-17"}' } },
      { is: 'known', value: { Version: '2012-10-17' } },
    ],
    [
      'that of a resource of its own',
      { 'aws_vpc_endpoint_policy.p': { vpc_endpoint_id: ref('aws_vpc_endpoint.s3.id'), policy: '{}' } },
      { is: 'known', value: {} },
    ],
    [
      'one that is not known',
      { 'aws_vpc_endpoint.s3': { ...s3, policy: ref('data.aws_iam_policy_document.d.json') } },
      { is: 'unknown', reason: expect.any(String) as string },
    ],
    [
      'one that is not JSON',
      { 'aws_vpc_endpoint.s3': { ...s3, policy: '{' } },
      { is: 'unknown', reason: 'it is not JSON' },
    ],
  ])('has a policy: %s', (_, more, expected) => {
    const graph = graphOf({ 'aws_vpc_endpoint.s3': s3, ...more });
    expect(graph.gatewayEndpoints.get('aws_vpc_endpoint.s3')?.policy).toEqual(expected);
  });
});

describe('interface endpoint', () => {
  it('is in subnets and groups, its own and those of associations', () => {
    const graph = graphOf({
      'aws_subnet.b': { vpc_id: ref('aws_vpc.v.id') },
      'aws_vpc_endpoint.ssm': {
        vpc_endpoint_type: 'Interface',
        vpc_id: ref('aws_vpc.v.id'),
        service_name: 'com.amazonaws.us-east-1.ssm',
        private_dns_enabled: true,
        subnet_ids: [ref('aws_subnet.a.id')],
        security_group_ids: [ref('aws_security_group.g.id')],
      },
      'aws_security_group.g': { vpc_id: ref('aws_vpc.v.id') },
      'aws_vpc_endpoint_subnet_association.b': {
        vpc_endpoint_id: ref('aws_vpc_endpoint.ssm.id'),
        subnet_id: ref('aws_subnet.b.id'),
      },
    });
    expect(graph.interfaceEndpoints.get('aws_vpc_endpoint.ssm')).toMatchObject({
      type: 'Interface',
      subnets: [{ value: 'aws_subnet.a' }, { value: 'aws_subnet.b' }],
      securityGroups: [{ value: 'aws_security_group.g' }],
      privateDns: { value: true },
    });
    expect(graph.gatewayEndpoints.size).toBe(0);
  });

  it('is not understood when its type is not known', () => {
    const graph = graphOf({
      'aws_vpc_endpoint.x': { vpc_id: ref('aws_vpc.v.id'), vpc_endpoint_type: notKnown('a variable') },
    });
    expect(graph.unmodelled).toMatchObject([{ key: 'aws_vpc_endpoint.x', near: ['aws_vpc.v'] }]);
    expect(graph.interfaceEndpoints.size + graph.gatewayEndpoints.size + graph.firewallEndpoints.size).toBe(
      0,
    );
  });
});

it.each([
  ['gateway_load_balancer_arns', 'network_load_balancer_arns', 'firewallEndpoints'],
  ['network_load_balancer_arns', 'gateway_load_balancer_arns', 'interfaceEndpoints'],
] as const)('has the type of its service, which has %s and no %s', (some, none, nodes) => {
  const graph = graphOf({
    'aws_vpc_endpoint_service.s': { [some]: notKnown('apply', 'aws_lb.l'), [none]: [] },
    'aws_vpc_endpoint.e': {
      vpc_id: ref('aws_vpc.v.id'),
      subnet_ids: [ref('aws_subnet.a.id')],
      service_name: ref('aws_vpc_endpoint_service.s.service_name'),
      vpc_endpoint_type: notKnown('computed', 'aws_vpc_endpoint_service.s'),
    },
  });
  expect([...graph[nodes].keys()]).toEqual(['aws_vpc_endpoint.e']);
  expect(graph.unmodelled).toEqual([]);
});
