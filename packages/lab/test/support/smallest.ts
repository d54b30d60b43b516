import type { EgressPolicy, EgressRule } from '@inspected-egress/policy';

/** The policy with as little as still fails: no rule, destination, application or source of it can be left out. */
export function smallest(policy: EgressPolicy, fails: (policy: EgressPolicy) => boolean): EgressPolicy {
  const next = smaller(policy).find(fails);
  return next === undefined ? policy : smallest(next, fails);
}

function smaller(policy: EgressPolicy): readonly EgressPolicy[] {
  const { rules } = policy;
  const withRule = (index: number, rule: EgressRule): EgressPolicy => ({
    ...policy,
    rules: rules.map((one, place) => (place === index ? rule : one)),
  });
  const fewer =
    rules.length === 1 ? [] : rules.map((_, index) => ({ ...policy, rules: without(rules, index) }));
  return [...fewer, ...rules.flatMap((rule, index) => smallerRules(rule).map((one) => withRule(index, one)))];
}

function smallerRules(rule: EgressRule): readonly EgressRule[] {
  const { sources, expires, ...rest } = rule;
  return [
    ...(sources === undefined ? [] : [{ ...rest, ...(expires === undefined ? {} : { expires }) }]),
    ...(expires === undefined ? [] : [{ ...rest, ...(sources === undefined ? {} : { sources }) }]),
    ...shorter(rule.sources ?? []).map((one) => ({ ...rule, sources: one })),
    ...shorter(rule.destinations).map((one) => ({ ...rule, destinations: one })),
    ...shorter(rule.applications).map((one) => ({ ...rule, applications: one })),
  ];
}

function shorter<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length < 2 ? [] : items.map((_, index) => without(items, index));
}

function without<T>(items: readonly T[], index: number): readonly T[] {
  return items.filter((_, place) => place !== index);
}
