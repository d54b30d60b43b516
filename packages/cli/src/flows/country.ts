import { findPolicyProblems } from '@inspected-egress/policy';
import type { Problem } from '@inspected-egress/problem';

/** As a policy has countries: a text that no rule could name would match none, and nobody would be told. */
export function findCountryProblem(country: string): Problem | undefined {
  const [problem] = findPolicyProblems({
    version: 1,
    name: 'country',
    mode: 'enforce',
    rules: [{ id: 'country', destinations: [{ country }], applications: ['https'], action: 'pass' }],
  });
  return problem === undefined ? undefined : { ...problem, path: '' };
}
