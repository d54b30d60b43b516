import { PlanError } from '@inspected-egress/problem';
import fc from 'fast-check';
import {
  addressCount,
  compareAddresses,
  compareBlocks,
  containsAddress,
  containsBlock,
  firstAddress,
  formatAddress,
  formatCidrBlock,
  lastAddress,
  overlaps,
  parseAddress,
  parseCidrBlock,
  parseCidrBlocks,
  splitBlock,
  subBlock,
  subBlockCount,
} from '../src';
import { EVERYTHING, anyBlock, anyFamily, blockWithin, crowdedBlock } from './support/arbitraries';
import { describeWithPython } from './support/python-oracle';

const block = parseCidrBlock;
const address = parseAddress;

describe('the bounds of a block', () => {
  it.each([
    ['10.0.0.0/16', '10.0.0.0', '10.0.255.255', 65536n],
    ['10.0.1.5/32', '10.0.1.5', '10.0.1.5', 1n],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', 2n ** 32n],
    ['2001:db8::/56', '2001:db8::', '2001:db8:0:ff:ffff:ffff:ffff:ffff', 2n ** 72n],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 2n ** 128n],
  ])('%s runs from %s to %s and counts %d', (text, first, last, count) => {
    expect(formatAddress(firstAddress(block(text)))).toBe(first);
    expect(formatAddress(lastAddress(block(text)))).toBe(last);
    expect(addressCount(block(text))).toBe(count);
  });

  it('first and last address are in, their neighbours are not', () => {
    const inside = ['10.0.1.0', '10.0.1.255'].map((text) =>
      containsAddress(block('10.0.1.0/24'), address(text)),
    );
    const outside = ['10.0.0.255', '10.0.2.0'].map((text) =>
      containsAddress(block('10.0.1.0/24'), address(text)),
    );
    expect({ inside, outside }).toEqual({ inside: [true, true], outside: [false, false] });
  });
});

describe('two blocks', () => {
  it.each([
    ['10.0.0.0/16', '10.0.0.0/16', 'contains'],
    ['10.0.0.0/16', '10.0.255.0/24', 'contains'],
    ['10.0.0.0/16', '10.1.0.0/24', 'apart'],
    ['10.0.255.0/24', '10.0.0.0/16', 'inside'],
    ['10.0.0.0/24', '10.0.1.0/24', 'apart'],
    ['0.0.0.0/0', '::/0', 'apart'],
    ['::/0', '10.0.0.0/8', 'apart'],
    ['::ffff:0:0/96', '0.0.0.0/0', 'apart'],
  ])('%s and %s: %s', (a, b, relation) => {
    expect(containsBlock(block(a), block(b))).toBe(relation === 'contains');
    expect(overlaps(block(a), block(b))).toBe(relation !== 'apart');
  });
});

describe('order', () => {
  it('is IPv4 first, then by number and not by text, then the larger block', () => {
    const sorted = [
      '9.0.0.0/8',
      '10.0.0.0/8',
      '10.0.0.0/16',
      '10.0.1.0/24',
      '100.64.0.0/10',
      '::/0',
      '::/128',
      'fc00::/7',
    ];
    expect(
      parseCidrBlocks([...sorted].reverse())
        .sort(compareBlocks)
        .map(formatCidrBlock),
    ).toEqual(sorted);
  });

  it('of addresses is IPv4 first, then by number', () => {
    const sorted = ['9.255.255.255', '10.0.0.1', '100.64.0.1', '::', '::1', 'fc00::'];
    const reversed = [...sorted].reverse().map((text) => address(text));
    expect(reversed.sort(compareAddresses).map(formatAddress)).toEqual(sorted);
  });
});

describe('parts of a block', () => {
  it.each([
    ['10.0.0.0/16', 19, 0, '10.0.0.0/19'],
    ['10.0.0.0/16', 19, 7, '10.0.224.0/19'],
    ['10.0.0.0/16', 16, 0, '10.0.0.0/16'],
    ['0.0.0.0/0', 32, 4294967295, '255.255.255.255/32'],
    ['2001:db8::/56', 64, 255, '2001:db8:0:ff::/64'],
    ['::/0', 128, 2n ** 128n - 1n, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'],
  ])('%s cut into /%d: number %d is %s', (outer, prefixLength, index, part) => {
    expect(formatCidrBlock(subBlock(block(outer), prefixLength, index))).toBe(part);
  });

  it('come in order', () => {
    expect(Array.from(splitBlock(block('10.0.0.0/22'), 24), formatCidrBlock)).toEqual([
      '10.0.0.0/24',
      '10.0.1.0/24',
      '10.0.2.0/24',
      '10.0.3.0/24',
    ]);
  });

  it('come one at a time, so the first of very many is cheap', () => {
    const [first] = splitBlock(block('::/0'), 128);
    expect(first && formatCidrBlock(first)).toBe('::/128');
  });

  it('can be gone through more than once', () => {
    const parts = splitBlock(block('10.0.0.0/23'), 24);
    expect([...parts]).toEqual([...parts]);
  });

  it.each([23, 33, 24.5, NaN, -1])('refuses to cut a /24 into /%d, at the call', (prefixLength) => {
    for (const cut of [subBlockCount, splitBlock]) {
      expect(() => cut(block('10.0.0.0/24'), prefixLength)).toThrow(
        `\`10.0.0.0/24\` cannot be cut into blocks of \`/${prefixLength}\`; use a prefix length from 24 to 32 [CIDR201]`,
      );
    }
  });

  it.each([4, 4n, -1, -1n, 0.5, NaN, Infinity, 2n ** 200n])('refuses index %p of four parts', (index) => {
    expect(() => subBlock(block('10.0.0.0/22'), 24, index)).toThrow(
      `\`10.0.0.0/22\` has 4 blocks of \`/24\`, and none has index \`${index}\`; use an index from 0 to 3, or a larger block [CIDR202]`,
    );
  });

  it('refuses a second part of a block that is not cut', () => {
    expect(() => subBlock(block('10.0.0.0/24'), 24, 1)).toThrow(
      '`10.0.0.0/24` has 1 block of `/24`, and none has index `1`; use index 0 [CIDR202]',
    );
  });
});

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

it('what is refused is a PlanError', () => {
  expect(() => subBlock(block('10.0.0.0/24'), 24, 1)).toThrow(PlanError);
});
