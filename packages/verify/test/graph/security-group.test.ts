import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import type { SecurityGroupRule } from '../../src/graph/security-group';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_security_group.g': { vpc_id: ref('aws_vpc.v.id') },
  'aws_security_group.h': { vpc_id: ref('aws_vpc.v.id') },
};
const groupOf = (more: Record<string, Record<string, Said>>, key = 'aws_security_group.g', form?: 'state') =>
  readGraph(estateOf({ ...world, ...more }, form)).securityGroups.get(key);
const group = ref('aws_security_group.g.id');
const https = { protocol: 'tcp', from_port: 443, to_port: 443 };

function tell({ traffic, peer }: SecurityGroupRule): string {
  const about = traffic.is === 'known' ? JSON.stringify(traffic.value) : '?';
  if (peer.kind === 'block') return `${about} ${formatCidrBlock(peer.block)}`;
  if (peer.kind === 'security-group') return `${about} ${peer.securityGroup}`;
  return `${about} ${peer.kind === 'prefix-list' ? peer.prefixList : peer.kind}`;
}
const HTTPS = '{"protocol":6,"ports":{"from":443,"to":443}}';

it('has one rule for each peer of a block', () => {
  const ingress = [
    {
      ...https,
      cidr_blocks: ['10.0.0.0/8', '192.168.0.0/16'],
      ipv6_cidr_blocks: ['2001:db8::/32'],
      prefix_list_ids: ['pl-0a'],
      security_groups: [ref('aws_security_group.h.id')],
      self: true,
    },
  ];
  expect(groupOf({ 'aws_security_group.g': { ingress } })?.ingress.map(tell).sort()).toEqual(
    [
      `${HTTPS} 10.0.0.0/8`,
      `${HTTPS} 192.168.0.0/16`,
      `${HTTPS} 2001:db8::/32`,
      `${HTTPS} aws_security_group.g`,
      `${HTTPS} aws_security_group.h`,
      `${HTTPS} pl-0a`,
    ].sort(),
  );
});

it.each<[string, Record<string, Said>]>([
  [
    'aws_security_group_rule.r',
    { security_group_id: group, type: 'egress', ...https, cidr_blocks: ['0.0.0.0/0'] },
  ],
  [
    'aws_vpc_security_group_egress_rule.r',
    { security_group_id: group, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' },
  ],
])('has the rules of resources of their own: %s', (address, said) => {
  const { ingress = [], egress = [] } = groupOf({ [address]: said }) ?? {};
  expect(egress.map(tell)).toEqual([`${HTTPS} 0.0.0.0/0`]);
  expect(egress.map(({ origin }) => origin)).toEqual([address]);
  expect(ingress).toEqual([]);
});

it('takes the peers of the newer rules', () => {
  const rule = { security_group_id: group, ip_protocol: '-1' };
  const found = groupOf({
    'aws_vpc_security_group_ingress_rule.a': { ...rule, cidr_ipv6: '::/0' },
    'aws_vpc_security_group_ingress_rule.b': { ...rule, prefix_list_id: 'pl-0a' },
    'aws_vpc_security_group_ingress_rule.c': {
      ...rule,
      referenced_security_group_id: ref('aws_security_group.h.id'),
    },
  });
  expect(found?.ingress.map(tell).sort()).toEqual([
    '{"protocol":"all"} ::/0',
    '{"protocol":"all"} aws_security_group.h',
    '{"protocol":"all"} pl-0a',
  ]);
});

it('reads ICMP types where ports stand', () => {
  const rule = {
    security_group_id: group,
    type: 'ingress',
    protocol: 'icmp',
    from_port: 8,
    to_port: -1,
    cidr_blocks: ['0.0.0.0/0'],
  };
  expect(groupOf({ 'aws_security_group_rule.r': rule })?.ingress.map(tell)).toEqual([
    '{"protocol":1,"icmp":{"type":8}} 0.0.0.0/0',
  ]);
});

it('has no egress rule when its resource has none, because Terraform takes the first one away', () => {
  expect(groupOf({})).toMatchObject({ ingress: [], egress: [] });
  expect(groupOf({})?.doubt).toBeUndefined();
});

it('has a rule once that an existing group and a resource of its own both tell', () => {
  const found = groupOf(
    {
      'aws_security_group.g': { id: 'sg-1', egress: [{ ...https, cidr_blocks: ['0.0.0.0/0'], self: false }] },
      'aws_vpc_security_group_egress_rule.r': {
        security_group_id: 'sg-1',
        ip_protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        cidr_ipv4: '0.0.0.0/0',
      },
    },
    undefined,
    'state',
  );
  expect(found?.egress).toMatchObject([{ origin: 'aws_vpc_security_group_egress_rule.r' }]);
});

it('keeps a peer that is not known', () => {
  const ingress = [{ ...https, cidr_blocks: notKnown('a variable') }];
  expect(groupOf({ 'aws_security_group.g': { ingress } })?.ingress).toMatchObject([
    { peer: { kind: 'unknown', reason: 'a variable' } },
  ]);
});

it('is in doubt when its rules, or the group of a rule, are not known', () => {
  expect(groupOf({ 'aws_security_group.g': { egress: notKnown('dynamic') } })?.doubt).toContain('dynamic');
  const rule = { security_group_id: notKnown('a variable'), type: 'egress', ...https };
  expect(groupOf({ 'aws_security_group_rule.r': rule })?.doubt).toContain('aws_security_group_rule.r');
  expect(
    groupOf({ 'data.aws_security_group.d': { name: 'theirs' } }, 'data.aws_security_group.d')?.doubt,
  ).toBeDefined();
});

it('admits itself and permits every way out as the default group that nothing adopts', () => {
  const found = groupOf({}, 'aws_vpc.v/default-security-group');
  expect(found?.ingress.map(tell)).toEqual(['{"protocol":"all"} aws_vpc.v/default-security-group']);
  expect(found?.egress.map(tell)).toEqual(['{"protocol":"all"} 0.0.0.0/0', '{"protocol":"all"} ::/0']);
});

it('permits nothing as the default group that a resource without rules adopts', () => {
  const found = groupOf(
    { 'aws_default_security_group.d': { vpc_id: ref('aws_vpc.v.id') } },
    'aws_default_security_group.d',
  );
  expect(found).toMatchObject({ ingress: [], egress: [] });
});
