import fc from 'fast-check';
import {
  addressCount,
  compareAddresses,
  compareBlocks,
  containsAddress,
  containsBlock,
  firstAddress,
  formatCidrBlock,
  lastAddress,
  overlaps,
  splitBlock,
  subBlock,
  subBlockCount,
} from '../src';
import { EVERYTHING, anyBlock, anyFamily, blockWithin, crowdedBlock } from './support/arbitraries';
import { describeWithPython } from './support/python-oracle';

describe('law', () => {
  const cut = anyBlock.chain((outer) =>
    fc.record({
      outer: fc.constant(outer),
      prefixLength: fc.integer({
        min: outer.prefixLength,
        max: Math.min(outer.prefixLength + 6, outer.family === 4 ? 32 : 128),
      }),
    }),
  );

  it('a block holds exactly the addresses from its first to its last', () => {
    const anyCase = anyFamily.chain((family) =>
      fc.tuple(blockWithin(EVERYTHING[family]), blockWithin(EVERYTHING[family]).map(firstAddress)),
    );
    fc.assert(
      fc.property(anyCase, ([outer, one]) => {
        const isBetween =
          compareAddresses(firstAddress(outer), one) <= 0 && compareAddresses(one, lastAddress(outer)) <= 0;
        expect(containsAddress(outer, one)).toBe(isBetween);
        expect(
          containsAddress(outer, firstAddress(outer)) && containsAddress(outer, lastAddress(outer)),
        ).toBe(true);
      }),
    );
  });

  it('two blocks overlap if and only if one contains the other', () => {
    fc.assert(
      fc.property(crowdedBlock, crowdedBlock, (a, b) => {
        const sharesAnEnd = [firstAddress(a), lastAddress(a)].some((one) => containsAddress(b, one));
        const isAround = [firstAddress(b), lastAddress(b)].some((one) => containsAddress(a, one));
        expect(overlaps(a, b)).toBe(sharesAnEnd || isAround);
        expect(overlaps(a, b)).toBe(containsBlock(a, b) || containsBlock(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
      { numRuns: 500 },
    );
  });

  it('the parts of a split are disjoint, in order, and together are the block', () => {
    fc.assert(
      fc.property(cut, ({ outer, prefixLength }) => {
        const parts = [...splitBlock(outer, prefixLength)];
        expect(BigInt(parts.length)).toBe(subBlockCount(outer, prefixLength));
        let next = firstAddress(outer).value;
        for (const part of parts) {
          expect(part).toMatchObject({ family: outer.family, first: next, prefixLength });
          next = lastAddress(part).value + 1n;
        }
        expect(next).toBe(lastAddress(outer).value + 1n);
      }),
    );
  });

  it('the sub-block of an index depends on nothing but block, prefix length and index', () => {
    fc.assert(
      fc.property(cut, ({ outer, prefixLength }) => {
        const parts = [...splitBlock(outer, prefixLength)];
        expect(parts.map((_, index) => subBlock(outer, prefixLength, index))).toEqual(parts);
        expect(parts.map((_, index) => subBlock(outer, prefixLength, BigInt(index)))).toEqual(parts);
      }),
    );
  });

  it('blocks of different families never contain or overlap one another', () => {
    fc.assert(
      fc.property(blockWithin(EVERYTHING[4]), blockWithin(EVERYTHING[6]), (a, b) => {
        expect([overlaps(a, b), overlaps(b, a), containsBlock(a, b), containsBlock(b, a)]).not.toContain(
          true,
        );
        expect([containsAddress(a, firstAddress(b)), containsAddress(b, firstAddress(a))]).not.toContain(
          true,
        );
      }),
    );
  });

  it('a block that contains a block that contains a third contains the third', () => {
    const nested = anyBlock.chain((outer) =>
      blockWithin(outer).chain((middle) =>
        fc.tuple(fc.constant(outer), fc.constant(middle), blockWithin(middle)),
      ),
    );
    fc.assert(
      fc.property(nested, ([outer, middle, inner]) => {
        expect([
          containsBlock(outer, middle),
          containsBlock(middle, inner),
          containsBlock(outer, inner),
        ]).not.toContain(false);
      }),
    );
  });
});

describeWithPython('Python agrees', (ask) => {
  it('on first address, last address and count', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, async (one) => {
        expect(await ask({ ask: 'facts', block: formatCidrBlock(one) })).toEqual({
          text: formatCidrBlock(one),
          first: String(firstAddress(one).value),
          last: String(lastAddress(one).value),
          count: String(addressCount(one)),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('on contains, overlaps and order', async () => {
    await fc.assert(
      fc.asyncProperty(crowdedBlock, crowdedBlock, async (a, b) => {
        expect(await ask({ ask: 'relation', blocks: [formatCidrBlock(a), formatCidrBlock(b)] })).toEqual({
          overlaps: overlaps(a, b),
          contains: containsBlock(a, b),
          isAfter: compareBlocks(a, b) > 0,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('on the parts of a block', async () => {
    const anyCut = anyBlock.chain((outer) =>
      fc.tuple(
        fc.constant(outer),
        fc.integer({ min: outer.prefixLength, max: outer.family === 4 ? 32 : 128 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(anyCut, async ([outer, prefixLength]) => {
        const parts: string[] = [];
        for (const part of splitBlock(outer, prefixLength)) {
          if (parts.length === 20) break;
          parts.push(formatCidrBlock(part));
        }
        const expected = await ask({ ask: 'split', block: formatCidrBlock(outer), prefixLength, limit: 20 });
        expect(parts).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
