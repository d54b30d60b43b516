import type { FirewallPolicy } from '../../graph/firewall-policy';
import type { FirewallRuleGroup } from '../../graph/firewall-rule-group';
import type { Key } from '../../graph/key';
import { unknown, valueOf, type Known } from '../../graph/known';
import type { Side } from '../side';
import { canonical, isKnown, type Canonical } from './canonical';
import { ruleStatements } from './rule-statements';
import { aspectOf, type Aspect, type Statement, type Subject } from './subject';
import { without } from './without';

/** Firewalls with the policies that they enforce; then policies and rule groups that nothing of the input uses. */
export function firewallSubjects(side: Side): readonly Subject[] {
  const { firewalls, firewallPolicies, firewallRuleGroups } = side.graph;
  const policies = new Set([...firewalls.values()].map(({ policy }) => valueOf(policy)));
  const groups = new Set(
    [...firewallPolicies.values()].flatMap(({ ruleGroups }) =>
      ruleGroups.map((use) => valueOf(use.ruleGroup)),
    ),
  );
  return [
    ...[...firewalls.values()].map(
      (node): Subject => ({
        ...node,
        name: side.nameOf('firewall', node.key),
        scope: `firewall of ${side.nameOf('vpc', node.vpc) ?? 'a VPC'}`,
        aspects: policyAspects(side, node.policy),
      }),
    ),
    ...[...firewallPolicies.values()]
      .filter(({ key }) => !policies.has(key))
      .map(
        (node): Subject => ({
          ...node,
          name: side.nameOf('firewall-policy', node.key),
          scope: 'policy',
          aspects: aspectsOf(side, node),
        }),
      ),
    ...[...firewallRuleGroups.values()]
      .filter(({ key }) => !groups.has(key))
      .map(
        (node): Subject => ({
          ...node,
          name: side.nameOf('firewall-rule-group', node.key),
          scope: 'rule group',
          aspects: [rulesAspect(side, 'rules', [node], valueOf(node.ruleOrder) === STRICT)],
        }),
      ),
  ];
}

const STRICT = 'STRICT_ORDER'; // Network Firewall API "StatefulEngineOptions", 2026-11
const SEPARATE = new Set(['key', 'constructPath', 'id', 'isDeclared', 'ruleGroups']);

function policyAspects(side: Side, policy: Known<Key>): readonly Aspect[] {
  const node = policy.is === 'known' ? side.graph.firewallPolicies.get(policy.value) : undefined;
  if (node !== undefined) return aspectsOf(side, node);
  const reason = policy.is === 'known' ? `\`${policy.value}\` is not in the input` : policy.reason;
  return [aspectOf('policy', [], { doubts: canonical(side, unknown(reason)).doubts })];
}

/** Every field of a policy is an aspect; its rule groups are told by what they hold. */
function aspectsOf(side: Side, policy: FirewallPolicy): readonly Aspect[] {
  const fields = Object.entries(policy).filter(([name]) => !SEPARATE.has(name));
  const isStrict = valueOf(policy.ruleOrder) === STRICT;
  return [
    ...fields.map(([name, fact]) => factAspect(side, wordsOf(name), fact)),
    groupsAspect(side, policy, 'stateful', isStrict),
    groupsAspect(side, policy, 'stateless', true),
  ];
}

/** A list in no order is a statement for each of its members. */
function factAspect(side: Side, aspect: string, fact: unknown): Aspect {
  const value = typeof fact === 'object' && fact !== null && 'value' in fact ? fact.value : fact;
  const members: readonly unknown[] = Array.isArray(value)
    ? value
    : value instanceof Map
      ? [...value].map((entry) => new Map([entry]))
      : [fact];
  const texts = members.map((one) => canonical(side, one));
  return aspectOf(aspect, isUnknown(fact) ? [] : texts.map(withoutDoubts), {
    doubts: texts.flatMap(({ doubts }) => doubts),
  });
}

function groupsAspect(
  side: Side,
  { ruleGroups }: FirewallPolicy,
  kind: 'stateful' | 'stateless',
  isOrdered: boolean,
): Aspect {
  const uses = ruleGroups.filter((use) => use.kind === kind);
  const inOrder = [...uses].sort((a, b) => (valueOf(a.priority) ?? 0) - (valueOf(b.priority) ?? 0));
  const doubts: string[] = [];
  const groups = inOrder.flatMap(({ ruleGroup, priority }) => {
    if (isOrdered && priority?.is === 'unknown') doubts.push(`the order of groups: ${priority.reason}`);
    const node = ruleGroup.is === 'known' ? side.graph.firewallRuleGroups.get(ruleGroup.value) : undefined;
    if (node !== undefined) return [node];
    doubts.push(ruleGroup.is === 'known' ? `the rules of \`${ruleGroup.value}\`` : ruleGroup.reason);
    return [];
  });
  const { statements, doubts: ofRules } = rulesAspect(side, '', groups, isOrdered);
  const overrides = inOrder.flatMap((use) => overrideOf(side, use));
  const texts = doubts.flatMap((one) => canonical(side, unknown(one)).doubts);
  return aspectOf(`${kind} rules`, [...statements, ...overrides.map(withoutDoubts)], {
    isOrdered,
    doubts: [...texts, ...ofRules, ...overrides.flatMap((one) => one.doubts)],
  });
}

/** What a policy says of a group beside its place. */
function overrideOf(side: Side, use: FirewallPolicy['ruleGroups'][number]): readonly Canonical[] {
  const others = without({ ...use }, 'kind', 'ruleGroup', 'priority');
  if (Object.keys(others).length === 0) return [];
  const said = canonical(side, others);
  return [{ ...said, shown: `${said.shown} for ${canonical(side, use.ruleGroup).shown}` }];
}

function rulesAspect(
  side: Side,
  aspect: string,
  groups: readonly FirewallRuleGroup[],
  isOrdered: boolean,
): Aspect {
  const rules = groups.flatMap((group) => ruleStatements(side, group));
  return aspectOf(aspect, rules.map(withoutDoubts), {
    isOrdered,
    doubts: rules.flatMap(({ doubts }) => doubts),
  });
}

function isUnknown(fact: unknown): boolean {
  return typeof fact === 'object' && fact !== null && isKnown(fact) && fact.is === 'unknown';
}

function withoutDoubts({ text, shown }: Statement): Statement {
  return { text, shown };
}

/** `statefulDefaultActions` as `stateful default actions`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
