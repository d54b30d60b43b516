import type { Problem } from '@inspected-egress/problem';

// Where constructs find what an environment says elsewhere.
const PLACES: readonly (readonly [construct: RegExp, config: string])[] = [
  [/^(engine\.egressPolicy|egressPolicy\.policy)(?=[.[]|$)/, 'policy'],
  [/^(engine\.|egressPolicy\.)?today$/, 'policyDate'],
  [/^(engine\.|egressPolicy\.)?prefixLists(?=[.[]|$)/, 'prefixLists'],
];

/** The same problem, at its place in the configuration of an environment. */
export function inConfig(problem: Problem): Problem {
  const found = PLACES.find(([construct]) => construct.test(problem.path));
  return found === undefined ? problem : { ...problem, path: problem.path.replace(...found) };
}
