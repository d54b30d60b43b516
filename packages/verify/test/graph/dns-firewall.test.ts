import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const GROUP = 'aws_route53_resolver_firewall_rule_group.g';
const rule = (priority: Said, action: string, list: string) => ({
  firewall_rule_group_id: ref(GROUP, 'id'),
  firewall_domain_list_id: ref(`aws_route53_resolver_firewall_domain_list.${list}.id`),
  priority,
  action,
});
const world = {
  'aws_vpc.v': {},
  [GROUP]: {},
  'aws_route53_resolver_firewall_domain_list.all': { domains: ['*'] },
  'aws_route53_resolver_firewall_domain_list.ours': { domains: ['Example.com.', '*.example.com'] },
  'aws_route53_resolver_firewall_rule.block': rule(200, 'BLOCK', 'all'),
  'aws_route53_resolver_firewall_rule.allow': rule(100, 'ALLOW', 'ours'),
};
const graphOf = (more: Record<string, Record<string, Said>> = {}) =>
  readGraph(estateOf({ ...world, ...more }));

it('asks its rules by priority, with the names of their lists as the resolver compares them', () => {
  expect(graphOf().dnsFirewallRuleGroups.get(GROUP)?.rules).toEqual([
    {
      priority: { is: 'known', value: 100 },
      action: { is: 'known', value: 'ALLOW' },
      domains: { is: 'known', value: ['example.com', '*.example.com'] },
      origin: 'aws_route53_resolver_firewall_rule.allow',
    },
    {
      priority: { is: 'known', value: 200 },
      action: { is: 'known', value: 'BLOCK' },
      domains: { is: 'known', value: ['*'] },
      origin: 'aws_route53_resolver_firewall_rule.block',
    },
  ]);
});

it('does not know the names of a list that AWS manages', () => {
  const managed = { ...rule(50, 'BLOCK', 'all'), firewall_domain_list_id: 'rslvr-fdl-0a' };
  const [first] =
    graphOf({ 'aws_route53_resolver_firewall_rule.m': managed }).dnsFirewallRuleGroups.get(GROUP)?.rules ??
    [];
  expect(first?.domains.is).toBe('unknown');
});

it('is in doubt while a rule may be in any group', () => {
  const lost = { ...rule(50, 'ALLOW', 'all'), firewall_rule_group_id: notKnown('a variable') };
  expect(
    graphOf({ 'aws_route53_resolver_firewall_rule.m': lost }).dnsFirewallRuleGroups.get(GROUP)?.doubt,
  ).toContain('a variable');
});

it('is applied to VPCs by associations, with a configuration that says what happens in a failure', () => {
  const graph = graphOf({
    'aws_route53_resolver_firewall_rule_group_association.x': {
      firewall_rule_group_id: ref(GROUP, 'id'),
      vpc_id: ref('aws_vpc.v.id'),
      priority: 101,
    },
    'aws_route53_resolver_firewall_config.c': {
      resource_id: ref('aws_vpc.v.id'),
      firewall_fail_open: 'ENABLED',
    },
  });
  expect([...graph.dnsFirewallAssociations.values()]).toMatchObject([
    { vpc: { value: 'aws_vpc.v' }, ruleGroup: { value: GROUP }, priority: { value: 101 } },
  ]);
  expect(graph.dnsFirewallConfigs).toMatchObject([
    { vpc: { value: 'aws_vpc.v' }, failsOpen: { value: true } },
  ]);
});
