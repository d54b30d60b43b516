import { ALL_GAPS } from './gaps';
import { REFUSED } from './gaps-refused';
import { UNSAYABLE } from './gaps-unsayable';
import { refusal } from './messages';

describe('is refused, with a code and a remedy', () => {
  it.each(REFUSED)('%s: %s', (_, __, attempt, code) => {
    // path: what is wrong; what to do [CODE]
    const [, ...problems] = refusal(attempt).split('\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`: .+; .+ \\[${code}\\d*\\]$`, 'u')));
  });
});

describe('cannot be said, and is always written', () => {
  it.each(UNSAYABLE)('%s (%j)', (_, __, expectIt) => {
    expect.hasAssertions();
    expectIt();
  });
});

it('each gap of the list has a test that names it', () => {
  const named = [...REFUSED.map(([gap]) => gap), ...UNSAYABLE.flatMap(([, gaps]) => gaps)];
  expect([...new Set(named)].sort()).toEqual([...ALL_GAPS].sort());
});
