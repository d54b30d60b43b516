import fc from 'fast-check';
import {
  ADDRESS_BITS,
  formatCidrBlock,
  parseCidrBlock,
  subBlock,
  type AddressFamily,
  type CidrBlock,
} from '../../src';

export const EVERYTHING: Readonly<Record<AddressFamily, CidrBlock>> = {
  4: parseCidrBlock('0.0.0.0/0'),
  6: parseCidrBlock('::/0'),
};

export const anyFamily = fc.constantFrom<AddressFamily[]>(4, 6);

/** Any block inside another, of any size. */
export function blockWithin(outer: CidrBlock): fc.Arbitrary<CidrBlock> {
  return fc
    .integer({ min: outer.prefixLength, max: ADDRESS_BITS[outer.family] })
    .chain((prefixLength) =>
      fc
        .bigInt({ min: 0n, max: (1n << BigInt(prefixLength - outer.prefixLength)) - 1n })
        .map((index) => subBlock(outer, prefixLength, index)),
    );
}

export const anyBlock = anyFamily.chain((family) => blockWithin(EVERYTHING[family]));

/** Blocks that meet often, where two random ones almost never would: inside a /24, and at both ends of each space. */
export const crowdedBlock = fc
  .constantFrom('10.0.0.0/24', '0.0.0.0/0', '0.0.0.0/25', '255.255.255.128/25', '::/0', '::/121', 'ffff::/16')
  .chain((text) => {
    const outer = parseCidrBlock(text);
    const deepest = Math.min(outer.prefixLength + 6, ADDRESS_BITS[outer.family]);
    return fc
      .integer({ min: outer.prefixLength, max: deepest })
      .chain((prefixLength) =>
        fc
          .nat({ max: 2 ** (prefixLength - outer.prefixLength) - 1 })
          .map((index) => subBlock(outer, prefixLength, index)),
      );
  });

/** Text one or two slips of the hand away from a canonical block. */
export const nearlyBlockText = fc
  .tuple(
    anyBlock.map(formatCidrBlock),
    fc.array(
      fc.record({
        at: fc.nat({ max: 45 }),
        remove: fc.nat({ max: 3 }),
        insert: fc.constantFrom(
          '',
          '0',
          '00',
          '1',
          '9',
          '25',
          'a',
          'A',
          'F',
          ':',
          '::',
          '.',
          '/',
          '/0',
          '/24',
          '%1',
          ' ',
        ),
      }),
      { maxLength: 2 },
    ),
  )
  .map(([text, slips]) =>
    slips.reduce((current, { at, remove, insert }) => {
      const from = at % (current.length + 1);
      return current.slice(0, from) + insert + current.slice(from + remove);
    }, text),
  );
