import { AddressSet, formatCidrBlock, parseAddress, parseCidrBlock, parseCidrBlocks } from '../src';

const set = (...texts: string[]) => AddressSet.of(parseCidrBlocks(texts));
const texts = (addresses: AddressSet) => addresses.toCidrBlocks().map(formatCidrBlock);

describe('a set of addresses', () => {
  it('joins blocks that touch, overlap or repeat', () => {
    expect(texts(set('10.0.1.0/24', '10.0.0.0/24', '10.0.0.0/25', '10.0.0.0/24'))).toEqual(['10.0.0.0/23']);
  });

  it('does not join neighbours that are no block together', () => {
    expect(texts(set('10.0.1.0/24', '10.0.2.0/24'))).toEqual(['10.0.1.0/24', '10.0.2.0/24']);
  });

  it('takes single addresses', () => {
    const addresses = ['10.0.0.0', '10.0.0.1', '::1'].map((text) => parseAddress(text));
    expect(texts(AddressSet.of(addresses))).toEqual(['10.0.0.0/31', '::1/128']);
  });

  it('leaves what a hole leaves', () => {
    expect(texts(set('10.0.0.0/24').difference(set('10.0.0.5/32')))).toEqual([
      '10.0.0.0/30',
      '10.0.0.4/32',
      '10.0.0.6/31',
      '10.0.0.8/29',
      '10.0.0.16/28',
      '10.0.0.32/27',
      '10.0.0.64/26',
      '10.0.0.128/25',
    ]);
  });

  it('that is everything is one block of each family', () => {
    expect(texts(AddressSet.everything())).toEqual(['0.0.0.0/0', '::/0']);
    expect(texts(AddressSet.everything(4))).toEqual(['0.0.0.0/0']);
    expect(texts(AddressSet.everything(6))).toEqual(['::/0']);
    expect(AddressSet.everything().size).toBe(2n ** 32n + 2n ** 128n);
  });

  it('that is empty has no block, no address, and holds nothing', () => {
    const empty = AddressSet.empty();
    expect({ blocks: [...empty], size: empty.size, isEmpty: empty.isEmpty }).toEqual({
      blocks: [],
      size: 0n,
      isEmpty: true,
    });
    expect(empty.contains(parseAddress('0.0.0.0'))).toBe(false);
  });

  it.each(['10.0.0.1/32', '::/0'])('of %s alone is not empty', (text) => {
    expect(set(text).isEmpty).toBe(false);
  });

  it('contains a block only when it has every address of it', () => {
    const addresses = set('10.0.0.0/24', '10.0.2.0/24');
    const answers = ['10.0.0.0/24', '10.0.2.128/25', '10.0.0.0/22', '10.0.1.0/24', '::/0'].map((text) =>
      addresses.contains(parseCidrBlock(text)),
    );
    expect(answers).toEqual([true, true, false, false, false]);
  });

  it('is not changed by what is made of it', () => {
    const addresses = set('10.0.0.0/24', '::/64');
    addresses.union(set('10.0.1.0/24'));
    addresses.difference(set('10.0.0.0/25'));
    addresses.intersection(set('::/65'));
    addresses.complement();
    addresses.toCidrBlocks().pop();
    expect(texts(addresses)).toEqual(['10.0.0.0/24', '::/64']);
  });

  it('is read by people and by JSON as its blocks', () => {
    expect(`${set('::/0', '10.0.0.0/8')}`).toBe('{10.0.0.0/8, ::/0}');
    expect(JSON.stringify({ allowed: set('::/0', '10.0.0.0/8') })).toBe('{"allowed":["10.0.0.0/8","::/0"]}');
  });

  it('that differs is seen to differ by a test framework', () => {
    expect(set('10.0.0.0/8')).not.toEqual(set('10.0.0.0/9'));
    expect(set('10.0.0.0/8')).not.toEqual(AddressSet.empty());
  });
});
