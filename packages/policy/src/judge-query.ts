import { judgeName, type NameRule, type NameRules, type NameVerdict } from './judge-name';
import type { PreparedRule, ReadFlow } from './match-rule';
import type { EgressRule } from './model';
import { NO, truthOf, unknownWithout, type Truth } from './truth';

// Combinations of sources that verdicts are kept for: enough for the workloads of a large VPC, and a few megabytes.
const KEPT = 4_096;

/** Rules that a name is of, and what their sources ask of a flow: equal sources ask once. */
interface Case {
  readonly rules: readonly NameRule[];
  readonly questions: readonly ((read: ReadFlow) => Truth)[];
  readonly questionOf: ReadonlyMap<EgressRule, number>;
  readonly verdicts: Map<string, NameVerdict>;
}

/**
 * Judges the name of a query, as seen from who asks. The rules that name it and the sources that match are all that a
 * verdict depends on, so it is worked out once for all queries that have them in common.
 */
export function makeQueryJudge(
  rules: NameRules,
  prepared: ReadonlyMap<EgressRule, PreparedRule>,
): (read: ReadFlow) => NameVerdict {
  const cases = new Map<string, Case>();
  return (read) => {
    const named = read.named.queryName;
    const key = named === undefined ? '?' : [...named].map(({ id }) => id).join();
    const found = cases.get(key) ?? caseOf(named === undefined ? rules.all : rules.of(named), prepared);
    cases.set(key, found);

    const answers = found.questions.map((ask) => ask(read));
    const sources = answers.join();
    const known = found.verdicts.get(sources);
    if (known !== undefined) return known;
    const verdict = judgeName(
      found.rules,
      (rule) => (named === undefined ? unknownWithout('queryName') : truthOf(named.has(rule))),
      (rule) => answers[found.questionOf.get(rule) ?? -1] ?? NO,
    );
    if (found.verdicts.size >= KEPT) found.verdicts.clear();
    found.verdicts.set(sources, verdict);
    return verdict;
  };
}

function caseOf(rules: readonly NameRule[], prepared: ReadonlyMap<EgressRule, PreparedRule>): Case {
  const questions: ((read: ReadFlow) => Truth)[] = [];
  const places = new Map<string, number>();
  const questionOf = new Map<EgressRule, number>();
  for (const { rule } of rules) {
    const text = JSON.stringify(rule.sources ?? []);
    const place = places.get(text) ?? questions.length;
    if (place === questions.length) questions.push(prepared.get(rule)?.matchSources ?? (() => NO));
    places.set(text, place);
    questionOf.set(rule, place);
  }
  return { rules, questions, questionOf, verdicts: new Map() };
}
