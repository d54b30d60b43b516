import { formatProblem, PlanError, type Problem } from '@inspected-egress/problem';

/** Problems as a user reads them. */
export function messages(problems: readonly Problem[]): readonly string[] {
  return problems.map(formatProblem);
}

/** The text of the one error that a constructor throws. */
export function refusal(construct: () => unknown): string {
  try {
    construct();
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}
