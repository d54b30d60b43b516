import fc from 'fast-check';
import { listOr, quote, quoteAll } from '../src';

describe('quote', () => {
  it.each<[unknown, string]>([
    ['us-east-1a', '`us-east-1a`'],
    ['', '``'],
    [443, '`443`'],
    [null, '`null`'],
    [undefined, '`undefined`'],
    [Symbol('one'), '`Symbol(one)`'],
    [12n, '`12`'],
    [['a', 1], '`["a", 1]`'],
    [{ name: 'a', ports: [1, 2] }, '`{ name: "a", ports: [1, 2] }`'],
    [[[[['deep']]]], '`[[[…]]]`'],
    [{}, '`{}`'],
  ])('shows %p in backticks', (value, shown) => {
    expect(quote(value)).toBe(shown);
  });

  it('shows an ARN of a hundred characters whole, and the beginning of what is longer', () => {
    expect(quote('a'.repeat(100))).toBe(`\`${'a'.repeat(100)}\``);
    expect(quote('a'.repeat(101))).toBe(`\`${'a'.repeat(100)}…\``);
  });

  it('shows a value that holds itself', () => {
    const value: Record<string, unknown> = { name: 'a' };
    value['self'] = value;
    expect(quote(value)).toBe('`{ name: "a", self: { name: "a", self: { name: "a", self: … } } }`');
  });

  it('is short and throws nothing, whatever the value', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        expect(quote(value).length).toBeLessThanOrEqual(103);
      }),
    );
  });
});

describe('quoteAll and listOr', () => {
  it.each([
    [[], '', ''],
    [['a'], '`a`', '`a`'],
    [['a', 'b'], '`a`, `b`', '`a` or `b`'],
    [[1, 3, 5], '`1`, `3`, `5`', '`1`, `3` or `5`'],
  ])('list %j', (values, all, either) => {
    expect([quoteAll(values), listOr(values)]).toEqual([all, either]);
  });
});
