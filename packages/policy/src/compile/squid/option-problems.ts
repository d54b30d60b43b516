import { findCidrBlockProblem } from '@inspected-egress/cidr';
import type { Problem } from '@inspected-egress/problem';
import { isCalendarDate } from '../../calendar-date';
import { findMeant } from '../../did-you-mean';
import * as errors from '../../errors';
import { isExpired } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import type { SquidOptions } from './compile-squid';

const MODES = ['explicit', 'transparent'] as const;

/** What is wrong with what is told beside the policy. */
export function findOptionProblems(policy: EgressPolicy, options: SquidOptions): readonly Problem[] {
  const { today, mode, clientCidrBlocks, prefixLists = {}, tiers = {} } = options;
  const lists = [
    ['clientCidrBlocks', clientCidrBlocks] as const,
    ...Object.entries(prefixLists).map(([id, blocks]) => [`prefixLists.${id}`, blocks] as const),
    ...Object.entries(tiers).map(([tier, blocks]) => [`tiers.${tier}`, blocks] as const),
  ];
  return [
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
    ...(MODES.includes(mode) ? [] : [errors.notOneOf('mode', mode, findMeant(String(mode), MODES), MODES)]),
    ...(clientCidrBlocks.length === 0 ? [errors.proxyWithoutClients()] : []),
    ...lists.flatMap(([path, blocks]) =>
      blocks.flatMap((block, index) => findCidrBlockProblem(block, `${path}[${index}]`) ?? []),
    ),
    ...(['folder', 'certificateFile'] as const).flatMap((name) => {
      const path = options[name];
      return path === undefined || /^(\/[\w.-]+)+$/.test(path) ? [] : [errors.proxyPath(name, path)];
    }),
    ...findUnknownLists(policy, options),
  ];
}

function findUnknownLists(
  policy: EgressPolicy,
  { prefixLists = {}, today }: SquidOptions,
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
    .map((id) => errors.proxyPrefixList(`prefixLists.${id}`, id));
}
