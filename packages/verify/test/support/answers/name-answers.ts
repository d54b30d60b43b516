import { valueOf } from '../../../src/graph/known';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { list, type Answers } from './answers';
import { idOf, plain } from './aws-ids';

/** DNS Firewall. */
export function nameAnswers(graph: VpcGraph): Answers {
  const answers: Answers = {};
  list(
    answers,
    'list-firewall-rule-group-associations',
    'FirewallRuleGroupAssociations',
    graph.dnsFirewallAssociations,
    ({ key, vpc, ruleGroup, priority }) => ({
      Id: `rslvr-frgassoc-${plain(key)}`,
      FirewallRuleGroupId: idOf('rslvr-frg-', valueOf(ruleGroup) ?? ''),
      VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
      Priority: valueOf(priority),
      Status: 'COMPLETE',
    }),
  );
  for (const { key, rules } of graph.dnsFirewallRuleGroups.values()) {
    const group = idOf('rslvr-frg-', key);
    answers[`get-firewall-rule-group-${plain(key)}`] = {
      FirewallRuleGroup: { Id: group, Name: plain(key), RuleCount: rules.length, Status: 'COMPLETE' },
    };
    answers[`list-firewall-rules-${plain(key)}`] = {
      FirewallRules: rules.map(({ priority, action }, index) => ({
        FirewallRuleGroupId: group,
        FirewallDomainListId: `rslvr-fdl-${plain(key)}${index}`,
        Name: `rule ${index}`,
        Priority: valueOf(priority),
        Action: valueOf(action),
      })),
    };
    for (const [index, { domains }] of rules.entries())
      if (domains.is === 'known')
        answers[`domains-rslvr-fdl-${plain(key)}${index}`] = {
          Domains: domains.value.map((one) => `${one}.`),
        };
  }
  answers['list-firewall-configs'] = { FirewallConfigs: [] };
  return answers;
}
