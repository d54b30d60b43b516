import type { Approximation } from '../../approximation';
import type { EgressRule } from '../../model';
import type { PlainDestination } from '../../resolve-destinations';
import { addressesOf } from './address-list';
import type { SquidOptions } from './compile-squid';
import { domainListOf } from './domain-list';

/** Of an approximation. */
export type Reason = readonly [Approximation['direction'], Approximation['kind'], string];

/** What a rule is about, as a proxy can tell it: names, addresses or anything. */
export function planDestinations(
  { action }: EgressRule,
  destinations: readonly PlainDestination[],
  { mode, prefixLists = {} }: SquidOptions,
) {
  const countries = destinations.flatMap((one) => ('country' in one ? [one.country] : []));
  const names = destinations.flatMap((one) => ('name' in one ? [one.name] : []));
  const blocks = destinations.flatMap((one) => {
    if ('cidrBlock' in one) return [one.cidrBlock];
    return 'prefixList' in one ? (prefixLists[one.prefixList] ?? []) : [];
  });
  const isSaidAnywhere = destinations.some((one) => 'anywhere' in one);
  const isEverywhere = countries.length > 0 && (action === 'pass' || action === 'alert');
  const isAnywhere = isSaidAnywhere || isEverywhere;
  const why = 'Squid does not know the country of an address';
  const isMixed = mode === 'explicit' && blocks.length > 0 && !isAnywhere && action !== 'alert';
  const reasons: Reason[] = [
    ...(countries.length > 0 && !isSaidAnywhere && action !== 'alert'
      ? [
          [
            'wider',
            'country',
            action === 'pass' ? `${why}: every address is permitted` : `${why}: countries are left out`,
          ] as Reason,
        ]
      : []),
    ...(isMixed
      ? [
          [
            'narrower',
            'addresses-of-name',
            action === 'pass'
              ? 'a name with several addresses passes only when all of them are inside'
              : 'a name with several addresses is refused when one of them is inside',
          ] as Reason,
        ]
      : []),
  ];
  return {
    planned: {
      isAnywhere,
      ...(isAnywhere || names.length === 0 ? {} : { names: domainListOf(names) }),
      ...(isAnywhere || blocks.length === 0 ? {} : { addresses: addressesOf(blocks) }),
    },
    reasons,
    remarks: isEverywhere && action === 'alert' && !isSaidAnywhere ? [`${why}: every address is logged`] : [],
  };
}
