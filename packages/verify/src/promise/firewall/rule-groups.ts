import type { FirewallRuleGroupUse } from '../../graph/firewall-policy';
import { valueOf } from '../../graph/known';
import type { VpcGraph } from '../../graph/vpc-graph';
import type { FirewallPolicy } from '../../graph/firewall-policy';
import * as remarks from '../firewall-findings';
import { MOST_CAPACITY, MOST_RULE_GROUPS } from './limits';
import { undecided, violated, type PolicyRemark } from './policy-remark';

/** Whether AWS takes the rule groups of a policy together; Terraform takes them all. */
export function judgeRuleGroups(graph: VpcGraph, policy: FirewallPolicy): readonly PolicyRemark[] {
  const of = (kind: FirewallRuleGroupUse['kind']) => policy.ruleGroups.filter((use) => use.kind === kind);
  return [
    ...of('stateful').flatMap((use) => judgeOrder(graph, policy, use)),
    ...(['stateful', 'stateless'] as const).flatMap((kind) => [
      ...judgePriorities(policy, kind, of(kind)),
      ...judgeSizes(graph, kind, of(kind)),
    ]),
  ];
}

const refuse = (because: string, remedy: string) => violated(remarks.groupsRefused(because, remedy));

/** The order of a group, by what it says or by the name that AWS gave it; action order where nothing is said. */
function judgeOrder(
  graph: VpcGraph,
  { ruleOrder }: FirewallPolicy,
  { ruleGroup }: FirewallRuleGroupUse,
): readonly PolicyRemark[] {
  const key = valueOf(ruleGroup);
  if (key === undefined) return [];
  const managed = /:aws-managed:stateful-rulegroup\/\w*?(Strict|Action)Order$/.exec(key)?.[1];
  const group = graph.firewallRuleGroups.get(key);
  if (group === undefined && managed === undefined) return [];
  const said = group?.ruleOrder;
  const wanted = valueOf(ruleOrder);
  if (said?.is === 'unknown')
    return [undecided(`the rule order of \`${key}\` is that of the policy`, { because: said.reason })];
  if (wanted === undefined) return [];
  const own = managed === undefined ? (said?.value ?? 'DEFAULT_ACTION_ORDER') : MANAGED_ORDER[managed];
  if (own === wanted) return [];
  return [
    refuse(
      `\`${key}\` is in \`${own ?? ''}\` and the policy in \`${wanted}\`, and AWS refuses to use the one in the other`,
      managed === undefined
        ? `make the group with \`rule_order = "${wanted}"\``
        : `use the group whose name ends in \`${wanted === 'STRICT_ORDER' ? 'StrictOrder' : 'ActionOrder'}\``,
    ),
  ];
}

const MANAGED_ORDER: Readonly<Record<string, string>> = {
  Strict: 'STRICT_ORDER',
  Action: 'DEFAULT_ACTION_ORDER',
};

function judgePriorities(
  { ruleOrder }: FirewallPolicy,
  kind: FirewallRuleGroupUse['kind'],
  uses: readonly FirewallRuleGroupUse[],
): readonly PolicyRemark[] {
  if (kind === 'stateful' && valueOf(ruleOrder) === 'DEFAULT_ACTION_ORDER') return [];
  const name = (use: FirewallRuleGroupUse | undefined) => `\`${valueOf(use?.ruleGroup) ?? 'a rule group'}\``;
  const missing = uses.find(({ priority, ruleGroup }) => priority === undefined && ruleGroup.is === 'known');
  if (missing !== undefined)
    return [
      refuse(
        `${name(missing)} has no priority, which strict order asks for`,
        'give each rule group a priority of its own',
      ),
    ];
  const hidden = uses.find(({ priority }) => priority?.is === 'unknown')?.priority;
  const seen = new Map<number, FirewallRuleGroupUse>();
  for (const use of uses) {
    const priority = valueOf(use.priority);
    if (priority === undefined) continue;
    const other = seen.get(priority);
    if (other !== undefined)
      return [
        refuse(
          `${name(other)} and ${name(use)} have the same priority, ${priority}`,
          'give each rule group a priority of its own',
        ),
      ];
    seen.set(priority, use);
  }
  if (hidden?.is !== 'unknown' || uses.length < 2) return [];
  return [undecided(`every ${kind} rule group has a priority of its own`, { because: hidden.reason })];
}

function judgeSizes(
  graph: VpcGraph,
  kind: FirewallRuleGroupUse['kind'],
  uses: readonly FirewallRuleGroupUse[],
): readonly PolicyRemark[] {
  const capacities = uses.map(({ ruleGroup }) => {
    const key = valueOf(ruleGroup) ?? '';
    return { key, capacity: valueOf(graph.firewallRuleGroups.get(key)?.capacity) ?? 0 };
  });
  const sum = capacities.reduce((total, { capacity }) => total + capacity, 0);
  return [
    ...(uses.length > MOST_RULE_GROUPS
      ? [
          refuse(
            `the policy has ${uses.length} ${kind} rule groups, and AWS takes ${MOST_RULE_GROUPS}`,
            'put rules together into fewer groups',
          ),
        ]
      : []),
    ...(sum > MOST_CAPACITY
      ? [
          refuse(
            `the ${kind} rule groups have a capacity of ${sum} together, and AWS takes ${MOST_CAPACITY}`,
            'make groups no larger than their rules need',
          ),
        ]
      : []),
  ];
}
