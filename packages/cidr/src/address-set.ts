import { ADDRESS_BITS, type Address, type AddressFamily } from './address';
import { blockEnd, formatCidrBlock, makeBlock, type CidrBlock } from './cidr-block';
import { combine, coverSpans, holdsSpan, listSpans, type FlipPoints, type Span } from './flip-points';

/**
 * A set of IPv4 and IPv6 addresses. Immutable: every operation returns a new set.
 * Operations on two sets take one pass over both, whatever the blocks look like.
 *
 * Laws, each proved by name in `test/address-set-laws.test.ts`:
 * - an address is in a union, intersection or difference exactly when membership in the operands says so;
 * - a set and its complement share nothing and together are everything;
 * - De Morgan: the complement of a union is the intersection of the complements, and the other way round;
 * - a difference is the intersection with the complement;
 * - union and intersection are idempotent, commutative, associative, and distribute over each other;
 * - sets of the same addresses are equal, however they were made;
 * - the blocks of a set are the fewest that make it;
 * - the blocks of a set are in order, disjoint, and make it again;
 * - the two families never meet.
 */
export class AddressSet {
  // Not `#ipv4`: test frameworks compare the properties they see, and would find all sets equal.
  private constructor(
    private readonly ipv4: FlipPoints,
    private readonly ipv6: FlipPoints,
  ) {}

  /** @param parts - blocks and single addresses, in any order; they may touch, overlap and repeat */
  static of(parts: Iterable<CidrBlock | Address>): AddressSet {
    const spans: Record<AddressFamily, Span[]> = { 4: [], 6: [] };
    for (const part of parts) spans[part.family].push(spanOf(part));
    return new AddressSet(coverSpans(spans[4]), coverSpans(spans[6]));
  }

  static empty(): AddressSet {
    return new AddressSet([], []);
  }

  /** @default family - both */
  static everything(family?: AddressFamily): AddressSet {
    return new AddressSet(family === 6 ? [] : wholeSpace(4), family === 4 ? [] : wholeSpace(6));
  }

  union(other: AddressSet): AddressSet {
    return this.combine(other, (inThis, inOther) => inThis || inOther);
  }

  intersection(other: AddressSet): AddressSet {
    return this.combine(other, (inThis, inOther) => inThis && inOther);
  }

  difference(other: AddressSet): AddressSet {
    return this.combine(other, (inThis, inOther) => inThis && !inOther);
  }

  /**
   * All addresses that are not in the set, of both families: the complement of `10.0.0.0/8` holds all of IPv6.
   * For one family take `AddressSet.everything(4).difference(set)`.
   */
  complement(): AddressSet {
    return AddressSet.everything().difference(this);
  }

  /** Whether an address, or every address of a block, is in the set. */
  contains(what: Address | CidrBlock): boolean {
    return holdsSpan(what.family === 4 ? this.ipv4 : this.ipv6, spanOf(what));
  }

  equals(other: AddressSet): boolean {
    return samePoints(this.ipv4, other.ipv4) && samePoints(this.ipv6, other.ipv6);
  }

  get isEmpty(): boolean {
    return this.ipv4.length === 0 && this.ipv6.length === 0;
  }

  /** Number of addresses; not the number of blocks. */
  get size(): bigint {
    let size = 0n;
    for (const points of [this.ipv4, this.ipv6]) {
      for (const [first, end] of listSpans(points)) size += end - first;
    }
    return size;
  }

  /** The fewest blocks that make the set: disjoint, IPv4 first, in order of their addresses. */
  toCidrBlocks(): CidrBlock[] {
    return [...this];
  }

  /** As {@link toCidrBlocks}, one at a time. */
  *[Symbol.iterator](): Generator<CidrBlock> {
    yield* listBlocks(4, this.ipv4);
    yield* listBlocks(6, this.ipv6);
  }

  /** The blocks as text, because JSON has no number for an address. */
  toJSON(): string[] {
    return Array.from(this, formatCidrBlock);
  }

  toString(): string {
    return `{${this.toJSON().join(', ')}}`;
  }

  private combine(other: AddressSet, keeps: (inThis: boolean, inOther: boolean) => boolean): AddressSet {
    return new AddressSet(combine(this.ipv4, other.ipv4, keeps), combine(this.ipv6, other.ipv6, keeps));
  }
}

function spanOf(what: Address | CidrBlock): Span {
  return 'prefixLength' in what ? [what.first, blockEnd(what)] : [what.value, what.value + 1n];
}

function wholeSpace(family: AddressFamily): FlipPoints {
  return [0n, 1n << BigInt(ADDRESS_BITS[family])];
}

function samePoints(a: FlipPoints, b: FlipPoints): boolean {
  return a.length === b.length && a.every((point, index) => point === b[index]);
}

/** The largest block that starts where the last one ended and stays inside; nothing shorter covers a span. */
function* listBlocks(family: AddressFamily, points: FlipPoints): Generator<CidrBlock> {
  const bits = ADDRESS_BITS[family];
  for (const [first, end] of listSpans(points)) {
    for (let next = first; next < end; ) {
      const alignedBits = next === 0n ? bits : bitLength(next & -next) - 1;
      const hostBits = Math.min(alignedBits, bitLength(end - next) - 1);
      yield makeBlock(family, next, bits - hostBits);
      next += 1n << BigInt(hostBits);
    }
  }
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
