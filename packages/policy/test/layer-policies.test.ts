import { evaluate, findPolicyProblems, layerPolicies, type EgressPolicy } from '../src';
import { anyFlow, anyPolicy } from './support/arbitraries';
import { policyOf, rule, TODAY } from './support/policies';
import { fc, runs } from './support/properties';

const baseline = policyOf(
  [rule({ id: 'no-uploads', destinations: [{ name: '*.upload.example' }], action: 'drop' })],
  {
    name: 'organization',
  },
);
const team = (fields: Partial<EgressPolicy['rules'][number]>, more: Partial<EgressPolicy> = {}) =>
  policyOf([rule({ id: 'team-a', ...fields })], { name: 'team', ...more });

it('the rules of the baseline come first, and its name and mode hold', () => {
  const { policy, conflicts } = layerPolicies(baseline, [team({ destinations: [{ name: 'pypi.org' }] })]);
  expect(policy).toMatchObject({ name: 'organization', mode: 'enforce' });
  expect(policy.rules.map(({ id }) => id)).toEqual(['no-uploads', 'team-a']);
  expect(conflicts).toEqual([]);
});

it('what the baseline drops a team cannot pass, and is told so', () => {
  const { conflicts } = layerPolicies(baseline, [team({ destinations: [{ name: 'a.upload.example' }] })]);
  expect(conflicts).toEqual([
    {
      code: 'POL154',
      path: 'additions[0].rules[0]',
      message: 'the rule says pass and never decides: `no-uploads` before it says otherwise',
      remedy: 'remove it, or agree on an exception in the baseline',
    },
  ]);
});

it('a team cannot turn enforcing off, and is told so', () => {
  const { policy, conflicts } = layerPolicies(baseline, [team({}, { mode: 'monitor' })]);
  expect(policy.mode).toBe('enforce');
  expect(conflicts).toEqual([expect.objectContaining({ code: 'POL153', path: 'additions[0].mode' })]);
});

it('the same set may stand in two policies only if it means the same', () => {
  const sets = { index: [{ name: 'pypi.org' }] };
  const withIndex = { ...baseline, sets };
  expect(layerPolicies(withIndex, [team({}, { sets })]).policy.sets).toEqual(sets);
  expect(() => layerPolicies(withIndex, [team({}, { sets: { index: [{ name: 'evil.example' }] } })])).toThrow(
    'additions[0].sets.index: the name means something else in baseline',
  );
});

it('rule ids that clash, and policies that are not valid, are refused with their place', () => {
  expect(() => layerPolicies(baseline, [team({}), team({})])).toThrow('additions[1].rules[0].id: `team-a`');
  expect(() => layerPolicies(baseline, [team({ destinations: [] })])).toThrow(
    'additions[0].rules[0].destinations: the list',
  );
});

it('law: where a rule of the baseline decides, the layered policy says the same, and otherwise what the team says', () => {
  fc.assert(
    fc.property(anyPolicy, anyPolicy, anyFlow, (organization, other, flow) => {
      const addition = { ...other, rules: other.rules.map((one) => ({ ...one, id: `team-${one.id}` })) };
      const { policy } = layerPolicies(organization, [addition]);
      expect(findPolicyProblems(policy)).toEqual([]);
      const enforce = (one: EgressPolicy) => evaluate({ ...one, mode: 'enforce' }, flow, { today: TODAY });
      const [alone, under, layered] = [enforce(organization), enforce(addition), enforce(policy)];
      expect(layered.verdict).toBe(alone.rule === undefined ? under.verdict : alone.verdict);
    }),
    runs(500),
  );
});
