import { findCidrBlockProblem } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import { isCalendarDate } from '../../calendar-date';
import { findMeant } from '../../did-you-mean';
import * as errors from '../../errors';
import { isExpired } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import { deriveHomeNet } from '../firewall-place';
import type { FortiosOptions } from './compile-fortios';

const POSITIONS = ['after-nat', 'before-nat', 'no-nat'] as const;

/** Of what is told beside the policy. */
export function findOptionProblems(options: FortiosOptions): readonly Problem[] {
  const lists = [
    ['natCidrBlocks', options.natCidrBlocks] as const,
    ['workloadCidrBlocks', options.workloadCidrBlocks] as const,
    ...Object.entries(options.prefixLists ?? {}).map(
      ([id, blocks]) => [`prefixLists.${id}`, blocks] as const,
    ),
  ];
  const interfaces = [
    ['sourceInterface', options.sourceInterface ?? 'any'] as const,
    ['destinationInterface', options.destinationInterface ?? 'any'] as const,
  ];
  return [
    ...(isCalendarDate(options.today) ? [] : [errors.notADate('today', options.today)]),
    ...(POSITIONS.includes(options.position)
      ? []
      : [
          errors.notOneOf(
            'position',
            options.position,
            findMeant(String(options.position), POSITIONS),
            POSITIONS,
          ),
        ]),
    ...lists.flatMap(([path, blocks]) =>
      blocks.flatMap((block, index) => {
        const at = `${path}[${index}]`;
        return isToken(block)
          ? [errors.fortiosBlockUnknown(at, block)]
          : (findCidrBlockProblem(block, at) ?? []);
      }),
    ),
    ...interfaces.flatMap(([path, name]) =>
      /^[A-Za-z\d][A-Za-z\d. _-]{0,34}$/.test(name) ? [] : [errors.fortiosInterface(path, name)],
    ),
    ...(deriveHomeNet(options).length === 0 ? [errors.fortiosSeesNothing(options.position)] : []),
  ];
}

export function findListProblems(
  policy: EgressPolicy,
  { prefixLists = {}, today }: FortiosOptions,
): readonly Problem[] {
  const ids = policy.rules
    .filter((rule) => !isExpired(rule, today))
    .flatMap(({ destinations }) =>
      resolveDestinations(destinations, policy.sets).flatMap((one) =>
        'prefixList' in one ? [one.prefixList] : [],
      ),
    );
  return [...new Set(ids)]
    .filter((id) => !Object.hasOwn(prefixLists, id) || prefixLists[id]?.length === 0)
    .map((id) => errors.fortiosPrefixListUnknown(`prefixLists.${id}`, id));
}
