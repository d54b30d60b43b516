import { planStableIds } from '../../src/compile/stable-ids';
import { fc } from '../support/properties';

const NARROW = { first: 100, size: 40 }; // so that ids collide
const WIDE = { first: 1, size: 3_000_000_000 }; // so that they do not
const keys = fc.uniqueArray(fc.string(), { maxLength: 20 });

it('law: one id for each key, none twice', () => {
  fc.assert(
    fc.property(keys, (some) => {
      const ids = [...planStableIds(some, NARROW).values()];
      expect(ids).toHaveLength(some.length);
      expect(new Set(ids).size).toBe(some.length);
      expect(ids.every((id) => id >= 100 && id < 140)).toBe(true);
    }),
  );
});

it('law: a key that is there twice is refused', () => {
  expect(() => planStableIds(['one', 'other', 'one'], NARROW)).toThrow('two have the key one');
});

it('law: order does not matter', () => {
  fc.assert(
    fc.property(keys, (some) => {
      const ids = planStableIds(some, NARROW);
      const reversed = planStableIds([...some].reverse(), NARROW);
      expect(some.map((key) => reversed.get(key))).toEqual(some.map((key) => ids.get(key)));
    }),
  );
});

it('law: another key moves no id', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 20 }), ([added = '', ...some]) => {
      const before = planStableIds(some, WIDE);
      const after = planStableIds([...some, added], WIDE);
      expect(some.map((key) => after.get(key))).toEqual(some.map((key) => before.get(key)));
    }),
  );
});
