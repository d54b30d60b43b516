import fc from 'fast-check';
import {
  AddressSet,
  addressCount,
  compareBlocks,
  firstAddress,
  formatCidrBlock,
  lastAddress,
  overlaps,
  parseCidrBlock,
  parseCidrBlocks,
  splitBlock,
  subBlock,
  type CidrBlock,
} from '../src';
import { crowdedBlock } from './support/arbitraries';
import { describeWithPython } from './support/python-oracle';

/** Brute force takes its time: in CI. */
const BRUTE_FORCE = { numRuns: process.env['CI'] === 'true' ? 100 : 25 };

/** A set, and by brute force which cells of a small universe it holds. */
interface Sample {
  readonly addresses: AddressSet;
  readonly cells: readonly boolean[];
}

describe.each([
  ['a /24 of IPv4', '10.0.0.0/24'],
  ['the top bits of IPv4', '0.0.0.0/0'],
  ['the bottom bits of IPv4', '255.255.255.0/24'],
  ['the top bits of IPv6', '::/0'],
  ['the bottom bits of IPv6', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120'],
])('law, by brute force in %s:', (_, text) => {
  const DEPTH = 8;
  const universe = parseCidrBlock(text);
  const cellBlocks = [...splitBlock(universe, universe.prefixLength + DEPTH)];
  const whole = AddressSet.of([universe]);
  const held = (addresses: AddressSet) => cellBlocks.map((cell) => addresses.contains(cell));

  const anyPart = fc
    .integer({ min: 0, max: DEPTH })
    .chain((depth) => fc.tuple(fc.constant(depth), fc.nat(2 ** depth - 1)));
  const anySample: fc.Arbitrary<Sample> = fc.array(anyPart, { maxLength: 12 }).map((parts) => ({
    addresses: AddressSet.of(
      parts.map(([depth, index]) => subBlock(universe, universe.prefixLength + depth, index)),
    ),
    cells: cellBlocks.map((_, cell) => parts.some(([depth, index]) => cell >> (DEPTH - depth) === index)),
  }));

  it('an address is in a union, intersection or difference exactly when membership in the operands says so', () => {
    fc.assert(
      fc.property(anySample, anySample, (a, b) => {
        expect(held(a.addresses)).toEqual(a.cells);
        expect(held(a.addresses.union(b.addresses))).toEqual(
          a.cells.map((inA, cell) => inA || b.cells[cell]),
        );
        expect(held(a.addresses.intersection(b.addresses))).toEqual(
          a.cells.map((inA, cell) => inA && b.cells[cell]),
        );
        expect(held(a.addresses.difference(b.addresses))).toEqual(
          a.cells.map((inA, cell) => inA && !b.cells[cell]),
        );
        expect(held(a.addresses.complement())).toEqual(a.cells.map((inA) => !inA));
      }),
      BRUTE_FORCE,
    );
  });

  it('sets are equal exactly when they hold the same cells', () => {
    fc.assert(
      fc.property(anySample, anySample, (a, b) => {
        const isSame = a.cells.every((inA, cell) => inA === b.cells[cell]);
        expect(a.addresses.equals(b.addresses)).toBe(isSame);
        expect(a.addresses.isEmpty).toBe(!a.cells.includes(true));
        expect(a.addresses.equals(whole)).toBe(!a.cells.includes(false));
      }),
      BRUTE_FORCE,
    );
  });

  it('the blocks of a set are the fewest that make it', () => {
    // Halving: a half that is held whole is one block, an empty one is none.
    const halve = (block: CidrBlock, cells: readonly boolean[]): CidrBlock[] => {
      if (!cells.includes(true)) return [];
      if (!cells.includes(false)) return [block];
      const middle = cells.length / 2;
      return [cells.slice(0, middle), cells.slice(middle)].flatMap((half, index) =>
        halve(subBlock(block, block.prefixLength + 1, index), half),
      );
    };
    fc.assert(
      fc.property(anySample, ({ addresses, cells }) => {
        expect(addresses.toCidrBlocks()).toEqual(halve(universe, cells));
      }),
      BRUTE_FORCE,
    );
  });
});

describe('law', () => {
  const everything = AddressSet.everything();
  const anySet = fc.array(crowdedBlock, { maxLength: 20 }).map((blocks) => AddressSet.of(blocks));

  it('a set and its complement share nothing and together are everything', () => {
    fc.assert(
      fc.property(anySet, (a) => {
        expect(a.intersection(a.complement()).isEmpty).toBe(true);
        expect(a.union(a.complement())).toEqual(everything);
        expect(a.complement().complement()).toEqual(a);
        expect(a.size + a.complement().size).toBe(everything.size);
      }),
    );
  });

  it('De Morgan: the complement of a union is the intersection of the complements, and the other way round', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        expect(a.union(b).complement()).toEqual(a.complement().intersection(b.complement()));
        expect(a.intersection(b).complement()).toEqual(a.complement().union(b.complement()));
      }),
    );
  });

  it('a difference is the intersection with the complement', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        expect(a.difference(b)).toEqual(a.intersection(b.complement()));
      }),
    );
  });

  it('union and intersection are idempotent, commutative, associative, and distribute over each other', () => {
    fc.assert(
      fc.property(anySet, anySet, anySet, (a, b, c) => {
        expect(a.union(a)).toEqual(a);
        expect(a.intersection(a)).toEqual(a);
        expect(a.union(b)).toEqual(b.union(a));
        expect(a.intersection(b)).toEqual(b.intersection(a));
        expect(a.union(b).union(c)).toEqual(a.union(b.union(c)));
        expect(a.intersection(b).intersection(c)).toEqual(a.intersection(b.intersection(c)));
        expect(a.union(b.intersection(c))).toEqual(a.union(b).intersection(a.union(c)));
        expect(a.intersection(b.union(c))).toEqual(a.intersection(b).union(a.intersection(c)));
      }),
    );
  });

  it('nothing changes a union, and everything an intersection', () => {
    fc.assert(
      fc.property(anySet, (a) => {
        expect(a.union(AddressSet.empty())).toEqual(a);
        expect(a.intersection(everything)).toEqual(a);
        expect(a.union(everything)).toEqual(everything);
        expect(a.difference(a)).toEqual(AddressSet.empty());
      }),
    );
  });

  it('sets of the same addresses are equal, however they were made', () => {
    const shuffled = fc
      .array(crowdedBlock, { maxLength: 20 })
      .chain((blocks) =>
        fc.tuple(fc.constant(blocks), fc.shuffledSubarray(blocks, { minLength: blocks.length })),
      );
    fc.assert(
      fc.property(shuffled, ([blocks, others]) => {
        const atOnce = AddressSet.of(blocks);
        const oneByOne = others.reduce((all, block) => all.union(AddressSet.of([block])), AddressSet.empty());
        const halves = blocks.flatMap((block) =>
          block.prefixLength === (block.family === 4 ? 32 : 128)
            ? [block]
            : [...splitBlock(block, block.prefixLength + 1)],
        );
        for (const other of [oneByOne, AddressSet.of([...others, ...others]), AddressSet.of(halves)]) {
          expect(other.equals(atOnce)).toBe(true);
          expect(other).toEqual(atOnce);
        }
      }),
    );
  });

  it('the blocks of a set are in order, disjoint, and make it again', () => {
    fc.assert(
      fc.property(anySet, (a) => {
        const blocks = a.toCidrBlocks();
        expect(blocks).toEqual([...blocks].sort(compareBlocks));
        expect(blocks.slice(1).some((block, index) => overlaps(block, blocks[index] ?? block))).toBe(false);
        expect(AddressSet.of(blocks)).toEqual(a);
        expect(blocks.reduce((size, block) => size + addressCount(block), 0n)).toBe(a.size);
        expect(AddressSet.of(parseCidrBlocks(a.toJSON()))).toEqual(a);
      }),
    );
  });

  it('a set contains each of its blocks, and no more than its blocks', () => {
    fc.assert(
      fc.property(anySet, crowdedBlock, (a, block) => {
        expect(a.toCidrBlocks().every((one) => a.contains(one))).toBe(true);
        expect(a.contains(block)).toBe(AddressSet.of([block]).difference(a).isEmpty);
        for (const end of [firstAddress(block), lastAddress(block)]) {
          expect(a.contains(end)).toBe(!AddressSet.of([end]).intersection(a).isEmpty);
        }
      }),
    );
  });

  it('the two families never meet', () => {
    fc.assert(
      fc.property(anySet, (a) => {
        const [ipv4, ipv6] = ([4, 6] as const).map((family) => a.intersection(AddressSet.everything(family)));
        expect(ipv4?.toCidrBlocks().every(({ family }) => family === 4)).toBe(true);
        expect(ipv6?.toCidrBlocks().every(({ family }) => family === 6)).toBe(true);
        expect((ipv4?.size ?? 0n) + (ipv6?.size ?? 0n)).toBe(a.size);
      }),
    );
  });
});

