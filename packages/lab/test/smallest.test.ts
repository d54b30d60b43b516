import type { EgressPolicy } from '@inspected-egress/policy';
import { smallest } from './support/smallest';

const POLICY: EgressPolicy = {
  version: 1,
  name: 'large',
  mode: 'enforce',
  rules: [
    { id: 'a', destinations: [{ name: 'a.org' }], applications: ['https'], action: 'pass' },
    {
      id: 'b',
      sources: [{ tier: 'protected' }, { cidrBlock: '10.0.0.0/8' }],
      destinations: [{ country: 'US' }, { anywhere: 'all' }],
      applications: ['ssh', 'https'],
      action: 'drop',
      expires: '2026-12-31',
    },
    { id: 'c', destinations: [{ anywhere: 'all' }], applications: ['dns'], action: 'alert' },
  ],
};

it('the smallest policy that fails has nothing that can be left out', () => {
  const fails = ({ rules }: EgressPolicy) =>
    rules.some(
      ({ destinations, applications }) =>
        applications.includes('ssh') && destinations.some((one) => 'country' in one),
    );
  expect(smallest(POLICY, fails).rules).toEqual([
    { id: 'b', destinations: [{ country: 'US' }], applications: ['ssh'], action: 'drop' },
  ]);
});

it('what takes two rules keeps both', () => {
  const fails = ({ rules }: EgressPolicy) => rules.some(({ id }) => id === 'a') && rules.at(-1)?.id === 'c';
  expect(smallest(POLICY, fails).rules.map(({ id }) => id)).toEqual(['a', 'c']);
});
