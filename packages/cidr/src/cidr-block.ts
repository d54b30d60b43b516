/**
 * Address blocks as plain values, and the arithmetic of an address plan.
 *
 * Laws, each proved by name in `test/cidr-block-laws.test.ts`:
 * - a block holds exactly the addresses from its first to its last;
 * - two blocks overlap if and only if one contains the other;
 * - the parts of a split are disjoint, in order, and together are the block;
 * - the sub-block of an index depends on nothing but block, prefix length and index;
 * - blocks of different families never contain or overlap one another.
 */
import { throwProblems } from '@inspected-egress/problem';
import {
  ADDRESS_BITS,
  compareValues,
  formatAddress,
  makeAddress,
  type Address,
  type AddressFamily,
} from './address';
import { subBlockIndex, subBlockPrefixLength } from './errors';

declare const checked: unique symbol;

/**
 * A block of addresses that starts on a multiple of its size (RFC 4632, section 3.1), as a plain value.
 * Only this package can make one, so it never has host bits: the symbol is known to the compiler alone.
 */
export interface CidrBlock {
  readonly [checked]: 'CidrBlock';
  readonly family: AddressFamily;
  /** First address of the block, as an unsigned number. */
  readonly first: bigint;
  /** Leading bits that all addresses of the block share: 0 to 32, or 0 to 128. */
  readonly prefixLength: number;
}

/** Trusts the caller that the first address is aligned and the prefix length is in range. */
export function makeBlock(family: AddressFamily, first: bigint, prefixLength: number): CidrBlock {
  return { family, first, prefixLength } as CidrBlock;
}

/** Canonical text, for example `10.0.0.0/16` or `2001:db8::/56`. */
export function formatCidrBlock(block: CidrBlock): string {
  return `${formatAddress(firstAddress(block))}/${block.prefixLength}`;
}

/** Also called the network address. */
export function firstAddress(block: CidrBlock): Address {
  return makeAddress(block.family, block.first);
}

/** Of an IPv4 block, also called the broadcast address. */
export function lastAddress(block: CidrBlock): Address {
  return makeAddress(block.family, blockEnd(block) - 1n);
}

/** Addresses in the block, those a cloud reserves included. */
export function addressCount({ family, prefixLength }: CidrBlock): bigint {
  return blockSize(family, prefixLength);
}

/** The number after the last address. */
export function blockEnd(block: CidrBlock): bigint {
  return block.first + blockSize(block.family, block.prefixLength);
}

export function blockSize(family: AddressFamily, prefixLength: number): bigint {
  return 1n << BigInt(ADDRESS_BITS[family] - prefixLength);
}

/** The block of a prefix length that an address is in, or undefined when the family has no such prefix length. */
export function enclosingBlock({ family, value }: Address, prefixLength: number): CidrBlock | undefined {
  const hasLength =
    Number.isInteger(prefixLength) && prefixLength >= 0 && prefixLength <= ADDRESS_BITS[family];
  return hasLength
    ? makeBlock(family, value - (value % blockSize(family, prefixLength)), prefixLength)
    : undefined;
}

/** A block contains itself. */
export function containsBlock(outer: CidrBlock, inner: CidrBlock): boolean {
  return outer.prefixLength <= inner.prefixLength && containsAddress(outer, firstAddress(inner));
}

export function containsAddress(block: CidrBlock, address: Address): boolean {
  return block.family === address.family && block.first <= address.value && address.value < blockEnd(block);
}

/** Whether any address is in both. */
export function overlaps(a: CidrBlock, b: CidrBlock): boolean {
  return containsBlock(a, b) || containsBlock(b, a);
}

/** Order for sorting: IPv4 before IPv6, then by first address, then the larger block first. */
export function compareBlocks(a: CidrBlock, b: CidrBlock): number {
  return a.family - b.family || compareValues(a.first, b.first) || a.prefixLength - b.prefixLength;
}

/**
 * How many blocks of a prefix length fit in a block.
 * @throws PlanError CIDR201 when the prefix length is shorter than the block's, or longer than an address
 */
export function subBlockCount(block: CidrBlock, prefixLength: number): bigint {
  const longest = ADDRESS_BITS[block.family];
  if (!Number.isInteger(prefixLength) || prefixLength < block.prefixLength || prefixLength > longest) {
    const text = formatCidrBlock(block);
    throwProblems(`part of ${text}`, [subBlockPrefixLength(text, prefixLength, block.prefixLength, longest)]);
  }
  return 1n << BigInt(prefixLength - block.prefixLength);
}

/**
 * The block of a prefix length at an index within a block, counted from 0.
 * Terraform's `cidrsubnet(block, prefixLength - block.prefixLength, index)`.
 * @throws PlanError CIDR201 as {@link subBlockCount}; CIDR202 when the block has no part of that index
 */
export function subBlock(block: CidrBlock, prefixLength: number, index: number | bigint): CidrBlock {
  const count = subBlockCount(block, prefixLength);
  if (!isIndexBelow(count, index)) {
    const text = formatCidrBlock(block);
    throwProblems(`part of ${text}`, [subBlockIndex(text, prefixLength, index, count)]);
  }
  return makeBlock(
    block.family,
    block.first + BigInt(index) * blockSize(block.family, prefixLength),
    prefixLength,
  );
}

/**
 * All parts of a block that have a prefix length, in order. Lazy, because `::/0` has many.
 * @throws PlanError CIDR201 as {@link subBlockCount}, at the call and not at the first part
 */
export function splitBlock(block: CidrBlock, prefixLength: number): Iterable<CidrBlock> {
  const count = subBlockCount(block, prefixLength);
  const step = blockSize(block.family, prefixLength);
  return {
    *[Symbol.iterator]() {
      for (let index = 0n, first = block.first; index < count; index += 1n, first += step) {
        yield makeBlock(block.family, first, prefixLength);
      }
    },
  };
}

function isIndexBelow(count: bigint, index: number | bigint): boolean {
  return (typeof index === 'bigint' || Number.isSafeInteger(index)) && index >= 0 && index < count;
}