describeWithPython('Python agrees', (ask) => {
  const anyBlocks = fc.array(crowdedBlock, { maxLength: 12 });
  const anyPair = fc.tuple(anyBlocks, anyBlocks).map(([a, b]) => ({
    a: AddressSet.of(a),
    b: AddressSet.of(b),
    texts: { a: a.map(formatCidrBlock), b: b.map(formatCidrBlock) },
  }));

  it('which blocks a union has', async () => {
    await fc.assert(
      fc.asyncProperty(anyPair, async ({ a, b, texts }) => {
        expect(a.union(b).toJSON()).toEqual(await ask({ ask: 'union', ...texts }));
      }),
      { numRuns: 100 },
    );
  });

  it('which blocks a difference has', async () => {
    await fc.assert(
      fc.asyncProperty(anyPair, async ({ a, b, texts }) => {
        expect(a.difference(b).toJSON()).toEqual(await ask({ ask: 'difference', ...texts }));
      }),
      { numRuns: 100 },
    );
  });

  it('which blocks a complement has', async () => {
    await fc.assert(
      fc.asyncProperty(anyPair, async ({ b, texts }) => {
        const expected = await ask({ ask: 'difference', a: ['0.0.0.0/0', '::/0'], b: texts.b });
        expect(b.complement().toJSON()).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
