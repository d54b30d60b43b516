import { formatCidrBlock } from '@inspected-egress/cidr';
import type { IpSets } from '../../src/graph/firewall-rule-group';
import { valueOf, type Known } from '../../src/graph/known';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const POLICY = 'aws_networkfirewall_firewall_policy.p';
const GROUP = 'aws_networkfirewall_rule_group.g';
const policyOf = (firewall_policy: Said) =>
  readGraph(estateOf({ [POLICY]: { firewall_policy }, [GROUP]: {} })).firewallPolicies.get(POLICY);
const groupOf = (said: Record<string, Said>) =>
  readGraph(estateOf({ [GROUP]: said })).firewallRuleGroups.get(GROUP);

function blocksOf(sets: Known<IpSets> | undefined, name: string): readonly string[] | undefined {
  const blocks = valueOf(sets)?.get(name);
  return valueOf(blocks)?.map((placed) =>
    placed.kind === 'block' ? formatCidrBlock(placed.block) : placed.kind,
  );
}

it('has its actions, order and groups', () => {
  const policy = policyOf([
    {
      stateless_default_actions: ['aws:forward_to_sfe'],
      stateless_fragment_default_actions: ['aws:forward_to_sfe'],
      stateful_default_actions: ['aws:drop_strict'],
      stateful_engine_options: [{ rule_order: 'STRICT_ORDER' }],
      stateful_rule_group_reference: [{ priority: 100, resource_arn: ref(GROUP, 'arn') }],
      stateless_rule_group_reference: [{ priority: 1, resource_arn: notKnown('a variable') }],
      policy_variables: [
        { rule_variables: [{ key: 'HOME_NET', ip_set: [{ definition: ['10.0.1.0/24', '10.0.2.0/24'] }] }] },
      ],
    },
  ]);
  expect(policy).toMatchObject({
    ruleOrder: { value: 'STRICT_ORDER' },
    statelessDefaultActions: { value: ['aws:forward_to_sfe'] },
    statefulDefaultActions: { value: ['aws:drop_strict'] },
    ruleGroups: [
      { kind: 'stateful', ruleGroup: { value: GROUP }, priority: { value: 100 } },
      { kind: 'stateless', ruleGroup: { is: 'unknown' }, priority: { value: 1 } },
    ],
  });
  expect(blocksOf(policy?.ipSets, 'HOME_NET')).toEqual(['10.0.1.0/24', '10.0.2.0/24']);
});

it('is in action order, without default actions and with the home network of AWS, when it says nothing', () => {
  const policy = policyOf([{ stateless_default_actions: ['aws:pass'] }]);
  expect(policy?.ruleOrder).toEqual({ is: 'known', value: 'DEFAULT_ACTION_ORDER' });
  expect(policy?.statefulDefaultActions).toEqual({ is: 'known', value: [] });
  expect(policy?.ipSets).toEqual({ is: 'known', value: new Map() });
  expect(policy?.tlsInspection).toBeUndefined();
});

it('is unknown in what is not known', () => {
  const policy = policyOf(notKnown('a module'));
  expect(policy?.ruleOrder).toEqual({ is: 'unknown', reason: 'a module' });
  expect(policy?.statefulDefaultActions.is).toBe('unknown');
  expect(policy?.ruleGroups).toMatchObject([
    { ruleGroup: { is: 'unknown' } },
    { ruleGroup: { is: 'unknown' } },
  ]);
});

it.each<[string, Record<string, Said>, string, unknown]>([
  [
    'rules as text',
    { rule_group: [{ rules_source: [{ rules_string: 'pass tcp any any -> any any (sid:1;)' }] }] },
    'rulesText',
    'pass tcp any any -> any any (sid:1;)',
  ],
  [
    'the whole group as text',
    { rules: 'pass ip any any -> any any (sid:1;)' },
    'rulesText',
    'pass ip any any -> any any (sid:1;)',
  ],
  [
    'a domain list',
    {
      rule_group: [
        {
          rules_source: [
            {
              rules_source_list: [
                { generated_rules_type: 'ALLOWLIST', targets: ['.example.com'], target_types: ['TLS_SNI'] },
              ],
            },
          ],
        },
      ],
    },
    'domainList',
    { generatedRulesType: 'ALLOWLIST', targets: ['.example.com'], targetTypes: ['TLS_SNI'] },
  ],
])('has groups of %s', (_, said, name, value) => {
  const group = groupOf({ type: 'STATEFUL', capacity: 10, ...said });
  expect(group).toMatchObject({
    type: { value: 'STATEFUL' },
    capacity: { value: 10 },
    [name]: { is: 'known', value },
  });
});

