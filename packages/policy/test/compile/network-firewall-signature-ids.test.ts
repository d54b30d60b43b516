import fc from 'fast-check';
import { planSignatureIds } from '../../src/compile/network-firewall/signature-ids';

const NARROW = { first: 100, size: 40 }; // so that ids collide
const keys = fc.uniqueArray(fc.string(), { maxLength: 20 });

it('law: one id for each key, none twice', () => {
  fc.assert(
    fc.property(keys, (some) => {
      const ids = [...planSignatureIds(some, NARROW).values()];
      expect(ids).toHaveLength(some.length);
      expect(new Set(ids).size).toBe(some.length);
      expect(ids.every((id) => id >= 100 && id < 140)).toBe(true);
    }),
  );
});

it('law: order does not matter', () => {
  fc.assert(
    fc.property(keys, (some) => {
      const ids = planSignatureIds(some, NARROW);
      const reversed = planSignatureIds([...some].reverse(), NARROW);
      expect(some.map((key) => reversed.get(key))).toEqual(some.map((key) => ids.get(key)));
    }),
  );
});

it('law: another key moves no id', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 20 }), ([added = '', ...some]) => {
      const before = planSignatureIds(some);
      const after = planSignatureIds([...some, added]);
      expect(some.map((key) => after.get(key))).toEqual(some.map((key) => before.get(key)));
    }),
  );
});
