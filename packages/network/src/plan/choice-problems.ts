import type { Problem } from '@inspected-egress/problem';
import { uninspectedExit, unknownChoice } from '../errors';
import type { InspectionPosition, Ipv6Mode, UninspectedIpv6Exit } from '../routed-vpc';

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

/** The same for a VPC that is made here, with an exit of its own for IPv6. */
export function findMadeRoutingProblems({
  ipv6,
  ...choices
}: Omit<RoutingChoices, 'ipv6'> & { readonly ipv6?: Ipv6Mode | UninspectedIpv6Exit }): readonly Problem[] {
  const given = Object(ipv6) as { readonly kind?: unknown; readonly accept?: unknown };
  if (given.kind !== 'uninspected-exit')
    return findRoutingChoiceProblems({
      ...choices,
      ...(ipv6 === undefined ? {} : { ipv6: ipv6 as Ipv6Mode }),
    });
  const problems = findRoutingChoiceProblems(choices);
  return given.accept === 'uninspected-ipv6' ? problems : [...problems, uninspectedExit('ipv6.accept')];
}

export function findChoiceProblems(
  path: string,
  value: unknown,
  choices: readonly string[],
): readonly Problem[] {
  return choices.some((choice) => choice === value) ? [] : [unknownChoice(path, value, choices)];
}
