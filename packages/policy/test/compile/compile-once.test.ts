import { compileOnce, type EgressPolicy } from '../../src';
import { policyOf, rule, TODAY } from '../support/policies';

function counting() {
  let runs = 0;
  const compile = compileOnce((policy: EgressPolicy, options: { today: string }) => {
    runs += 1;
    if (policy.rules.length === 0) throw new Error('no rules');
    return { artefact: `${policy.name} on ${options.today}`, approximations: [], remarks: [] };
  });
  return { compile, runs: () => runs };
}

it('compiles once what says the same, in whatever object', () => {
  const { compile, runs } = counting();
  compile(policyOf([rule({})]), { today: TODAY });
  compile(policyOf([rule({})]), { today: TODAY });
  expect(runs()).toBe(1);
});

it('compiles again for another day, and for a policy that was changed in place', () => {
  const { compile, runs } = counting();
  const policy = { ...policyOf([rule({})]) };
  compile(policy, { today: TODAY });
  compile(policy, { today: '2027-01-01' });
  Object.assign(policy, { name: 'renamed' });
  expect(compile(policy, { today: TODAY }).artefact).toBe(`renamed on ${TODAY}`);
  expect(runs()).toBe(3);
});

it('keeps nothing of what throws, and forgets the oldest of many', () => {
  const { compile, runs } = counting();
  const nothing = () => compile(policyOf([]), { today: TODAY });
  expect(nothing).toThrow('no rules');
  expect(nothing).toThrow('no rules');
  expect(runs()).toBe(2);
  for (let day = 0; day <= 16; day += 1) compile(policyOf([rule({})]), { today: `day ${day}` });
  compile(policyOf([rule({})]), { today: 'day 16' });
  expect(runs()).toBe(19);
  compile(policyOf([rule({})]), { today: 'day 0' });
  expect(runs()).toBe(20);
});
