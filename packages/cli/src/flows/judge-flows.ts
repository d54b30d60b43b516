import { makeEvaluator, type EgressPolicy, type Flow, type Verdict } from '@inspected-egress/policy';
import { PlanError, throwProblems, type Problem } from '@inspected-egress/problem';
import type { NamedFlow } from './complete-flow';

export interface JudgedFlow extends NamedFlow {
  readonly verdict: Verdict;
}

/**
 * What the policy says of each flow.
 * @throws PlanError CIDR1xx with every address that is none
 */
export function judgeFlows(
  policy: EgressPolicy,
  flows: readonly NamedFlow[],
  today: string,
): readonly JudgedFlow[] {
  const evaluate = makeEvaluator(policy, { today });
  const problems: Problem[] = [];
  const judged = flows.flatMap((named): readonly JudgedFlow[] => {
    try {
      return [{ ...named, verdict: evaluate(named.flow) }];
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...findEndProblems(evaluate, named));
      return [];
    }
  });
  throwProblems('flows', problems);
  return judged;
}

/** The evaluator stops at the first address that is none: each is asked for by itself. */
function findEndProblems(evaluate: (flow: Flow) => Verdict, { flow, pathOf }: NamedFlow): readonly Problem[] {
  return (['source', 'destination'] as const).flatMap((end) => {
    try {
      evaluate({ ...flow, source: flow[end], destination: flow[end] });
      return [];
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      return error.problems.map((problem) => ({ ...problem, path: pathOf(end) }));
    }
  });
}
