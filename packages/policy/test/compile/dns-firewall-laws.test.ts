import {
  compileDnsFirewall,
  evaluate,
  type DnsFirewallOptions,
  type EgressPolicy,
  type Flow,
} from '../../src';
import { anyPolicy } from '../support/arbitraries';
import { findRefusals, interpret } from '../support/dns-firewall-interpreter';
import { judgeNaively } from '../support/naive-oracle';
import { TODAY } from '../support/policies';
import { anyQuery } from '../support/queries';
import { fc, runs } from '../support/properties';

const anyOptions: fc.Arbitrary<DnsFirewallOptions> = fc.record(
  {
    today: fc.constant(TODAY),
    redirection: fc.constantFrom('trust' as const, 'inspect' as const),
    alsoAllow: fc.subarray(['evil.test', '*.example.com', 'a.example.com']),
  },
  { requiredKeys: ['today'] },
);
const anyHops = fc.subarray(['cdn.test', 'b.a.example.com']);

const isPermitted = (policy: EgressPolicy, flow: Flow) =>
  evaluate(policy, flow, { today: TODAY }).verdict === 'pass';
const nameOf = ({ queryName }: Flow) => queryName ?? '.';
const ofWholeVpc = (policy: EgressPolicy): EgressPolicy => ({
  ...policy,
  rules: policy.rules.map(({ sources: _, ...rule }) => rule),
});
/** Whether a rule is about a flow with the name, whoever sends it. */
const isAbout = (policy: EgressPolicy, id: string, flow: Flow) => {
  const rules = ofWholeVpc(policy).rules.filter((rule) => rule.id === id);
  return (
    judgeNaively({ ...policy, rules: rules.map((rule) => ({ ...rule, action: 'pass' })) }, flow, TODAY)
      .verdict === 'pass'
  );
};

it('law: what the policy permits is resolved, but where an approximation says that it is narrower', () => {
  fc.assert(
    fc.property(anyPolicy, anyQuery, anyOptions, anyHops, (policy, query, options, redirects) => {
      fc.pre(isPermitted(policy, query));
      const { artefact, approximations } = compileDnsFirewall(policy, options);
      if (interpret(artefact, { name: nameOf(query), redirects }) !== 'blocked') return;
      expect(approximations.map(({ direction }) => direction)).toContain('narrower');
      expect(options.redirection).toBe('inspect');
    }),
    runs(300),
  );
});

it('law: what the policy forbids is blocked, but where an approximation says that it is wider', () => {
  fc.assert(
    fc.property(anyPolicy, anyQuery, anyOptions, (policy, query, options) => {
      fc.pre(!isPermitted(policy, query));
      const { artefact, approximations } = compileDnsFirewall(policy, options);
      if (interpret(artefact, { name: nameOf(query) }) === 'blocked') return;
      const wider = approximations.filter(({ direction }) => direction === 'wider');
      const told = wider.filter(({ rule }) => rule === undefined || isAbout(policy, rule, query));
      expect(told).not.toEqual([]);
    }),
    runs(300),
  );
});

it('law: a policy of rules for every workload is said exactly, its alerts included', () => {
  fc.assert(
    fc.property(anyPolicy.map(ofWholeVpc), anyQuery, (policy, query) => {
      const { artefact, approximations } = compileDnsFirewall(
        { ...policy, mode: 'enforce' },
        { today: TODAY },
      );
      const { verdict, alerts } = judgeNaively(policy, query, TODAY);
      const permitted = alerts.length > 0 ? 'resolved and marked' : 'resolved';
      expect(approximations).toEqual([]);
      expect(interpret(artefact, { name: nameOf(query) })).toBe(verdict === 'pass' ? permitted : 'blocked');
    }),
    runs(300),
  );
});

it('law: a rule for other names moves no priority and changes no list', () => {
  fc.assert(
    fc.property(anyPolicy, fc.nat(6), fc.constantFrom('pass', 'drop', 'alert'), (policy, place, action) => {
      const added = {
        id: 'added',
        destinations: [{ name: '*.added.example' }],
        applications: ['https' as const],
        action,
      };
      const rules = [...policy.rules.slice(0, place), added, ...policy.rules.slice(place)];
      const listsOf = (one: EgressPolicy) =>
        compileDnsFirewall(one, { today: TODAY }).artefact.ruleGroups.flatMap((group) => group.rules);
      expect(listsOf({ ...policy, rules })).toEqual(expect.arrayContaining(listsOf(policy)));
    }),
    runs(200),
  );
});

it('law: every rule is in the artefact, or a remark or an approximation says why not', () => {
  fc.assert(
    fc.property(anyPolicy, anyOptions, (policy, options) => {
      const { artefact, approximations, remarks } = compileDnsFirewall(policy, options);
      const told = new Set([
        ...artefact.ruleGroups.flatMap(({ rules }) =>
          rules.flatMap(({ rule, alerts = [] }) => [rule, ...alerts]),
        ),
        ...[...approximations, ...remarks].map(({ rule }) => rule),
      ]);
      expect(policy.rules.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
    }),
    runs(200),
  );
});

it('law: monitor blocks nothing, whether DNS Firewall answers or not', () => {
  fc.assert(
    fc.property(anyPolicy, anyQuery, (policy, query) => {
      const { artefact, approximations } = compileDnsFirewall(
        { ...policy, mode: 'monitor' },
        { today: TODAY, redirection: 'inspect' },
      );
      expect(interpret(artefact, { name: nameOf(query), redirects: ['cdn.test'] })).not.toBe('blocked');
      expect({ failOpen: artefact.failOpen, approximations }).toEqual({
        failOpen: 'ENABLED',
        approximations: [],
      });
    }),
    runs(200),
  );
});

it('law: nothing is what AWS would refuse', () => {
  fc.assert(
    fc.property(anyPolicy, anyOptions, (policy, options) => {
      expect(findRefusals(compileDnsFirewall(policy, options).artefact)).toEqual([]);
    }),
    runs(200),
  );
});
