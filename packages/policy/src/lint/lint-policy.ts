import { quote, throwProblems } from '@inspected-egress/problem';
import { isCalendarDate } from '../calendar-date';
import * as errors from '../errors';
import { isExpired, type EvaluateOptions } from '../evaluate';
import type { Destination, EgressPolicy } from '../model';
import { findPolicyProblems } from '../read/parse-policy';
import { findOrderRemarks } from './order-remarks';
import * as remarks from './remarks';
import type { LintRemark } from './remarks';
import { findWidthRemarks } from './width-remarks';

/**
 * What a reviewer should know about a valid policy, POL201 to POL214: rules that never decide, rules that permit more
 * than their purpose, and what trust in claimed names means. An expired rule is reported as such and not otherwise.
 * @throws PlanError POL1xx when the policy is not valid
 */
export function lintPolicy(policy: EgressPolicy, { today }: EvaluateOptions): LintRemark[] {
  throwProblems(`egress policy ${quote(policy.name)}`, [
    ...findPolicyProblems(policy),
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
  ]);
  const held = new Set(policy.rules.filter((rule) => !isExpired(rule, today)).map(({ id }) => id));
  const isHeld = (id: string) => held.has(id);
  return [
    ...(policy.mode === 'monitor' ? [remarks.monitorMode()] : []),
    ...policy.rules.flatMap(({ id, expires }, index) =>
      expires === undefined || isHeld(id)
        ? []
        : [remarks.expired({ path: `rules[${index}].expires`, rule: id }, expires, today)],
    ),
    ...findOrderRemarks(policy, isHeld),
    ...findWidthRemarks(policy, isHeld),
    ...findUnused(policy),
  ];
}

function findUnused({ groups = {}, sets = {}, rules }: EgressPolicy): LintRemark[] {
  const usedGroups = new Set(
    rules.flatMap(({ sources = [] }) => sources.flatMap((one) => ('group' in one ? [one.group] : []))),
  );
  const usedSets = new Set<string>();
  const use = (destinations: readonly Destination[]) => {
    for (const one of destinations) {
      if (!('set' in one) || usedSets.has(one.set)) continue;
      usedSets.add(one.set);
      use(sets[one.set] ?? []);
    }
  };
  for (const { destinations } of rules) use(destinations);
  return [
    ...Object.keys(groups)
      .filter((name) => !usedGroups.has(name))
      .map((name) => remarks.unused(`groups.${name}`, 'group', name)),
    ...Object.keys(sets)
      .filter((name) => !usedSets.has(name))
      .map((name) => remarks.unused(`sets.${name}`, 'set', name)),
  ];
}
