import type { Problem } from '@inspected-egress/problem';
import { unknownChoice } from '../errors';
import type { InspectionPosition, Ipv6Mode } from '../routed-vpc';

interface RoutingChoices {
  readonly position?: InspectionPosition;
  readonly ipv6?: Ipv6Mode;
}

/** Choices that no compiler has checked, from a configuration file for example: routes depend on each. */
export function findRoutingChoiceProblems({
  position = 'after-nat',
  ipv6 = 'none',
}: RoutingChoices): readonly Problem[] {
  return [
    ...findChoiceProblems('position', position, ['after-nat', 'before-nat']),
    ...findChoiceProblems('ipv6', ipv6, ['none', 'inspected']),
  ];
}

export function findChoiceProblems(
  path: string,
  value: unknown,
  choices: readonly string[],
): readonly Problem[] {
  return choices.some((choice) => choice === value) ? [] : [unknownChoice(path, value, choices)];
}
