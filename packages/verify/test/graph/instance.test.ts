import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_subnet.closed': { vpc_id: ref('aws_vpc.v.id') },
  'aws_subnet.open': {
    vpc_id: ref('aws_vpc.v.id'),
    map_public_ip_on_launch: true,
    assign_ipv6_address_on_creation: true,
  },
};
const closed = { subnet_id: ref('aws_subnet.closed.id') };
const graphOf = (more: Record<string, Record<string, Said>>, form?: 'plan' | 'state') =>
  readGraph(estateOf({ ...world, ...more }, form));
const instanceOf = (said: Record<string, Said>, more: Record<string, Record<string, Said>> = {}) =>
  graphOf({ ...more, 'aws_instance.i': said }).instances.get('aws_instance.i');
const groupOf = (said: Record<string, Said>, more: Record<string, Record<string, Said>>) =>
  graphOf({ ...more, 'aws_autoscaling_group.g': said }).instances.get('aws_autoscaling_group.g');

it.each<[string, Record<string, Said>, Record<string, Record<string, Said>>, boolean | 'unknown']>([
  ['its subnet gives none', closed, {}, false],
  ['its subnet gives one', { subnet_id: ref('aws_subnet.open.id') }, {}, true],
  ['it refuses one', { subnet_id: ref('aws_subnet.open.id'), associate_public_ip_address: false }, {}, false],
  ['it asks for one', { ...closed, associate_public_ip_address: true }, {}, true],
  ['it may ask for one', { ...closed, associate_public_ip_address: notKnown('a variable') }, {}, 'unknown'],
  ['it has one already', { ...closed, public_ip: '192.0.2.1' }, {}, true],
  ['an Elastic IP names it', closed, { 'aws_eip.e': { instance: ref('aws_instance.i.id') } }, true],
  [
    'an association names it',
    closed,
    { 'aws_eip_association.e': { instance_id: ref('aws_instance.i.id') } },
    true,
  ],
  [
    'an association names its interface',
    closed,
    { 'aws_eip_association.e': { network_interface_id: ref('aws_instance.i.primary_network_interface_id') } },
    true,
  ],
  [
    'an association may name it',
    closed,
    { 'aws_eip_association.e': { instance_id: notKnown('a variable') } },
    'unknown',
  ],
  [
    'its launch template asks for one',
    { ...closed, launch_template: [{ id: ref('aws_launch_template.t.id') }] },
    { 'aws_launch_template.t': { network_interfaces: [{ associate_public_ip_address: 'true' }] } },
    true,
  ],
  [
    'its launch template is not in the input',
    { ...closed, launch_template: [{ id: 'lt-0a' }] },
    {},
    'unknown',
  ],
  ['its subnet is not known', { subnet_id: notKnown('a variable') }, {}, 'unknown'],
  ['AWS chooses its subnet', {}, {}, 'unknown'],
])('has a public address or not when %s', (_, said, more, expected) => {
  const fact = instanceOf(said, more)?.hasPublicIp;
  expect(fact?.is === 'known' ? fact.value : fact?.is).toBe(expected);
});

it('has IPv6 by its own addresses, or by its subnet', () => {
  expect(instanceOf(closed)?.hasIpv6).toEqual({ is: 'known', value: false });
  expect(instanceOf({ ...closed, ipv6_address_count: 1 })?.hasIpv6).toEqual({ is: 'known', value: true });
  expect(instanceOf({ ...closed, ipv6_addresses: ['2001:db8::1'] })?.hasIpv6).toEqual({
    is: 'known',
    value: true,
  });
  expect(instanceOf({ subnet_id: ref('aws_subnet.open.id') })?.hasIpv6).toEqual({ is: 'known', value: true });
});

it('is in the groups that it or its template names, otherwise in the default group of its VPC', () => {
  const group = { 'aws_security_group.g': { vpc_id: ref('aws_vpc.v.id') } };
  const named = [ref('aws_security_group.g.id')];
  expect(instanceOf({ ...closed, vpc_security_group_ids: named }, group)?.securityGroups).toEqual([
    { is: 'known', value: 'aws_security_group.g' },
  ]);
  expect(
    instanceOf(
      { ...closed, launch_template: [{ name: ref('aws_launch_template.t.name') }] },
      { ...group, 'aws_launch_template.t': { vpc_security_group_ids: named } },
    )?.securityGroups,
  ).toEqual([{ is: 'known', value: 'aws_security_group.g' }]);
  expect(instanceOf(closed)?.securityGroups).toEqual([
    { is: 'known', value: 'aws_vpc.v/default-security-group' },
  ]);
});

