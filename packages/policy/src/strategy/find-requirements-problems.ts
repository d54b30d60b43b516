import type { Problem } from '@inspected-egress/problem';
import { findMeant } from '../did-you-mean';
import { notOneDestination, outOfRange, unknownNeed } from '../errors';
import { EGRESS_NEEDS, type EgressRequirements } from './requirements';

type Amount = Exclude<keyof EgressRequirements, 'needs' | 'destinations'>;

const AMOUNTS: Readonly<
  Record<Amount, { readonly least: number; readonly most: number; readonly isWhole: boolean }>
> = {
  vpcs: { least: 1, most: 1_000, isWhole: true },
  zones: { least: 1, most: 6, isWhole: true },
  gigabytesPerMonth: { least: 0, most: 1e9, isWhole: false },
  millionQueriesPerMonth: { least: 0, most: 1e9, isWhole: false },
  interfaceEndpoints: { least: 0, most: 50, isWhole: true }, // of a VPC; VPC guide, "Amazon VPC quotas", 2026-07
  instanceUsdPerHour: { least: 0, most: 1e6, isWhole: false },
};

/** Every problem of requirements, whatever a file or a call gave for them. */
export function findRequirementsProblems(requirements: EgressRequirements): readonly Problem[] {
  const { destinations = 'internet' } = requirements;
  const needs: readonly unknown[] = Array.isArray(requirements.needs)
    ? requirements.needs
    : [requirements.needs];
  const known: readonly unknown[] = EGRESS_NEEDS;
  return [
    ...(['internet', 'aws-services'].includes(destinations) ? [] : [notOneDestination(destinations)]),
    ...needs.flatMap((need, index) =>
      known.includes(need)
        ? []
        : [unknownNeed(`needs[${index}]`, need, findMeant(String(need), EGRESS_NEEDS), EGRESS_NEEDS)],
    ),
    ...(Object.keys(AMOUNTS) as Amount[]).flatMap((field) => {
      const value: unknown = requirements[field];
      const isOptional = field !== 'vpcs' && field !== 'zones' && field !== 'gigabytesPerMonth';
      if (value === undefined && isOptional) return [];
      const { least, most, isWhole } = AMOUNTS[field];
      const isAmount =
        typeof value === 'number' &&
        value >= least &&
        value <= most &&
        (isWhole ? Number.isInteger(value) : Number.isFinite(value));
      return isAmount ? [] : [outOfRange(field, value, least, most, isWhole)];
    }),
  ];
}
