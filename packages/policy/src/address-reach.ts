import { AddressSet, parseCidrBlock } from '@inspected-egress/cidr';
import type { PlainDestination } from './resolve-destinations';

/** The destinations of a rule that are told by address, country or list, whatever the name is. */
export interface AddressReach {
  readonly blocks: AddressSet;
  readonly countries: readonly string[];
  readonly prefixLists: readonly string[];
}

export function addressReachOf(destinations: readonly PlainDestination[]): AddressReach {
  const blocks = destinations.flatMap((one) => ('cidrBlock' in one ? [parseCidrBlock(one.cidrBlock)] : []));
  return {
    blocks: destinations.some((one) => 'anywhere' in one) ? AddressSet.everything() : AddressSet.of(blocks),
    countries: destinations.flatMap((one) => ('country' in one ? [one.country] : [])),
    prefixLists: destinations.flatMap((one) => ('prefixList' in one ? [one.prefixList] : [])),
  };
}

/** Destinations that are left over: these addresses, where they are in none of the countries and lists. */
export interface Space {
  readonly addresses: AddressSet;
  readonly outsideCountries: ReadonlySet<string>;
  readonly outsidePrefixLists: ReadonlySet<string>;
}

export const EVERYWHERE: Space = {
  addresses: AddressSet.everything(),
  outsideCountries: new Set(),
  outsidePrefixLists: new Set(),
};

export const NOWHERE: Space = { ...EVERYWHERE, addresses: AddressSet.empty() };

/** An address may be in no country and no list, so addresses alone tell. */
export function isNowhere({ addresses }: Space): boolean {
  return addresses.isEmpty;
}

export function subtract(space: Space, { blocks, countries, prefixLists }: AddressReach): Space {
  return {
    addresses: space.addresses.difference(blocks),
    outsideCountries: new Set([...space.outsideCountries, ...countries]),
    outsidePrefixLists: new Set([...space.outsidePrefixLists, ...prefixLists]),
  };
}

/** Whether some destination that is left over is one of these. */
export function meets(space: Space, { blocks, countries, prefixLists }: AddressReach): boolean {
  if (isNowhere(space)) return false;
  return (
    countries.some((one) => !space.outsideCountries.has(one)) ||
    prefixLists.some((one) => !space.outsidePrefixLists.has(one)) ||
    !space.addresses.intersection(blocks).isEmpty
  );
}
