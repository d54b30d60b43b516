import { Address6 } from 'ip-address';

/** IP version. IPv4 and IPv6 are two separate spaces: no address of one is ever equal to one of the other. */
export type AddressFamily = 4 | 6;

/** Bits in an address, and so the longest prefix length of a block, by family. */
export const ADDRESS_BITS: Readonly<Record<AddressFamily, 32 | 128>> = { 4: 32, 6: 128 };

declare const checked: unique symbol;

/**
 * One address, as a plain value. Only this package can make one, so it is always in range: the symbol
 * is known to the compiler alone and costs nothing at run time.
 */
export interface Address {
  readonly [checked]: 'Address';
  readonly family: AddressFamily;
  /** The address as an unsigned number: 0 to 2^32 - 1, or 0 to 2^128 - 1. */
  readonly value: bigint;
}

/** Trusts the caller that the value is in range. */
export function makeAddress(family: AddressFamily, value: bigint): Address {
  return { family, value } as Address;
}

/** Canonical text: dotted decimal, or RFC 5952 in hexadecimal groups. */
export function formatAddress({ family, value }: Address): string {
  return family === 4 ? formatIpv4(Number(value)) : Address6.fromBigInt(value).correctForm();
}

function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** Order for sorting: IPv4 before IPv6, then by number. */
export function compareAddresses(a: Address, b: Address): number {
  return a.family - b.family || compareValues(a.value, b.value);
}

export function compareValues(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
