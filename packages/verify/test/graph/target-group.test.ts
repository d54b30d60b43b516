import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';
import { graphWith } from '../support/gateway-load-balancer';

const GROUP = 'aws_lb_target_group.g';
const arn = ref(`${GROUP}.arn`);
const world = {
  'aws_vpc.v': { cidr_block: '10.1.0.0/16' },
  'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.1.1.0/24' },
  [GROUP]: { vpc_id: ref('aws_vpc.v.id'), protocol: 'GENEVE', port: 6081 },
  'aws_instance.i': { subnet_id: ref('aws_subnet.a.id'), private_ip: '10.1.1.10' },
  'aws_network_interface.n': { subnet_id: ref('aws_subnet.a.id'), private_ips: ['10.1.1.11'] },
  'aws_autoscaling_group.s': { vpc_zone_identifier: [ref('aws_subnet.a.id')], name: 'scaled' },
};

const groupOf = (more: Readonly<Record<string, Record<string, Said>>>) =>
  readGraph(estateOf({ ...world, ...more })).targetGroups.get(GROUP);

it.each<[string, string, Readonly<Record<string, Record<string, Said>>>]>([
  [
    'an instance',
    'aws_instance.i',
    { 'aws_lb_target_group_attachment.x': { target_group_arn: arn, target_id: ref('aws_instance.i.id') } },
  ],
  [
    'the address that AWS gives an instance',
    'aws_instance.i',
    {
      'aws_instance.i': { subnet_id: ref('aws_subnet.a.id') },
      'aws_lb_target_group_attachment.x': {
        target_group_arn: arn,
        target_id: ref('aws_instance.i.private_ip'),
      },
    },
  ],
  [
    'the literal address of an instance',
    'aws_instance.i/primary-interface',
    { 'aws_lb_target_group_attachment.x': { target_group_arn: arn, target_id: '10.1.1.10' } },
  ],
  [
    'the literal address of an interface',
    'aws_network_interface.n',
    { 'aws_alb_target_group_attachment.x': { target_group_arn: arn, target_id: '10.1.1.11' } },
  ],
  [
    'a group that names it',
    'aws_autoscaling_group.s',
    { 'aws_autoscaling_group.s': { ...world['aws_autoscaling_group.s'], target_group_arns: [arn] } },
  ],
  [
    'a group that has it as a source of traffic',
    'aws_autoscaling_group.s',
    {
      'aws_autoscaling_group.s': {
        ...world['aws_autoscaling_group.s'],
        traffic_source: [{ identifier: arn, type: 'elbv2' }],
      },
    },
  ],
  [
    'a group that an attachment names',
    'aws_autoscaling_group.s',
    {
      'aws_autoscaling_attachment.x': {
        autoscaling_group_name: ref('aws_autoscaling_group.s.name'),
        lb_target_group_arn: arn,
      },
    },
  ],
  [
    'a group that an attachment of a source of traffic names',
    'aws_autoscaling_group.s',
    {
      'aws_autoscaling_traffic_source_attachment.x': {
        autoscaling_group_name: ref('aws_autoscaling_group.s.id'),
        traffic_source: [{ identifier: arn, type: 'elbv2' }],
      },
    },
  ],
])('has %s as a target', (_, key, more) => {
  expect(groupOf(more)?.targets.map(({ what, subnets }) => [what, subnets])).toEqual([
    [{ is: 'known', value: key }, [{ is: 'known', value: 'aws_subnet.a' }]],
  ]);
});

it('does not know who has an address that the input does not give to anything', () => {
  const group = groupOf({
    'aws_lb_target_group_attachment.x': { target_group_arn: arn, target_id: '10.1.1.99' },
  });
  expect(group?.targets.map(({ what }) => what.is)).toEqual(['unknown']);
});

it('is in doubt where a registration does not tell its group', () => {
  const group = groupOf({
    'aws_lb_target_group_attachment.x': {
      target_group_arn: notKnown('a variable'),
      target_id: ref('aws_instance.i.id'),
    },
  });
  expect(group?.doubt).toBe('`aws_lb_target_group_attachment.x` may register something in it: a variable');
});

it('tells the listener, the load balancer and the service in front of it', () => {
  const { listeners, endpointServices, firewallEndpoints } = graphWith();
  expect(listeners.get('aws_lb_listener.l')).toMatchObject({
    loadBalancer: { value: 'aws_lb.lb' },
    targetGroups: [{ value: GROUP }],
  });
  expect(endpointServices.get('aws_vpc_endpoint_service.s')).toMatchObject({
    acceptanceRequired: { value: false },
    loadBalancers: [{ value: 'aws_lb.lb' }],
  });
  expect(firewallEndpoints.get('aws_vpc_endpoint.e-a')?.connection).toEqual({
    service: { is: 'known', value: 'aws_vpc_endpoint_service.s' },
    isAccepted: { is: 'known', value: false },
  });
});
