import { PlanError } from '@inspected-egress/problem';
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

it('what is refused is a PlanError', () => {
  expect(() => subBlock(block('10.0.0.0/24'), 24, 1)).toThrow(PlanError);
});
