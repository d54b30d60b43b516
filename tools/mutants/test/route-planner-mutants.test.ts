import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mutate } from '../src/mutant';
import { ROUTE_PLANNER_MUTANTS } from '../src/route-planner-mutants';

const root = resolve(__dirname, '../../..');

describe('mutants of the route planner', () => {
  it('are at least 15, each another breakage', () => {
    const replacements = ROUTE_PLANNER_MUTANTS.map(({ find, replace }) => `${find} -> ${replace}`);
    expect(new Set(replacements).size).toBe(ROUTE_PLANNER_MUTANTS.length);
    expect(ROUTE_PLANNER_MUTANTS.length).toBeGreaterThanOrEqual(15);
  });

  it.each(ROUTE_PLANNER_MUTANTS.map((mutant) => [mutant.breaks, mutant] as const))(
    'break one place of the source as it is: %s',
    (_, mutant) => {
      const source = readFileSync(resolve(root, mutant.file), 'utf8');
      expect(mutate(source, mutant)).not.toBe(source);
    },
  );
});

describe('a mutant', () => {
  it('is refused when its text is not there exactly once', () => {
    const mutant = { breaks: 'nothing', file: 'x.ts', find: 'a', replace: 'b' };
    expect(() => mutate('aa', mutant)).toThrow('`a` stands 2 times in x.ts; a mutant breaks one place');
    expect(() => mutate('c', mutant)).toThrow('`a` stands 0 times in x.ts; a mutant breaks one place');
  });
});
