import { PlanError, type Problem } from '@inspected-egress/problem';
import type { InputProblem } from '../errors';

/** Does work on what came from a file, and says which file when it has problems. */
export function inFile<Result>(file: string, work: () => Result): Result {
  return relocated((problem) => ({ ...problem, file }), work);
}

/** Does work whose problems stand elsewhere than it knows. */
export function relocated<Result>(place: (problem: Problem) => InputProblem, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new PlanError(error.subject, error.problems.map(place));
  }
}
