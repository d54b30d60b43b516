import { AddressSet, parseCidrBlock } from '@inspected-egress/cidr';
import type { PlainDestination } from '../../resolve-destinations';
import { allOf, blockObject, countryObject, nameObject, type AddressObject } from './address-objects';

/** Destinations of a rule, as objects of both families. */
export interface Targets {
  /** By address: blocks, prefix lists and countries. */
  readonly addresses: readonly AddressObject[];
  /** By name; empty beside `anywhere`, which holds them. */
  readonly names: readonly AddressObject[];
  readonly hasWildcard: boolean;
  readonly hasCountry: boolean;
}

export function targetsOf(
  destinations: readonly PlainDestination[],
  prefixLists: Readonly<Record<string, readonly string[]>>,
): Targets {
  if (destinations.some((one) => 'anywhere' in one)) {
    return { addresses: EVERYWHERE, names: [], hasWildcard: false, hasCountry: false };
  }
  const blocks = destinations.flatMap((one) =>
    'cidrBlock' in one ? [one.cidrBlock] : 'prefixList' in one ? (prefixLists[one.prefixList] ?? []) : [],
  );
  const names = distinct(destinations.flatMap((one) => ('name' in one ? [one.name] : [])));
  const countries = distinct(destinations.flatMap((one) => ('country' in one ? [one.country] : [])));
  return {
    addresses: [...blockObjects(blocks), ...inBoth(countries, countryObject)],
    names: inBoth(names, nameObject),
    hasWildcard: names.some((name) => name.startsWith('*.')),
    hasCountry: countries.length > 0,
  };
}

export const EVERYWHERE: readonly AddressObject[] = [allOf(4), allOf(6)];

/** Joined where they touch, so that equal sets are equal objects. */
export function blockObjects(blocks: readonly string[]): readonly AddressObject[] {
  return AddressSet.of(blocks.map((text) => parseCidrBlock(text)))
    .toCidrBlocks()
    .map(blockObject);
}

function inBoth(
  texts: readonly string[],
  make: (text: string, family: 4 | 6) => AddressObject,
): readonly AddressObject[] {
  return texts.flatMap((text) => [make(text, 4), make(text, 6)]);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
