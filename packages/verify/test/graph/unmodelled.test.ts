import { readGraph } from '../../src/graph/read-graph';
import { verify } from '../../src/verify';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id') },
  'aws_route_table.t': { vpc_id: ref('aws_vpc.v.id') },
};
const graphOf = (more: Record<string, Record<string, Said>>) => readGraph(estateOf({ ...world, ...more }));

it.each<[string, Record<string, Said>, readonly string[]]>([
  ['aws_something_new.x', { subnet_ids: [ref('aws_subnet.a.id')] }, ['aws_subnet.a']],
  ['aws_something_new.x', { vpc_config: [{ vpc_id: ref('aws_vpc.v.id') }] }, ['aws_vpc.v']],
  ['aws_something_new.x', { subnet_id: notKnown('an index', 'aws_subnet.a') }, ['aws_subnet.a']],
  ['aws_something_new.x', { route_table_id: 'rtb-0a' }, ['rtb-0a']],
  [
    'aws_vpclattice_service_network_vpc_association.x',
    { vpc_identifier: ref('aws_vpc.v.id') },
    ['aws_vpc.v'],
  ],
  ['aws_vpc_route_server_endpoint.x', { subnet_id: ref('aws_subnet.a.id') }, ['aws_subnet.a']],
  ['aws_networkfirewall_proxy.x', {}, []],
  ['aws_globalaccelerator_accelerator.x', {}, []],
  ['awscc_ec2_route.x', {}, []],
  ['aws_cloudformation_stack.x', {}, []],
  ['aws_lambda_function.x', {}, []],
  // What is made by a template that names a network is not shown either.
  [
    'aws_cloudformation_stack.x',
    { parameters: { Table: ref('aws_route_table.t.id') } },
    ['aws_route_table.t'],
  ],
  ['aws_cloudformation_stack.x', { template_body: '{"RouteTableId": "rtb-0a", "x": 1}' }, ['rtb-0a']],
  [
    'aws_cloudcontrolapi_resource.x',
    { desired_state: notKnown('a template', 'aws_route_table.t') },
    ['aws_route_table.t'],
  ],
  // Beside its interface in the subnet, it has one of AWS that leads to the internet.
  ['aws_sagemaker_notebook_instance.x', { subnet_id: ref('aws_subnet.a.id') }, ['aws_subnet.a']],
  [
    'aws_sagemaker_notebook_instance.x',
    { subnet_id: ref('aws_subnet.a.id'), direct_internet_access: 'Enabled' },
    ['aws_subnet.a'],
  ],
  ['aws_sagemaker_domain.x', { subnet_ids: [ref('aws_subnet.a.id')] }, ['aws_subnet.a']],
  // What it makes is not shown, so it may be anywhere.
  ['module.x', {}, ['aws_route_table.t', 'aws_subnet.a', 'aws_vpc.v']],
  // Nor what it is told.
  ...[
    ['aws_something_new.x', { subnet_ids: notKnown('a local value', 'local.subnets') }] as const,
    ['aws_something_new.x', { vpc_config: [{ vpc_id: notKnown('a local value', 'local.vpc') }] }] as const,
    ['aws_vpc_route_server_propagation.x', { route_table_id: notKnown('a local value', 'local.t') }] as const,
    ['aws_cloudformation_stack.x', { template_body: notKnown('a local value', 'local.body') }] as const,
    ['aws_cloudformation_stack.x', { parameters: { Table: notKnown('a local value', 'local.t') } }] as const,
  ].map(([address, said]): [string, Record<string, Said>, readonly string[]] => [
    address,
    said,
    ['aws_route_table.t', 'aws_subnet.a', 'aws_vpc.v'],
  ]),
])('is listed with what it is near: %s %j', (address, said, near) => {
  expect(graphOf({ [address]: said }).unmodelled).toEqual([
    { key: address, type: address.split('.')[0], reason: expect.stringMatching(/\w/) as string, near },
  ]);
});

it.each<[string, Record<string, Said>]>([
  ['aws_sagemaker_notebook_instance.x', { direct_internet_access: 'Disabled' }],
  ['aws_sagemaker_domain.x', { app_network_access_type: 'VpcOnly' }],
])('has no way to the internet but that of its subnet: %s %j', (address, said) => {
  const graph = graphOf({ [address]: { subnet_id: ref('aws_subnet.a.id'), ...said } });
  expect(graph.unmodelled).toEqual([]);
});

