import { formatProblem, type Problem } from './problem';

/** Thrown once by a constructor or a parser, with every problem of the input. */
export class PlanError extends Error {
  override readonly name = 'PlanError';

  /**
   * @param subject - what could not be planned, for example ``egress routes of `dev/vpc` ``
   * @param problems - all of them, in input order; at least one
   */
  constructor(
    readonly subject: string,
    readonly problems: readonly Problem[],
  ) {
    super([`${subject}: ${count(problems)}`, ...problems.map((problem) => `  ${formatProblem(problem)}`)].join('\n'));
  }
}

/** @throws PlanError when there is any problem */
export function throwProblems(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PlanError(subject, problems);
}

function count(problems: readonly Problem[]): string {
  return problems.length === 1 ? '1 problem' : `${problems.length} problems`;
}
