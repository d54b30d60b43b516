import type { FirewallPolicy, FirewallRuleGroupUse } from '../graph/firewall-policy';
import type { FirewallRuleGroup } from '../graph/firewall-rule-group';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { generateRules } from './domain-list';
import { prepareRule, type FirewallRule, type RuleNames } from './firewall-rule';
import { ruleText } from './five-tuple';
import type { OpaqueRules } from './opaque-rules';
import { ruleLines } from './rule/rule-lines';
import { parseRule, RULE_ACTIONS, type RuleAction, type SuricataRule } from './rule/suricata-rule';
import { ruleNames } from './rule-names';

/** Rules that are tried one after the other, as far as they can be read. */
export type RuleStep = FirewallRule | OpaqueRules;

interface GroupContext {
  readonly graph: VpcGraph;
  readonly policy: FirewallPolicy;
  /** Of the firewall. */
  readonly vpc: Known<Key>;
  readonly isStrict: boolean;
}

const MANAGED = /:aws-managed:stateful-rulegroup\/([\w-]+)$/;
const EVERY_ACTION: readonly RuleAction[] = ['pass', 'drop', 'reject'];

/** The rules of one group, in their order. */
export function rulesOfGroup(
  context: GroupContext,
  { ruleGroup, override }: FirewallRuleGroupUse,
): readonly RuleStep[] {
  if (ruleGroup.is === 'unknown') {
    const because = `which rule group it is, is not known: ${ruleGroup.reason}`;
    return [opaque('a rule group', undefined, because)];
  }
  const key = ruleGroup.value;
  const managed = MANAGED.exec(key)?.[1];
  if (managed !== undefined) return rulesOfAws(managed, key, override);
  const group = context.graph.firewallRuleGroups.get(key);
  if (group === undefined) return [opaque(`\`${key}\``, key, 'its rules are not in the input')];
  return override === undefined ? rulesIn(context, key, group) : rulesIn(context, key, group).map(asAlert);
}

/** Managed groups drop, reject and alert; what is in them AWS changes by the day. */
function rulesOfAws(
  name: string,
  group: Key,
  override: FirewallRuleGroupUse['override'],
): readonly RuleStep[] {
  if (override?.is === 'known' && override.value === 'DROP_TO_ALERT') return [];
  const because = 'AWS keeps its rules, and does not show them';
  return [{ ...opaque(`\`${name}\``, group, because), actions: ['drop', 'reject'], isManaged: true }];
}

/** What AWS does to the actions of a group with `DROP_TO_ALERT`. */
function asAlert(step: RuleStep): RuleStep {
  if (step.kind === 'rule') return step.action === 'drop' ? { ...step, action: 'alert' } : step;
  return step;
}

function rulesIn(context: GroupContext, key: Key, group: FirewallRuleGroup): readonly RuleStep[] {
  const names = ruleNames(context.graph, context.policy, context.vpc, group);
  const read = (text: string, place: string) =>
    readOne(context.graph, names, text, `\`${key}\` ${place}`, key);
  const whole = (because: string) => [opaque(`\`${key}\``, key, because)];
  const { rulesText, domainList, statefulRules } = group;
  if (rulesText !== undefined) {
    if (rulesText.is === 'unknown') return whole(`its rules are not known: ${rulesText.reason}`);
    return ruleLines(rulesText.value).flatMap(({ number, text }) => read(text, `line ${number}`));
  }
  if (domainList !== undefined) {
    if (domainList.is === 'unknown') return whole(`its domain list is not known: ${domainList.reason}`);
    const rules = generateRules(domainList.value, context.isStrict);
    if (typeof rules === 'string') return whole(rules);
    return rules.flatMap(({ target, text }) =>
      read(text, target === undefined ? 'for what is not listed' : `target ${target}`),
    );
  }
  if (statefulRules === undefined) return [];
  if (statefulRules.is === 'unknown') return whole(`its rules are not known: ${statefulRules.reason}`);
  return statefulRules.value.flatMap((rule, index) => {
    const text = ruleText(rule);
    const place = `rule ${index + 1}`;
    if (text.is === 'known') return read(text.value, place);
    const action = RULE_ACTIONS.find((one) => valueOf(rule.action)?.toLowerCase() === one);
    return [{ ...opaque(`\`${key}\` ${place}`, key, text.reason), ...(action && { actions: [action] }) }];
  });
}

function readOne(
  graph: VpcGraph,
  names: RuleNames,
  text: string,
  origin: string,
  group: Key,
): readonly RuleStep[] {
  const rule = parseRule(text);
  if (!('unreadable' in rule)) {
    const said = messageOf(rule);
    const told = said === undefined ? origin : `${origin} (${said})`;
    return [prepareRule(graph, rule, names, { origin: told, group })];
  }
  const { action, unreadable } = rule;
  return [{ ...opaque(origin, group, unreadable), ...(action && { actions: [action] }) }];
}

/** What a rule writes to the log, where it is plain text and short. */
function messageOf({ options }: SuricataRule): string | undefined {
  const value = options.find(({ keyword }) => keyword === 'msg')?.value ?? '';
  return /^"([\w .,:/-]{1,60})"$/.exec(value)?.[1];
}

export function opaque(origin: string, group: Key | undefined, because: string): OpaqueRules {
  return { kind: 'opaque', origin, group, actions: EVERY_ACTION, isManaged: false, because };
}
