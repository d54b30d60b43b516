import { formatCidrBlock } from '@inspected-egress/cidr';
import type { NetworkAclRule } from '../../src/graph/network-acl';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const world = {
  'aws_vpc.v': {},
  'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id') },
  'aws_subnet.b': { vpc_id: ref('aws_vpc.v.id') },
  'aws_network_acl.x': { vpc_id: ref('aws_vpc.v.id') },
};
const graphOf = (more: Record<string, Record<string, Said>>, form?: 'state') =>
  readGraph(estateOf({ ...world, ...more }, form));
const https = { protocol: 'tcp', from_port: 443, to_port: 443, cidr_block: '10.0.0.0/8' };

function tell({ number, action, traffic, block }: NetworkAclRule): string {
  const value = (fact: { is: string; value?: unknown }) =>
    fact.is === 'known' ? JSON.stringify(fact.value) : '?';
  return `${value(number)} ${value(action)} ${value(traffic)} ${block.kind === 'block' ? formatCidrBlock(block.block) : block.kind}`;
}

it('has inline rules and rules of resources of their own, by number', () => {
  const { networkAcls } = graphOf({
    'aws_network_acl.x': {
      vpc_id: ref('aws_vpc.v.id'),
      egress: [{ ...https, rule_no: 200, action: 'allow', ipv6_cidr_block: '' }],
    },
    'aws_network_acl_rule.r': {
      network_acl_id: ref('aws_network_acl.x.id'),
      egress: true,
      rule_number: 100,
      rule_action: 'deny',
      protocol: '-1',
      ipv6_cidr_block: '::/0',
    },
  });
  expect(networkAcls.get('aws_network_acl.x')?.egress.map(tell)).toEqual([
    '100 "deny" {"protocol":"all"} ::/0',
    '200 "allow" {"protocol":6,"ports":{"from":443,"to":443}} 10.0.0.0/8',
  ]);
  expect(networkAcls.get('aws_network_acl.x')?.ingress).toEqual([]);
});

it.each<[string, Record<string, Said>, unknown]>([
  ['all ports', { protocol: '6', from_port: 0, to_port: 65535 }, { protocol: 6 }],
  [
    'UDP by number',
    { protocol: 17, from_port: 53, to_port: 53 },
    { protocol: 17, ports: { from: 53, to: 53 } },
  ],
  [
    'an ICMP type with all codes',
    { protocol: 'icmp', icmp_type: 8, icmp_code: -1 },
    { protocol: 1, icmp: { type: 8 } },
  ],
  [
    'an ICMP type and code',
    { protocol: 'icmp', icmp_type: 3, icmp_code: 4 },
    { protocol: 1, icmp: { type: 3, code: 4 } },
  ],
  ['all of ICMP', { protocol: 'icmp', icmp_type: -1, icmp_code: -1 }, { protocol: 1, icmp: {} }],
  ['a protocol without ports', { protocol: '50', from_port: 0, to_port: 0 }, { protocol: 50 }],
  ['everything', { protocol: 'all', from_port: 0, to_port: 0 }, { protocol: 'all' }],
])('reads traffic: %s', (_, said, expected) => {
  const rule = { rule_no: 1, action: 'allow', cidr_block: '0.0.0.0/0', ...said };
  const acl = graphOf({ 'aws_network_acl.x': { ingress: [rule] } }).networkAcls.get('aws_network_acl.x');
  expect(acl?.ingress[0]?.traffic).toEqual({ is: 'known', value: expected });
});

it('clears the host bits of a block, as AWS does', () => {
  const rule = { rule_no: 1, action: 'allow', protocol: '-1', cidr_block: '10.0.0.1/8' };
  const acl = graphOf({ 'aws_network_acl.x': { ingress: [rule] } }).networkAcls.get('aws_network_acl.x');
  expect(acl?.ingress.map(tell)).toEqual(['1 "allow" {"protocol":"all"} 10.0.0.0/8']);
});

it('keeps a rule of which something is not known, before all others if it is the number', () => {
  const rule = { ...https, rule_number: notKnown('a variable'), rule_action: notKnown('a variable') };
  const { networkAcls } = graphOf({
    'aws_network_acl_rule.r': { network_acl_id: ref('aws_network_acl.x.id'), ...rule },
    'aws_network_acl_rule.s': {
      network_acl_id: ref('aws_network_acl.x.id'),
      ...https,
      rule_number: 1,
      rule_action: 'allow',
    },
  });
  expect(networkAcls.get('aws_network_acl.x')?.ingress.map(({ origin }) => origin)).toEqual([
    'aws_network_acl_rule.r',
    'aws_network_acl_rule.s',
  ]);
});

