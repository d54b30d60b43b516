import { exceptionFor, EXCEPTIONS } from './exceptions';
import type { Operator } from './operator';
import type { Campaign } from './run-campaign';

/** All that keeps a campaign from being won; each one line. */
export function findFailures(
  { fates, problems }: Campaign,
  operators: readonly Operator[],
): readonly string[] {
  const failed = fates.filter(
    (fate) => fate.problems.length > 0 && exceptionFor(fate.operator, fate.input) === undefined,
  );
  const lazy = operators.filter(({ id }) => !fates.some(({ operator }) => operator === id));
  const idle = EXCEPTIONS.filter(
    ({ operator, input }) =>
      !fates.some((fate) => fate.operator === operator && fate.input === input && fate.problems.length > 0),
  );
  return [
    ...problems,
    ...failed.map(
      ({ input, operator, place, problems: said }) => `${input}: ${operator} at ${place}: ${said.join('; ')}`,
    ),
    ...lazy.map(({ id }) => `${id} makes no mutant of any input`),
    ...idle.map(({ operator, input }) => `${input}: ${operator} needs no exception any more`),
  ];
}
