import { quote } from '@inspected-egress/problem';
import * as errors from './errors';
import type { NameVerdict } from './judge-name';
import type { PreparedRule, ReadFlow } from './match-rule';
import { FACTS, missingFacts, NO, YES, type Fact, type Truth } from './truth';

/** What is to become of a flow, before the mode of the policy is asked. */
export interface Decision {
  /** Several when it is not determined. */
  readonly actions: ReadonlySet<'pass' | 'drop' | 'reject'>;
  readonly rule?: string;
  readonly alerts: readonly string[];
  readonly missing: readonly Fact[];
  readonly because: string;
}

/** A rule that may decide, or the default when there is no rule. */
interface Candidate {
  readonly action: 'pass' | 'drop' | 'reject';
  readonly id?: string;
  readonly truth: Truth;
}

export function decideFlow(rules: readonly PreparedRule[], flow: ReadFlow): Decision {
  const alerts: string[] = [];
  const candidates: Candidate[] = [];
  let isCertain = true;
  for (const { rule, match } of rules) {
    const truth = match(flow);
    if (truth === NO) continue;
    if (rule.action === 'alert') {
      if (truth === YES && isCertain) alerts.push(rule.id);
      continue;
    }
    candidates.push({ action: rule.action, id: rule.id, truth });
    if (truth === YES) break;
    isCertain = false;
  }
  if (candidates.at(-1)?.truth !== YES) candidates.push({ action: 'drop', truth: YES });
  const missing = missingFacts(candidates.reduce((all, { truth }) => all | (truth === YES ? NO : truth), NO));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  return {
    actions: new Set(candidates.map(({ action }) => action)),
    ...(only?.id === undefined ? {} : { rule: only.id }),
    alerts,
    missing,
    because: explain(candidates, missing),
  };
}

function explain(candidates: readonly Candidate[], missing: readonly Fact[]): string {
  const [first] = candidates;
  if (candidates.length === 1) {
    return first?.id === undefined
      ? 'no rule matches, and the default is drop'
      : `rule ${quote(first.id)} says ${first.action}`;
  }
  const choices = candidates.map(({ id, action }) =>
    id === undefined ? 'the default says drop' : `${quote(id)} says ${action}`,
  );
  return `${choices.join(', ')}: which one decides depends on ${missing.join(' and ')}, not known of the flow`;
}

/** A resolver has no reject: a name that is not to be resolved is dropped. */
export function decideQuery({ passes, rule, passing, alerts }: NameVerdict): Decision {
  const missing = missingFacts(passes === YES ? NO : passes);
  const decided = { ...(rule === undefined ? {} : { rule: rule.id }), alerts: alerts.map(({ id }) => id) };
  const by = rule === undefined ? '' : `rule ${quote(rule.id)} says ${rule.action}: `;
  if (passes === YES)
    return { actions: new Set(['pass']), ...decided, missing, because: `${by}a flow with the name passes` };
  if (passes === NO)
    return { actions: new Set(['drop']), ...decided, missing, because: `${by}no flow with the name passes` };
  const ids = errors.listAnd(passing.map(({ id }) => id));
  return {
    actions: new Set(['pass', 'drop']),
    ...decided,
    missing,
    because: `whether ${ids} passes a flow with the name depends on ${missing.join(' and ')}, not known of the flow`,
  };
}

/** When it is not known whether a flow is a query. */
export function decideEither(query: Decision, other: Decision, isQuery: Truth): Decision {
  const actions = new Set([...query.actions, ...other.actions]);
  const asked = missingFacts(isQuery);
  const missing = new Set([...asked, ...query.missing, ...other.missing]);
  return {
    actions,
    ...(query.rule !== undefined && query.rule === other.rule ? { rule: query.rule } : {}),
    alerts: query.alerts.filter((id) => other.alerts.includes(id)),
    missing: FACTS.filter((fact) => missing.has(fact)),
    because: `if it is a query, ${query.because}; if not, ${other.because}; which it is depends on ${asked.join(' and ')}, not known of the flow`,
  };
}