it('has a rule once that an existing ACL and a resource of its own both tell', () => {
  const { networkAcls } = graphOf(
    {
      'aws_network_acl.x': { id: 'acl-1', ingress: [{ ...https, rule_no: 100, action: 'allow' }] },
      'aws_network_acl_rule.r': {
        network_acl_id: 'acl-1',
        ...https,
        rule_number: 100,
        rule_action: 'allow',
        egress: false,
      },
    },
    'state',
  );
  expect(networkAcls.get('aws_network_acl.x')?.ingress).toHaveLength(1);
});

it('is in doubt when its rules, or the ACL of a rule, are not known', () => {
  expect(
    graphOf({ 'aws_network_acl.x': { egress: notKnown('dynamic') } }).networkAcls.get('aws_network_acl.x')
      ?.doubt,
  ).toContain('dynamic');
  const { networkAcls } = graphOf({
    'aws_network_acl_rule.r': { network_acl_id: notKnown('a variable'), ...https },
  });
  expect(networkAcls.get('aws_network_acl.x')?.doubt).toContain('aws_network_acl_rule.r');
});

it.each<[string, Record<string, Record<string, Said>>]>([
  ['the ACL', { 'aws_network_acl.x': { vpc_id: ref('aws_vpc.v.id'), subnet_ids: [ref('aws_subnet.a.id')] } }],
  [
    'an association',
    {
      'aws_network_acl_association.s': {
        network_acl_id: ref('aws_network_acl.x.id'),
        subnet_id: ref('aws_subnet.a.id'),
      },
    },
  ],
])('guards the subnets that %s names, and the default ACL the others', (_, more) => {
  const { subnets } = graphOf(more);
  expect(subnets.get('aws_subnet.a')?.networkAcl).toEqual({ is: 'known', value: 'aws_network_acl.x' });
  expect(subnets.get('aws_subnet.b')?.networkAcl).toEqual({
    is: 'known',
    value: 'aws_vpc.v/default-network-acl',
  });
});

it('may guard any subnet of its VPC when it does not tell which', () => {
  const { subnets } = graphOf({
    'aws_vpc.w': {},
    'aws_subnet.w': { vpc_id: ref('aws_vpc.w.id') },
    'aws_network_acl.x': { vpc_id: ref('aws_vpc.v.id'), subnet_ids: notKnown('a variable') },
  });
  expect(subnets.get('aws_subnet.a')?.networkAcl.is).toBe('unknown');
  expect(subnets.get('aws_subnet.w')?.networkAcl.is).toBe('known');
});

it('permits everything as the default ACL that nothing in the input adopts', () => {
  const acl = graphOf({}).networkAcls.get('aws_vpc.v/default-network-acl');
  expect(acl?.isDefault).toBe(true);
  for (const rules of [acl?.ingress, acl?.egress])
    expect(rules?.map(tell)).toEqual([
      '100 "allow" {"protocol":"all"} 0.0.0.0/0',
      '101 "allow" {"protocol":"all"} ::/0',
    ]);
});

it('denies everything as the default ACL that a resource without rules adopts', () => {
  const graph = graphOf({
    'aws_default_network_acl.d': { default_network_acl_id: ref('aws_vpc.v.default_network_acl_id') },
  });
  expect(graph.networkAcls.get('aws_default_network_acl.d')).toMatchObject({
    isDefault: true,
    ingress: [],
    egress: [],
  });
  expect(graph.subnets.get('aws_subnet.a')?.networkAcl).toEqual({
    is: 'known',
    value: 'aws_default_network_acl.d',
  });
});

describe('a subnet that the default ACL of a state still names, and another by now', () => {
  const both = {
    'aws_network_acl.x': { vpc_id: ref('aws_vpc.v.id'), subnet_ids: [ref('aws_subnet.a.id')] },
    'aws_default_network_acl.d': {
      default_network_acl_id: ref('aws_vpc.v.default_network_acl_id'),
      subnet_ids: [ref('aws_subnet.a.id'), ref('aws_subnet.b.id')],
    },
  };

  it('is guarded by the other: Terraform read the default one before its subnets were taken from it', () => {
    const { subnets } = graphOf(both, 'state');
    expect(subnets.get('aws_subnet.a')?.networkAcl).toEqual({ is: 'known', value: 'aws_network_acl.x' });
    expect(subnets.get('aws_subnet.b')?.networkAcl).toEqual({
      is: 'known',
      value: 'aws_default_network_acl.d',
    });
  });

  it('is not known where both are told to hold it', () => {
    expect(graphOf(both).subnets.get('aws_subnet.a')?.networkAcl.is).toBe('unknown');
  });
});
