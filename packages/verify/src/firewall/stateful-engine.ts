import type { FirewallPolicy, FirewallRuleGroupUse } from '../graph/firewall-policy';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { readDefaultAction, type DefaultFamily } from './default-actions';
import { opaque, rulesOfGroup, type RuleStep } from './group-rules';
import { RULE_ACTIONS } from './rule/suricata-rule';

/** What no rule decided: a family that drops, nothing, or nobody knows. */
export type StatefulDefault =
  | { readonly is: 'drop'; readonly family: DefaultFamily; readonly isLogged: boolean }
  | { readonly is: 'pass' }
  | { readonly is: 'unknown'; readonly because: string };

/** The stateful part of a firewall policy, read. */
export interface StatefulEngine {
  readonly order: 'strict' | 'action';
  /** In the order in which they are tried. */
  readonly steps: readonly RuleStep[];
  /** Why the order may be another. */
  readonly orderDoubt?: string;
  readonly fallback: StatefulDefault;
}

/** @param vpc - of the firewall, whose blocks are `HOME_NET` when the policy does not say */
export function readStatefulEngine(graph: VpcGraph, policy: FirewallPolicy, vpc: Known<Key>): StatefulEngine {
  if (policy.ruleOrder.is === 'unknown') {
    const because = `the rule order is not known: ${policy.ruleOrder.reason}`;
    return {
      order: 'strict',
      steps: [opaque(`\`${policy.key}\``, undefined, because)],
      fallback: { is: 'unknown', because },
    };
  }
  const order = policy.ruleOrder.value === 'STRICT_ORDER' ? 'strict' : 'action';
  const uses = policy.ruleGroups.filter(({ kind }) => kind === 'stateful');
  const context = { graph, policy, vpc, isStrict: order === 'strict' };
  const declared = (order === 'strict' ? [...uses].sort(byPriority) : uses).flatMap((use) =>
    rulesOfGroup(context, use),
  );
  const orderDoubt = doubtOfOrder(uses, order);
  return {
    order,
    steps: order === 'strict' ? declared : [...declared].sort(byAction),
    ...(orderDoubt !== undefined && { orderDoubt }),
    fallback: readFallback(policy, order),
  };
}

function byPriority(a: FirewallRuleGroupUse, b: FirewallRuleGroupUse): number {
  return (valueOf(a.priority) ?? 0) - (valueOf(b.priority) ?? 0);
}

/** What may pass is tried first, as every pass is. */
function byAction(a: RuleStep, b: RuleStep): number {
  const place = (step: RuleStep) =>
    Math.min(
      ...(step.kind === 'rule' ? [step.action] : step.actions).map((one) => RULE_ACTIONS.indexOf(one)),
    );
  return place(a) - place(b);
}

function doubtOfOrder(uses: readonly FirewallRuleGroupUse[], order: 'strict' | 'action'): string | undefined {
  if (order === 'action' || uses.length < 2) return undefined;
  const priorities = uses.map(({ priority }) => valueOf(priority));
  if (priorities.includes(undefined)) return 'the priority of a rule group is not known';
  return new Set(priorities).size < priorities.length ? 'two rule groups have one priority' : undefined;
}

function readFallback(
  { statefulDefaultActions: said }: FirewallPolicy,
  order: 'strict' | 'action',
): StatefulDefault {
  if (said.is === 'unknown')
    return { is: 'unknown', because: `the stateful default actions are not known: ${said.reason}` };
  // They are of strict order alone.
  if (order === 'action') return { is: 'pass' };
  const actions = said.value.map(readDefaultAction);
  const drops = actions.flatMap((action) => (action?.verb === 'drop' ? [action.family] : []));
  const [family, ...others] = drops;
  if (actions.includes(undefined) || others.length > 0)
    return { is: 'unknown', because: 'AWS refuses the stateful default actions' };
  if (family === undefined) return { is: 'pass' };
  const isLogged = actions.some((action) => action?.verb === 'alert' && action.family === family);
  return { is: 'drop', family, isLogged };
}
