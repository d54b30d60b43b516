import type { Problem } from '@inspected-egress/problem';
import { unknownChoice } from '../errors';

/** A choice that no compiler has checked, from a configuration file for example, would be taken for one of the others. */
export function findChoiceProblems(
  path: string,
  value: unknown,
  choices: readonly string[],
): readonly Problem[] {
  return choices.some((choice) => choice === value) ? [] : [unknownChoice(path, value, choices)];
}
