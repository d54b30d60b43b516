import { both, either, missingFacts, NO, unknownWithout, YES, type Truth } from '../src/truth';

const PORT = unknownWithout('port');
const SNI = unknownWithout('sni');

// Kleene's three-valued logic, with the facts that an unknown answer waits for.
it.each<[Truth, Truth, Truth, Truth]>([
  [YES, YES, YES, YES],
  [YES, NO, NO, YES],
  [NO, YES, NO, YES],
  [NO, NO, NO, NO],
  [PORT, YES, PORT, YES],
  [YES, PORT, PORT, YES],
  [PORT, NO, NO, PORT],
  [NO, PORT, NO, PORT],
  [PORT, SNI, PORT | SNI, PORT | SNI],
])('%i and %i: both %i, either %i', (a, b, and, or) => {
  expect(both(a, b)).toBe(and);
  expect(either(a, b)).toBe(or);
});

it('an answer that is no waits for nothing', () => {
  expect(missingFacts(both(NO, PORT))).toEqual([]);
  expect(missingFacts(both(PORT, SNI))).toEqual(['port', 'sni']);
});
