import fc from 'fast-check';
import { evaluate, type EgressRule } from '../src';
import { anyFlow, anyPartialFlow, anyPolicy } from './support/arbitraries';
import { judgeNaively } from './support/naive-oracle';
import { TODAY } from './support/policies';

const options = { today: TODAY };

describe('law', () => {
  it('the first matching rule that does not only alert decides, and what no rule matches is dropped', () => {
    fc.assert(
      fc.property(anyPolicy, anyFlow, (policy, flow) => {
        const { verdict, rule, alerts } = evaluate({ ...policy, mode: 'enforce' }, flow, options);
        expect({ verdict, rule, alerts }).toEqual(judgeNaively(policy, flow, TODAY));
      }),
      { numRuns: 1500 },
    );
  });

  it('monitor drops nothing, and says what enforce would have done', () => {
    fc.assert(
      fc.property(anyPolicy, anyFlow, (policy, flow) => {
        const enforced = evaluate({ ...policy, mode: 'enforce' }, flow, options);
        const { verdict, monitored, alerts } = evaluate({ ...policy, mode: 'monitor' }, flow, options);
        expect(verdict).toBe('pass');
        expect(monitored).toBe(enforced.verdict === 'pass' ? undefined : enforced.verdict);
        expect(alerts).toEqual(expect.arrayContaining([...enforced.alerts]));
      }),
      { numRuns: 400 },
    );
  });

  it('a pass rule at the end never turns a pass into anything else', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyPartialFlow, (policy, other, { partial }) => {
        const more = other.rules.map(
          (rule): EgressRule => ({ ...rule, id: `more-${rule.id}`, action: 'pass' }),
        );
        const before = evaluate(policy, partial, options);
        const after = evaluate({ ...policy, rules: [...policy.rules, ...more] }, partial, options);
        fc.pre(before.verdict === 'pass');
        expect(after.verdict).toBe('pass');
      }),
      { numRuns: 500 },
    );
  });

  it('a verdict that is determined stays, whatever the facts left out turn out to be', () => {
    fc.assert(
      fc.property(anyPolicy, anyPartialFlow, anyFlow, (policy, { partial }, other) => {
        const early = evaluate(policy, partial, options);
        const late = evaluate(policy, { ...other, ...partial }, options);
        expect(late.verdict).not.toBe('undetermined');
        if (early.verdict !== 'undetermined') expect(late.verdict).toBe(early.verdict);
        if (early.rule !== undefined) expect(late.rule).toBe(early.rule);
        expect(late.alerts).toEqual(expect.arrayContaining([...early.alerts]));
      }),
      { numRuns: 1500 },
    );
  });

  it('what is said to be missing was left out, and only an undetermined verdict misses anything', () => {
    fc.assert(
      fc.property(anyPolicy, anyPartialFlow, (policy, { partial, left }) => {
        const { verdict, missing } = evaluate(policy, partial, options);
        expect(missing.length > 0).toBe(verdict === 'undetermined');
        for (const fact of missing) expect(left).toContain(fact);
      }),
      { numRuns: 500 },
    );
  });

  it('the order of destinations, applications and sources in a rule changes nothing', () => {
    fc.assert(
      fc.property(anyPolicy, anyPartialFlow, (policy, { partial }) => {
        const turned = policy.rules.map((rule) => ({
          ...rule,
          destinations: [...rule.destinations].reverse(),
          applications: [...rule.applications].reverse(),
          ...(rule.sources === undefined ? {} : { sources: [...rule.sources].reverse() }),
        }));
        expect(evaluate({ ...policy, rules: turned }, partial, options)).toEqual(
          evaluate(policy, partial, options),
        );
      }),
      { numRuns: 400 },
    );
  });
});
