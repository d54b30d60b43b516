import { evaluate, makeEvaluator, type EgressRule } from '../src';
import { anyFlow, anyPartialFlow, anyPolicy } from './support/arbitraries';
import { judgeNaively } from './support/naive-oracle';
import { TODAY } from './support/policies';
import { anyPartialQuery, anyQuery } from './support/queries';
import { fc, runs } from './support/properties';

const options = { today: TODAY };
const anyPartial = fc.oneof(anyPartialFlow, anyPartialQuery);

describe('law', () => {
  it('the first matching rule that does not only alert decides, and what no rule matches is dropped', () => {
    fc.assert(
      fc.property(anyPolicy, anyFlow, (policy, flow) => {
        const { verdict, rule, alerts } = evaluate({ ...policy, mode: 'enforce' }, flow, options);
        expect({ verdict, rule, alerts }).toEqual(judgeNaively(policy, flow, TODAY));
      }),
      runs(1500),
    );
  });

  it('a verdict does not depend on the flows that were judged before', () => {
    const anyMany = fc.array(
      fc.oneof(
        anyPartial.map(({ partial }) => partial),
        anyQuery,
        anyFlow,
      ),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(anyPolicy, anyMany, (policy, flows) => {
        const judge = makeEvaluator(policy, options);
        expect(flows.map((flow) => judge(flow))).toEqual(
          flows.map((flow) => evaluate(policy, flow, options)),
        );
      }),
      runs(300),
    );
  });

  it('a query to the resolver passes if and only if some flow with the name asked does', () => {
    fc.assert(
      fc.property(anyPolicy, anyQuery, (policy, query) => {
        const { verdict, rule, alerts } = evaluate({ ...policy, mode: 'enforce' }, query, options);
        expect({ verdict, rule, alerts }).toEqual(judgeNaively(policy, query, TODAY));
      }),
      runs(300),
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
      runs(400),
    );
  });

  it('a pass rule at the end never turns a pass into anything else', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyPartial, (policy, other, { partial }) => {
        const more = other.rules.map(
          (rule): EgressRule => ({ ...rule, id: `more-${rule.id}`, action: 'pass' }),
        );
        const before = evaluate(policy, partial, options);
        const after = evaluate({ ...policy, rules: [...policy.rules, ...more] }, partial, options);
        fc.pre(before.verdict === 'pass');
        expect(after.verdict).toBe('pass');
      }),
      runs(500),
    );
  });

  it('a verdict that is determined stays, whatever the facts left out turn out to be', () => {
    fc.assert(
      fc.property(anyPolicy, anyPartial, anyFlow, (policy, { partial }, other) => {
        const early = evaluate(policy, partial, options);
        const late = evaluate(policy, { ...other, ...partial }, options);
        expect(late.verdict).not.toBe('undetermined');
        if (early.verdict !== 'undetermined') expect(late.verdict).toBe(early.verdict);
        if (early.rule !== undefined) expect(late.rule).toBe(early.rule);
        expect(late.alerts).toEqual(expect.arrayContaining([...early.alerts]));
      }),
      runs(1500),
    );
  });

  it('what is said to be missing was left out, and only an undetermined verdict misses anything', () => {
    fc.assert(
      fc.property(anyPolicy, anyPartial, (policy, { partial, left }) => {
        const { verdict, missing } = evaluate(policy, partial, options);
        expect(missing.length > 0).toBe(verdict === 'undetermined');
        for (const fact of missing) expect(left).toContain(fact);
      }),
      runs(500),
    );
  });

  it('the order of destinations, applications and sources in a rule changes nothing', () => {
    fc.assert(
      fc.property(anyPolicy, anyPartial, (policy, { partial }) => {
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
      runs(400),
    );
  });
});
