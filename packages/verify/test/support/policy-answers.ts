import { formatCidrBlock } from '@inspected-egress/cidr';
import type { FirewallPolicy } from '../../src/graph/firewall-policy';
import type { FirewallRuleGroup } from '../../src/graph/firewall-rule-group';
import type { Key } from '../../src/graph/key';
import { valueOf } from '../../src/graph/known';
import type { VpcGraph } from '../../src/graph/vpc-graph';

const ARN = 'arn:aws:network-firewall:us-east-1:123456789012:';
const nameOf = (key: Key) => key.replace(/\W+/g, '-');

export const policyArn = (key: Key) => `${ARN}firewall-policy/${nameOf(key)}`;
const groupArn = (key: Key) => `${ARN}stateful-rulegroup/${nameOf(key)}`;

/** What AWS tells of the policies of a graph and of their groups of rules as text, by the name of a file. */
export function policyAnswers(graph: VpcGraph): Record<string, Record<string, unknown>> {
  return Object.fromEntries([
    ...[...graph.firewallPolicies.values()].map((node) => [
      `describe-policy-${nameOf(node.key)}`,
      toPolicy(node),
    ]),
    ...[...graph.firewallRuleGroups.values()].map((node) => [
      `describe-group-${nameOf(node.key)}`,
      toGroup(node),
    ]),
  ]) as Record<string, Record<string, unknown>>;
}

function toPolicy(policy: FirewallPolicy) {
  const home = valueOf(valueOf(policy.ipSets)?.get('HOME_NET'));
  const definition = home?.map((placed) => (placed.kind === 'block' ? formatCidrBlock(placed.block) : ''));
  return {
    UpdateToken: 'token',
    FirewallPolicyResponse: {
      FirewallPolicyName: nameOf(policy.key),
      FirewallPolicyArn: policyArn(policy.key),
    },
    FirewallPolicy: {
      StatelessDefaultActions: valueOf(policy.statelessDefaultActions),
      StatelessFragmentDefaultActions: valueOf(policy.statelessFragmentDefaultActions),
      StatefulDefaultActions: valueOf(policy.statefulDefaultActions),
      StatefulEngineOptions: { RuleOrder: valueOf(policy.ruleOrder) },
      StatefulRuleGroupReferences: policy.ruleGroups.map(({ ruleGroup, priority }) => ({
        ResourceArn: groupArn(valueOf(ruleGroup) ?? ''),
        Priority: valueOf(priority),
      })),
      ...(definition === undefined
        ? {}
        : { PolicyVariables: { RuleVariables: { HOME_NET: { Definition: definition } } } }),
    },
  };
}

function toGroup(group: FirewallRuleGroup) {
  return {
    UpdateToken: 'token',
    RuleGroupResponse: {
      RuleGroupName: nameOf(group.key),
      RuleGroupArn: groupArn(group.key),
      Type: valueOf(group.type),
      Capacity: valueOf(group.capacity),
    },
    RuleGroup: {
      RulesSource: { RulesString: valueOf(group.rulesText) },
      StatefulRuleOptions: { RuleOrder: valueOf(group.ruleOrder) },
    },
  };
}
