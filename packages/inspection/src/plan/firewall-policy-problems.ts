import type { Problem } from '@inspected-egress/problem';
import {
  capacityOutOfRange,
  capacitySum,
  capacityTooSmall,
  modeUnknown,
  nameUnusable,
  ruleGroupCount,
  ruleGroupNameTaken,
  rulesEmpty,
  rulesTooLarge,
  sidTaken,
  streamException,
  tcpIdleTimeout,
} from '../errors';
import {
  MAX_RULES_STRING_BYTES,
  MAX_STATEFUL_CAPACITY,
  MAX_STATEFUL_RULE_GROUPS,
  RESOURCE_NAME,
  TCP_IDLE_TIMEOUT_SECONDS,
} from '../limits';
import { findDefaultActionsProblems } from './default-actions';
import {
  capacityOf,
  defaultActionsOf,
  ruleGroupName,
  type FirewallPolicyContext,
  type FirewallRules,
} from './firewall-policy';
import { findManagedRuleGroupProblems } from './managed-rule-groups';
import type { RuleGroup } from './rule-group';
import { checkRule, underGroup, underRules, type RuleSurroundings } from './rule-problems';
import { findReferenceProblems } from './reference-problems';
import { ruleLines } from './suricata-rule';
import { findVariableSetProblems, variablesInScope } from './variable-problems';

/** Everything that is wrong with the rules of a policy; the provider accepts nearly all of it and AWS does not. */
export function findFirewallRulesProblems(
  rules: FirewallRules,
  context: FirewallPolicyContext,
): readonly Problem[] {
  const { ruleGroups, managedRuleGroups = [] } = rules;
  const count = ruleGroups.length + managedRuleGroups.length;
  return [
    ...(count < 1 || count > MAX_STATEFUL_RULE_GROUPS ? [ruleGroupCount(count)] : []),
    ...findManagedRuleGroupProblems(managedRuleGroups, context.zones ?? []),
    ...findEngineOptionsProblems(rules),
    ...findDefaultActionsProblems(rules.defaultActions ?? defaultActionsOf(rules), rules.mode),
    ...ruleGroups.flatMap((group, index) => findGroupProblems(rules, index, group, context)),
    ...findRuleTextProblems(rules, context),
    ...findCapacitySumProblems(rules),
  ];
}

function findEngineOptionsProblems({
  mode,
  streamExceptionPolicy,
  tcpIdleTimeoutSeconds,
}: FirewallRules): readonly Problem[] {
  const { min, max, default: usual } = TCP_IDLE_TIMEOUT_SECONDS;
  const seconds = tcpIdleTimeoutSeconds ?? usual;
  const policy: string = streamExceptionPolicy ?? 'REJECT';
  const known: readonly (string | undefined)[] = [undefined, 'enforce', 'monitor'];
  return [
    ...(known.includes(mode) ? [] : [modeUnknown(String(mode))]),
    ...(['DROP', 'CONTINUE', 'REJECT'].includes(policy) ? [] : [streamException(policy)]),
    ...(Number.isInteger(seconds) && seconds >= min && seconds <= max ? [] : [tcpIdleTimeout(seconds)]),
  ];
}

/** What one group says about itself, its rules apart. */
function findGroupProblems(
  { ruleGroups }: FirewallRules,
  index: number,
  group: RuleGroup,
  context: FirewallPolicyContext,
): readonly Problem[] {
  const { name, rules, capacity } = group;
  const count = ruleLines(rules).length;
  const bytes = Buffer.byteLength(rules);
  const first = ruleGroups.findIndex((other) => other.name === name);
  const planned = capacityOf(group);
  // A firewall name that is itself refused, or a token, says nothing about the group.
  const joined = RESOURCE_NAME.test(context.name) && isCapacity(planned);
  const fullName = joined ? ruleGroupName(context.name, group) : name;
  return [
    ...(RESOURCE_NAME.test(name) && RESOURCE_NAME.test(fullName) ? [] : [nameUnusable('name', name)]),
    ...(first < index ? [ruleGroupNameTaken('name', name, first)] : []),
    ...(count === 0 ? [rulesEmpty('rules')] : []),
    ...(bytes > MAX_RULES_STRING_BYTES ? [rulesTooLarge('rules', bytes)] : []),
    ...(capacity !== undefined && !isCapacity(capacity) ? [capacityOutOfRange('capacity', capacity)] : []),
    ...(isCapacity(planned) && planned < count ? [capacityTooSmall('capacity', planned, count)] : []),
    ...findVariableSetProblems(group, context.homeNet),
    ...findReferenceProblems(group, context.zones ?? []),
  ].map((problem) => underGroup(index, problem));
}

/** What the rules say, line by line; sids are compared over the whole policy. */
function findRuleTextProblems(rules: FirewallRules, { homeNet }: FirewallPolicyContext): readonly Problem[] {
  const actions: readonly string[] = rules.defaultActions ?? [];
  const dropsHandshake = actions.includes('aws:drop_strict');
  const places = new Map<string, string>();
  return rules.ruleGroups.flatMap((group, index) => {
    const surroundings: RuleSurroundings = {
      variables: variablesInScope(group, homeNet),
      references: Object.keys(group.ipSetReferences ?? {}),
      dropsHandshake,
    };
    const problems = ruleLines(group.rules).flatMap((line) => {
      const checked = checkRule(line, surroundings);
      if (checked.sid === undefined) return checked.problems;
      const first = places.get(checked.sid);
      if (first !== undefined)
        return [...checked.problems, sidTaken(`line ${line.number}`, checked.sid, first)];
      places.set(checked.sid, `\`ruleGroups[${index}].rules\` line ${line.number}`);
      return checked.problems;
    });
    return underRules(`ruleGroups[${index}].rules`, problems);
  });
}

/** AWS counts what groups can hold, not what they hold. */
function findCapacitySumProblems({ ruleGroups, managedRuleGroups = [] }: FirewallRules): readonly Problem[] {
  const managed = managedRuleGroups.flatMap(({ capacity }) => capacity ?? []);
  const capacities = [...managed, ...ruleGroups.map(capacityOf)];
  const sum = capacities.reduce((total, capacity) => total + capacity, 0);
  return capacities.every(isCapacity) && sum > MAX_STATEFUL_CAPACITY ? [capacitySum(capacities)] : [];
}

function isCapacity(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_STATEFUL_CAPACITY;
}