it('has a first interface, which checks source and destination unless told otherwise', () => {
  const { networkInterfaces, instances } = graphOf({
    'aws_instance.i': closed,
    'aws_instance.router': { ...closed, source_dest_check: false, private_ip: '10.0.0.7' },
  });
  expect(instances.get('aws_instance.i')?.networkInterfaces).toEqual(['aws_instance.i/primary-interface']);
  expect(networkInterfaces.get('aws_instance.i/primary-interface')).toMatchObject({
    isDeclared: false,
    subnet: { value: 'aws_subnet.closed' },
    sourceDestCheck: { value: true },
    instance: { value: 'aws_instance.i' },
  });
  expect(networkInterfaces.get('aws_instance.router/primary-interface')).toMatchObject({
    sourceDestCheck: { value: false },
    privateIps: [{ family: 4, value: 0x0a000007n }],
  });
});

it('has the interfaces that it or an attachment names', () => {
  const { instances, networkInterfaces } = graphOf({
    'aws_network_interface.first': { ...closed, source_dest_check: false },
    'aws_network_interface.second': closed,
    'aws_instance.i': {
      network_interface: [{ network_interface_id: ref('aws_network_interface.first.id'), device_index: 0 }],
    },
    'aws_network_interface_attachment.a': {
      instance_id: ref('aws_instance.i.id'),
      network_interface_id: ref('aws_network_interface.second.id'),
      device_index: 1,
    },
  });
  const instance = instances.get('aws_instance.i');
  expect(instance?.networkInterfaces).toEqual([
    'aws_network_interface.first',
    'aws_network_interface.second',
  ]);
  expect(instance?.subnets).toEqual([{ is: 'known', value: 'aws_subnet.closed' }]);
  expect([...networkInterfaces.keys()]).toEqual([
    'aws_network_interface.first',
    'aws_network_interface.second',
  ]);
  expect(networkInterfaces.get('aws_network_interface.second')?.instance).toEqual({
    is: 'known',
    value: 'aws_instance.i',
  });
});

it('has no public address as an interface of its own but by an Elastic IP', () => {
  const { networkInterfaces } = graphOf({
    'aws_network_interface.e': { subnet_id: ref('aws_subnet.open.id') },
    'aws_network_interface.f': { subnet_id: ref('aws_subnet.open.id') },
    'aws_eip.f': { network_interface: ref('aws_network_interface.f.id') },
  });
  expect(networkInterfaces.get('aws_network_interface.e')?.hasPublicIp).toEqual({
    is: 'known',
    value: false,
  });
  expect(networkInterfaces.get('aws_network_interface.f')?.hasPublicIp).toEqual({ is: 'known', value: true });
});

it('is in more groups by attachments to its interface', () => {
  const { networkInterfaces } = graphOf({
    'aws_network_interface.e': { ...closed, security_groups: ['sg-1'] },
    'aws_network_interface_sg_attachment.s': {
      network_interface_id: ref('aws_network_interface.e.id'),
      security_group_id: 'sg-2',
    },
  });
  expect(networkInterfaces.get('aws_network_interface.e')?.securityGroups).toMatchObject([
    { value: 'sg-1' },
    { value: 'sg-2' },
  ]);
});

describe('Auto Scaling group', () => {
  const template = {
    'aws_launch_template.t': {
      vpc_security_group_ids: ['sg-1'],
      network_interfaces: [{ associate_public_ip_address: true }],
    },
  };
  const zones = { vpc_zone_identifier: [ref('aws_subnet.closed.id'), ref('aws_subnet.open.id')] };

  it.each<[string, Record<string, Said>]>([
    [
      'a template',
      { launch_template: [{ id: ref('aws_launch_template.t.id'), name: notKnown('computed') }] },
    ],
    [
      'a mixed policy',
      {
        mixed_instances_policy: [
          {
            launch_template: [
              { launch_template_specification: [{ launch_template_id: ref('aws_launch_template.t.id') }] },
            ],
          },
        ],
      },
    ],
  ])('takes groups and public addresses from %s', (_, said) => {
    expect(groupOf({ ...zones, ...said }, template)).toMatchObject({
      kind: 'auto-scaling-group',
      subnets: [{ value: 'aws_subnet.closed' }, { value: 'aws_subnet.open' }],
      hasPublicIp: { value: true },
      securityGroups: [{ value: 'sg-1' }],
    });
  });

  it('takes what its launch configuration says', () => {
    const configuration = {
      'aws_launch_configuration.c': { associate_public_ip_address: false, security_groups: ['sg-1'] },
    };
    expect(
      groupOf({ ...zones, launch_configuration: ref('aws_launch_configuration.c.name') }, configuration),
    ).toMatchObject({
      hasPublicIp: { value: false },
      securityGroups: [{ value: 'sg-1' }],
    });
  });

  it('has public addresses in part when one of its subnets gives them', () => {
    expect(groupOf(zones, {})?.hasPublicIp).toEqual({ is: 'known', value: true });
  });
});