it('has the block of a subnet that AWS numbers later in a variable, and a member that is not known beside others', () => {
  const definition = [ref('aws_subnet.a', 'ipv6_cidr_block'), '10.0.1.0/24', notKnown('a variable')];
  const graph = readGraph(
    estateOf({
      'aws_subnet.a': {},
      [GROUP]: {
        type: 'STATEFUL',
        rule_group: [{ rule_variables: [{ ip_sets: [{ key: 'A', ip_set: [{ definition }] }] }] }],
      },
    }),
  );
  const sets = graph.firewallRuleGroups.get(GROUP)?.ipSets;
  expect(blocksOf(sets, 'A')).toEqual(['subnet-block', '10.0.1.0/24', 'unknown']);
});

it('has variables of ports, and references to lists', () => {
  const group = groupOf({
    rule_group: [
      {
        rule_variables: [{ port_sets: [{ key: 'WEB', port_set: [{ definition: ['80', '443'] }] }] }],
        reference_sets: [
          {
            ip_set_references: [
              { key: 'L', ip_set_reference: [{ reference_arn: 'arn:aws:ec2:us-east-1:1:prefix-list/pl-1' }] },
            ],
          },
        ],
      },
    ],
  });
  expect(valueOf(group?.portSets)?.get('WEB')).toEqual({ is: 'known', value: ['80', '443'] });
  expect(valueOf(group?.ipSetReferences)?.get('L')).toMatchObject({ is: 'known' });
});

it('has rules in fields, with options in no order', () => {
  const header = [
    {
      protocol: 'TCP',
      source: 'ANY',
      source_port: 'ANY',
      direction: 'FORWARD',
      destination: '192.0.2.0/24',
      destination_port: '[80,443]',
    },
  ];
  const rule_option = [{ keyword: 'sid', settings: ['1'] }, { keyword: 'nocase' }];
  const group = groupOf({
    type: 'STATEFUL',
    rule_group: [{ rules_source: [{ stateful_rule: [{ action: 'PASS', header, rule_option }] }] }],
  });
  expect(valueOf(group?.statefulRules)).toMatchObject([
    {
      action: { value: 'PASS' },
      destinationPort: { value: '[80,443]' },
      options: {
        value: [
          { keyword: 'sid', settings: ['1'] },
          { keyword: 'nocase', settings: [] },
        ],
      },
    },
  ]);
});

it('has stateless rules, in which what is not said is everything', () => {
  const match_attributes = [
    {
      protocols: [6],
      source: [{ address_definition: '10.0.0.0/8' }],
      destination_port: [{ from_port: 80, to_port: 81 }, { from_port: 443 }],
      tcp_flag: [{ flags: ['SYN'] }],
    },
  ];
  const stateless_rule = [{ priority: 1, rule_definition: [{ actions: ['aws:pass'], match_attributes }] }];
  const group = groupOf({
    type: 'STATELESS',
    rule_group: [{ rules_source: [{ stateless_rules_and_custom_actions: [{ stateless_rule }] }] }],
  });
  expect(valueOf(group?.statelessRules)).toMatchObject([
    {
      priority: { value: 1 },
      actions: { value: ['aws:pass'] },
      sources: { value: [{ kind: 'block' }] },
      destinations: { value: [] },
      sourcePorts: { value: [] },
      destinationPorts: {
        value: [
          { from: 80, to: 81 },
          { from: 443, to: 443 },
        ],
      },
      protocols: { value: [6] },
      hasTcpFlags: true,
    },
  ]);
});

it('is in action order when its rules are given as a text of their own, which a plan does not write out', () => {
  const group = groupOf({
    type: 'STATEFUL',
    rules: 'pass ip any any -> any any (sid:1;)',
    rule_group: notKnown('a'),
  });
  expect(group?.ruleOrder).toBeUndefined();
  expect(group?.ipSets).toEqual({ is: 'known', value: new Map() });
});

it('tells after how long an idle flow is forgotten, where it says so', () => {
  const timeoutOf = (options: Record<string, Said>) =>
    readGraph(
      estateOf({
        'aws_networkfirewall_firewall_policy.p': {
          firewall_policy: [{ stateful_engine_options: [options] }],
        },
      }),
    ).firewallPolicies.get('aws_networkfirewall_firewall_policy.p')?.tcpIdleTimeout;
  expect(timeoutOf({ flow_timeouts: [{ tcp_idle_timeout_seconds: 60 }] })).toEqual({
    is: 'known',
    value: 60,
  });
  expect(timeoutOf({ rule_order: 'STRICT_ORDER' })).toBeUndefined();
});