it.each<[string, Record<string, Said>]>([
  ['aws_rds_cluster_instance.x', { db_subnet_group_name: ref('aws_db_subnet_group.g.name') }],
  [
    'aws_elastic_beanstalk_environment.x',
    { setting: [{ name: 'Subnets', value: notKnown('', 'aws_subnet.a') }] },
  ],
  ['aws_sfn_state_machine.x', { definition: notKnown('a text', 'aws_subnet.a') }],
  ['aws_directory_service_directory.x', { connect_settings: [{ subnet_ids: [ref('aws_subnet.a.id')] }] }],
  [
    'aws_dms_replication_config.x',
    { compute_config: [{ replication_subnet_group_id: ref('aws_db_subnet_group.g.id') }] },
  ],
])('only puts something into its subnets, however it names them: %s', (address, said) => {
  const graph = graphOf({
    'aws_db_subnet_group.g': { subnet_ids: [ref('aws_subnet.a.id')] },
    [address]: said,
  });
  expect(graph.unmodelled).toEqual([]);
  expect(graph.subnets.get('aws_subnet.a')?.occupants).toEqual([{ kind: 'other', key: address }]);
});

it('changes no path where a Route 53 profile may have rules of DNS Firewall', () => {
  for (const vpc of [ref('aws_vpc.v.id'), notKnown('an index')]) {
    const graph = graphOf({ 'aws_route53profiles_association.x': { resource_id: vpc } });
    expect(graph.unmodelled.map(({ near, hides }) => [hides, ...near])).toEqual([['dns-rules', 'aws_vpc.v']]);
    const dns = verify(graph).findings.filter(({ promise }) => promise === 'dns-is-filtered');
    expect(dns.map(({ verdict }) => verdict)).toEqual(['undetermined']);
  }
});

it('occupies the subnets that it is near', () => {
  const graph = graphOf({ 'aws_something_new.x': { subnet_id: ref('aws_subnet.a.id') } });
  expect(graph.subnets.get('aws_subnet.a')?.occupants).toEqual([
    { kind: 'other', key: 'aws_something_new.x' },
  ]);
});

it.each<[string, Record<string, Said>]>([
  ['aws_s3_bucket.x', {}],
  ['aws_iam_role.x', {}],
  ['aws_flow_log.x', { vpc_id: ref('aws_vpc.v.id') }],
  ['aws_dms_replication_subnet_group.x', { subnet_ids: [ref('aws_subnet.a.id')] }],
  ['aws_route53_resolver_rule_association.x', { vpc_id: ref('aws_vpc.v.id') }],
  ['aws_route53_record.x', {}],
  ['aws_ec2_client_vpn_route.x', { target_vpc_subnet_id: ref('aws_subnet.a.id') }],
  ['aws_ec2_client_vpn_endpoint.x', { vpc_id: ref('aws_vpc.v.id') }],
  ['aws_ec2_tag.x', { resource_id: ref('aws_vpc.v.id') }],
  ['aws_ec2_transit_gateway_multicast_domain.x', {}],
  ['random_pet.x', { subnet_id: ref('aws_subnet.a.id') }],
  ['data.aws_subnets.x', { vpc_id: ref('aws_vpc.v.id') }],
  ['data.aws_caller_identity.x', {}],
])('is not what carries no packets: %s', (address, said) => {
  const graph = graphOf({ [address]: said });
  expect(graph.harmless).toEqual([address]);
  expect(graph.unmodelled).toEqual([]);
});

it.each(['aviatrix_gateway.x', 'databricks_mws_networks.x', 'cloudngfwaws_ngfw.x'])(
  'is listed where another provider puts it into a network, and not where it names none: %s',
  (address) => {
    const near = graphOf({ [address]: { subnet_ids: [ref('aws_subnet.a.id')] } });
    expect(near.unmodelled.map((one) => one.near)).toEqual([['aws_subnet.a']]);
    expect(near.subnets.get('aws_subnet.a')?.occupants.map(({ kind }) => kind)).toEqual(['other']);
    expect(graphOf({ [address]: { name: 'x' } }).unmodelled).toEqual([]);
  },
);
