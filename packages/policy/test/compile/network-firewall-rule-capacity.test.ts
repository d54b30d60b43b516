import { planCapacity } from '../../src';
import { fc } from '../support/properties';

const ruleCount = fc.integer({ min: 0, max: 30_000 });

describe('capacity of a rule group', () => {
  it('more rules never get less capacity', () => {
    fc.assert(fc.property(ruleCount, (count) => planCapacity(count) <= planCapacity(count + 1)));
  });

  it('there is room for as many rules again, up to half of what AWS allows', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 15_000 }), (count) => planCapacity(count) >= 2 * count));
  });

  it('every rule has room', () => {
    fc.assert(fc.property(ruleCount, (count) => planCapacity(count) >= count));
  });

  it('no capacity exceeds what AWS allows', () => {
    fc.assert(fc.property(ruleCount, (count) => planCapacity(count) <= 30_000));
  });

  it('one rule more changes nothing, except when the number of rules was a power of two from 64', () => {
    const steps = Array.from({ length: 30_000 }, (_, count) => count).filter(
      (count) => planCapacity(count) !== planCapacity(count + 1),
    );
    expect(steps).toEqual([64, 128, 256, 512, 1024, 2048, 4096, 8192]);
  });

  it.each([
    [0, 128],
    [1, 128],
    [64, 128],
    [65, 256],
    [5_000, 16_384],
    [8_193, 30_000],
    [30_000, 30_000],
  ])('%d rules get %d', (count, capacity) => {
    expect(planCapacity(count)).toBe(capacity);
  });
});
