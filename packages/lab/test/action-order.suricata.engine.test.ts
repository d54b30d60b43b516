/**
 * Where no remark says that a rule holds in strict order only, the compiled rules decide the same in action order. Here
 * Suricata sorts and decides itself; strict order is what the replay emulates.
 */
import fc from 'fast-check';
import {
  compileNetworkFirewall,
  type EgressPolicy,
  type NetworkFirewallOptions,
} from '@inspected-egress/policy';
import { replayPolicy } from '../src/index';
import { passesInActionOrder } from './support/action-order';
import { captured } from './support/compared';
import { describeWithSuricata } from './support/engine';
import { ATTEMPTS_OF_EVERY_RULE, POLICIES_OF_EVERY_RULE } from './support/every-rule';
import { COUNTRIES } from './support/flows';
import { anyAttempt, anyPolicy, POLICIES_BY_HAND, PREFIX_LISTS, type Attempt } from './support/policies';

const SEED = 20261122;
const OPTIONS: NetworkFirewallOptions = {
  position: 'before-nat',
  natCidrBlocks: ['10.1.1.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24', '2600:1f00::/64'],
  prefixLists: PREFIX_LISTS,
  today: '2026-11-22',
};

function isStrictOnly(policy: EgressPolicy): boolean {
  return compileNetworkFirewall(policy, OPTIONS).remarks.some(({ remark }) =>
    remark.startsWith('holds in strict order only'),
  );
}

function compareOrders(policy: EgressPolicy, attempts: readonly Attempt[]) {
  const { artefact } = compileNetworkFirewall(policy, OPTIONS);
  const rules = artefact.ruleGroups.flatMap((group) => group.rules.trim().split('\n'));
  const variables = {
    homeNet: artefact.homeNet,
    ipSets: Object.assign({}, ...artefact.ruleGroups.map((group) => group.ipSetVariables ?? {})),
    countries: COUNTRIES,
  };
  // This Suricata does not know the country of an IPv6 address; the replay answers for it.
  const hasCountry = rules.some((rule) => rule.includes('geoip:'));
  const asked = attempts.filter(({ client }) => !hasCountry || !client.includes(':'));
  const flows = captured(asked, OPTIONS);
  const strict = replayPolicy({ ruleGroups: [rules.join('\n')], ...variables, defaultAction: 'none' }, flows);
  const byAction = passesInActionOrder(rules, variables, flows);
  const different = asked.flatMap((attempt, index) =>
    (strict[index]?.verdict === 'pass') === byAction[index]
      ? []
      : [{ request: attempt.request, to: attempt.server, strict: strict[index], rules: policy.rules }],
  );
  return { different, pairs: asked.length };
}

describeWithSuricata('in action order', () => {
  const generated = [...POLICIES_BY_HAND, ...fc.sample(anyPolicy, { seed: SEED, numRuns: 24 })];
  const cases = [
    ...POLICIES_OF_EVERY_RULE.map((policy) => ({ policy, attempts: ATTEMPTS_OF_EVERY_RULE })),
    ...generated.map((policy, index) => ({
      policy,
      attempts: fc.sample(anyAttempt, { seed: SEED + index, numRuns: 20 }),
    })),
  ];

  it('a policy without the remark decides as in strict order', () => {
    const free = cases
      .filter(({ policy }) => !isStrictOnly(policy))
      .map(({ policy, attempts }) => compareOrders(policy, attempts));
    expect(free.flatMap(({ different }) => different.slice(0, 1))).toEqual([]);
    expect(free.reduce((sum, { pairs }) => sum + pairs, 0)).toBeGreaterThanOrEqual(1_500);
  }, 600_000);

  it('a drop before a pass of the same is decided otherwise, as the remark says', () => {
    const rule = (id: string, name: string, action: 'pass' | 'drop') =>
      ({ id, destinations: [{ name }], applications: ['https'], action }) as const;
    const policy: EgressPolicy = {
      version: 1,
      name: 'strict',
      mode: 'enforce',
      rules: [rule('no-www', 'www.example.com', 'drop'), rule('example', '*.example.com', 'pass')],
    };
    const attempts = ATTEMPTS_OF_EVERY_RULE.slice(0, 1).map(
      (attempt): Attempt => ({
        ...attempt,
        request: { kind: 'tls', serverName: 'www.example.com' },
      }),
    );
    expect(isStrictOnly(policy)).toBe(true);
    expect(compareOrders(policy, attempts)).toMatchObject({
      different: [{ strict: { verdict: 'drop' } }],
    });
  });
});
