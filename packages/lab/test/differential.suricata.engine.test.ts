/**
 * `evaluate` against Suricata: policies of every rule and generated ones are compiled and replayed with requests, and both
 * must say the same. A disagreement shows the smallest policy that has it, and a capture of the request.
 *
 * DIFFERENTIAL_SEED and DIFFERENTIAL_POLICIES choose other and more policies.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import {
  compileNetworkFirewall,
  workshopPolicy,
  type EgressPolicy,
  type NetworkFirewallOptions,
} from '@inspected-egress/policy';
import { checkRules } from '../src/index';
import { compare, disagrees, show, told, type Compared } from './support/compared';
import { describeWithSuricata } from './support/engine';
import { ATTEMPTS_OF_EVERY_RULE, EVERY_RULE, POLICIES_OF_EVERY_RULE } from './support/every-rule';
import { COUNTRIES } from './support/flows';
import { anyAttempt, anyPolicy, POLICIES_BY_HAND, PREFIX_LISTS, type Attempt } from './support/policies';
import { smallest } from './support/smallest';

const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20261122);
const POLICIES = Number(process.env.DIFFERENTIAL_POLICIES ?? 40);
const ATTEMPTS = 42;
const LEAST_COMPARED = 2_000;

const BEFORE_NAT: NetworkFirewallOptions = {
  position: 'before-nat',
  natCidrBlocks: ['10.1.1.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24', '2600:1f00::/64'],
  prefixLists: PREFIX_LISTS,
  today: '2026-11-22',
};
const AFTER_NAT: NetworkFirewallOptions = { ...BEFORE_NAT, position: 'after-nat' };

interface Case {
  readonly policy: EgressPolicy;
  readonly attempts: readonly Attempt[];
}

const systematic = POLICIES_OF_EVERY_RULE.map(
  (policy): Case => ({ policy, attempts: ATTEMPTS_OF_EVERY_RULE }),
);
const generated = [...POLICIES_BY_HAND, ...fc.sample(anyPolicy, { seed: SEED, numRuns: POLICIES })].map(
  (policy, index): Case => ({
    policy,
    attempts: fc.sample(anyAttempt, { seed: SEED + index, numRuns: ATTEMPTS }),
  }),
);
const someGenerated = generated.slice(0, Math.ceil(generated.length / 4));

function showSmallest(policy: EgressPolicy, { attempt }: Compared): string {
  const disagreementOn = (one: EgressPolicy) => compare(one, [attempt], BEFORE_NAT).compared.find(disagrees);
  const small = smallest(policy, (one) => disagreementOn(one) !== undefined);
  const still = disagreementOn(small);
  return still === undefined ? `only among other requests: ${policy.name}` : show(small, still);
}

describeWithSuricata(
  `every rule, ${POLICIES} policies and ${ATTEMPTS} requests for each, seed ${SEED}`,
  () => {
    it('every compiled rule loads without a warning, and none that passes is judged by addresses alone', () => {
      const problems = [...systematic, ...someGenerated].flatMap(({ policy }) => {
        const { ruleGroups, homeNet } = compileNetworkFirewall(policy, AFTER_NAT).artefact;
        return ruleGroups.flatMap(({ rules, ipSetVariables = {} }) => {
          return checkRules(rules, { homeNet, ipSets: ipSetVariables, countries: COUNTRIES }).problems;
        });
      });
      expect(problems).toEqual([]);
    }, 600_000);

    it('before NAT Suricata decides as the policy says, by the same rule and with the same alerts', () => {
      const verdicts = new Set<string>();
      const decided = new Set<string>();
      let pairs = 0;
      const disagreements = [...systematic, ...generated].flatMap(({ policy, attempts }) => {
        const { compared } = compare(policy, attempts, BEFORE_NAT);
        pairs += compared.length;
        for (const { expected } of compared) {
          verdicts.add(expected.verdict);
          for (const id of [...expected.alerts, expected.rule ?? '']) decided.add(id);
        }
        const [first] = compared.filter(disagrees);
        return first === undefined ? [] : [showSmallest(policy, first)];
      });
      expect(disagreements).toEqual([]);
      expect([...verdicts].sort()).toEqual(['drop', 'pass', 'reject']);
      expect(pairs).toBeGreaterThanOrEqual(LEAST_COMPARED);
      // Each form of a rule, with each application and action, decided or alerted in one of the pairs.
      expect(EVERY_RULE.filter((id) => !decided.has(id))).toEqual([]);
    }, 600_000);

    it('after NAT Suricata passes all that the policy passes, and more only where an approximation says so', () => {
      const disagreements = someGenerated.flatMap(({ policy, attempts }) => {
        const { compared, approximations } = compare(policy, attempts, AFTER_NAT);
        const isWider = approximations.some(({ kind }) => kind === 'source');
        const wrong = compared.filter((one) => {
          if (!isWider) return told(one.expected.verdict, one.attempt.flow) !== one.found.verdict;
          return one.expected.verdict === 'pass' && one.found.verdict !== 'pass';
        });
        return wrong.slice(0, 1).map((one) => show(policy, one));
      });
      expect(disagreements).toEqual([]);
    }, 600_000);

    it('a disagreement would show its policy, and a capture of its request', () => {
      const [first] = compare(workshopPolicy(), ATTEMPTS_OF_EVERY_RULE, BEFORE_NAT).compared;
      if (first === undefined) throw new Error('nothing was compared');
      const shown = JSON.parse(show(workshopPolicy(), first)) as { capture: string; policy: EgressPolicy };
      expect(shown.policy.rules).toEqual(workshopPolicy().rules);
      expect(existsSync(shown.capture)).toBe(true);
      // The magic number of a capture file, little-endian.
      expect(readFileSync(shown.capture).subarray(0, 4).toString('hex')).toBe('d4c3b2a1');
      rmSync(shown.capture);
    });
  },
);
