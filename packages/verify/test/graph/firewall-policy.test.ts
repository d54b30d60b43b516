import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const POLICY = 'aws_networkfirewall_firewall_policy.p';
const GROUP = 'aws_networkfirewall_rule_group.g';
const policyOf = (firewall_policy: Said) =>
  readGraph(estateOf({ [POLICY]: { firewall_policy }, [GROUP]: {} })).firewallPolicies.get(POLICY);
const groupOf = (said: Record<string, Said>) =>
  readGraph(estateOf({ [GROUP]: said })).firewallRuleGroups.get(GROUP);

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
  expect(policy?.homeNet?.is === 'known' && policy.homeNet.value.map(formatCidrBlock)).toEqual([
    '10.0.1.0/24',
    '10.0.2.0/24',
  ]);
});

it('is in action order, without default actions and with the home network of AWS, when it says nothing', () => {
  const policy = policyOf([{ stateless_default_actions: ['aws:pass'] }]);
  expect(policy?.ruleOrder).toEqual({ is: 'known', value: 'DEFAULT_ACTION_ORDER' });
  expect(policy?.statefulDefaultActions).toEqual({ is: 'known', value: [] });
  expect(policy?.homeNet).toBeUndefined();
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
