/**
 * What DNS Firewall is to answer for each name that a policy has, and for every other.
 *
 * Names that the same rules mean have the same answer, so one question for each name of the policy suffices: `*.example.com`
 * stands there for the subdomains that no longer name means. Who asks is not known, because DNS Firewall answers a VPC as
 * a whole: a name is resolved when any workload may need it.
 */
import { findRulesNaming, indexNames } from '../../match-rule';
import { indexNameRules, judgeName, prepareNameRule, type NameVerdict } from '../../judge-name';
import type { EgressPolicy, EgressRule } from '../../model';
import { NO, truthOf, unknownWithout, YES } from '../../truth';

export type Answer = 'allow' | 'alert' | 'block';

export interface AnsweredName {
  /** As a domain list takes it: `example.com`, `*.example.com`, or `*` for every other name. */
  readonly name: string;
  readonly answer: Answer;
  /** How often the answer, or what is marked, changes from every other name over ever longer parents to this one. */
  readonly level: number;
  /** The rule whose list it is in; absent for `*`. */
  readonly owner?: EgressRule;
  readonly verdict: NameVerdict;
  /** Whether a list must or should have it; otherwise a parent's answer is its own. */
  readonly isListed: boolean;
}

/** @param rules - those that hold, in order */
export function answerNames(policy: EgressPolicy, rules: readonly EgressRule[]): readonly AnsweredName[] {
  const nameRules = indexNameRules(rules.map((rule) => prepareNameRule(rule, policy)));
  const index = indexNames(
    nameRules.all.map(({ rule }) => rule),
    policy,
  );
  const judge = rememberVerdicts(rules, (named) =>
    judgeName(
      nameRules.of(named),
      (rule) => truthOf(named.has(rule)),
      (rule) => (isOfWholeVpc(rule) ? YES : unknownWithout('groups')),
    ),
  );
  const others = judge(new Set());
  const answered = new Map<string, AnsweredName>();
  const any: AnsweredName = {
    name: '*',
    answer: answerOf(others),
    level: 0,
    verdict: others,
    isListed: true,
  };

  const answer = (name: string): AnsweredName => {
    const known = answered.get(name);
    if (known !== undefined) return known;
    const parent = parentOf(name, index);
    const around = parent === undefined ? any : answer(parent);
    const verdict = judge(findRulesNaming(name, index));
    const own = answerOf(verdict);
    const owner = ownerOf(index.get(name) ?? [], own);
    const isNew = own !== around.answer || (own === 'alert' && !isMarkedFor(verdict, around.verdict));
    const one: AnsweredName = {
      ...{ name, answer: own, level: around.level + (isNew ? 1 : 0), verdict },
      ...(owner === undefined ? {} : { owner }),
      // A permitted name stays in the list of the rule that names it, whatever other rules name its parents.
      isListed: isNew || (own !== 'block' && owner?.action === 'pass'),
    };
    answered.set(name, one);
    return one;
  };
  return [...[...index.keys()].map(answer), any];
}

/** Whether a rule is about every workload that DNS Firewall answers. */
export function isOfWholeVpc({ sources }: EgressRule): boolean {
  return sources === undefined || sources.some((source) => 'vpc' in source);
}

function answerOf({ passes, alerts }: NameVerdict): Answer {
  if (passes === NO) return 'block';
  return alerts.length > 0 ? 'alert' : 'allow';
}

/** Whether queries for the names of both are marked for the same rules. */
function isMarkedFor({ alerts }: NameVerdict, other: NameVerdict): boolean {
  return alerts.length === other.alerts.length && alerts.every((rule) => other.alerts.includes(rule));
}

/** The closest wildcard of the policy that means the name among others. */
function parentOf(name: string, index: ReadonlyMap<string, unknown>): string | undefined {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const parent = `*${name.slice(dot)}`;
    if (parent !== name && index.has(parent)) return parent;
  }
  return undefined;
}

function ownerOf(naming: readonly EgressRule[], answer: Answer): EgressRule | undefined {
  const wanted = answer === 'block' ? ['drop', 'reject'] : ['pass'];
  return naming.find(({ action }) => wanted.includes(action)) ?? naming[0];
}

/** Thousands of names are of few sets of rules. */
function rememberVerdicts(
  rules: readonly EgressRule[],
  judge: (named: ReadonlySet<EgressRule>) => NameVerdict,
): (named: ReadonlySet<EgressRule>) => NameVerdict {
  const places = new Map(rules.map((rule, place) => [rule, place]));
  const verdicts = new Map<string, NameVerdict>();
  return (named) => {
    const key = [...named]
      .map((rule) => places.get(rule) ?? 0)
      .sort((one, other) => one - other)
      .join();
    const verdict = verdicts.get(key) ?? judge(named);
    verdicts.set(key, verdict);
    return verdict;
  };
}
