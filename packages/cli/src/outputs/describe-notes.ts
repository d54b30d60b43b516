import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { table } from './table';

/** Where a layer is other than the policy, for people. */
export function describeNotes(
  layer: string,
  approximations: readonly Approximation[],
  remarks: readonly CompilationRemark[],
): readonly string[] {
  return [
    ...section(
      `--- ${layer}: approximations`,
      'none: the layer permits what the policy permits',
      approximations.map(({ direction, rule, reason }) => [direction, rule ?? 'the policy', reason]),
    ),
    ...(remarks.length === 0
      ? []
      : section(
          `--- ${layer}: remarks`,
          '',
          remarks.map(({ rule, remark }) => [rule ?? 'the policy', remark]),
        )),
  ];
}

function section(heading: string, none: string, rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [heading, none];
  return [heading, ...table(rows)];
}
