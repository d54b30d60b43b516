import { REACHABILITY_CODES } from '../../src/walk/reachability-code';
import { TOLD } from './reachability-codes';

it.each(TOLD)('$code is said by $by', ({ code, codes }) => {
  expect(codes()).toContain(code);
});

it('every code that may be said is said somewhere', () => {
  expect([...new Set(TOLD.map(({ code }) => code))].sort()).toEqual([...REACHABILITY_CODES].sort());
});
