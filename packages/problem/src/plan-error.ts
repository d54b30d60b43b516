import { formatProblem, showControls, type Problem } from './problem';

/** Thrown once by a constructor or a parser, with every problem of the input. Its message has a line for each. */
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
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(
      [
        `${showControls(subject)}: ${count}`,
        ...problems.map((problem) => `  ${formatProblem(problem)}`),
      ].join('\n'),
    );
  }
}

/** @throws PlanError when there is any problem */
export function throwProblems(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PlanError(subject, problems);
}
