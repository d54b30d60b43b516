/**
 * `evaluate` against Suricata: generated policies are compiled and replayed with generated requests, and both must say
 * the same. A disagreement names the smallest policy that shows it.
 *
 * DIFFERENTIAL_SEED and DIFFERENTIAL_POLICIES choose other and more policies.
 */
import fc from 'fast-check';
import {
  compileNetworkFirewall,
  makeEvaluator,
  type EgressPolicy,
  type Flow,
  type NetworkFirewallOptions,
  type Verdict,
} from '@inspected-egress/policy';
import { checkRules, replayPolicy, type CapturedFlow, type FlowVerdict } from '../src/index';
import { describeWithSuricata } from './support/engine';
import { COUNTRIES } from './support/flows';
import { anyAttempt, anyPolicy, POLICIES_BY_HAND, PREFIX_LISTS, type Attempt } from './support/policies';

const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20261122);
const POLICIES = Number(process.env.DIFFERENTIAL_POLICIES ?? 50);
const ATTEMPTS = 42;
const TODAY = '2026-11-22';
const WORKLOADS = ['10.1.3.0/24', '2600:1f00::/64'];
const NAT = '10.1.1.5';

const BEFORE_NAT: NetworkFirewallOptions = {
  position: 'before-nat',
  natCidrBlocks: ['10.1.1.0/24'],
  workloadCidrBlocks: WORKLOADS,
  prefixLists: PREFIX_LISTS,
  today: TODAY,
};
const AFTER_NAT: NetworkFirewallOptions = { ...BEFORE_NAT, position: 'after-nat' };

interface Replayed {
  readonly attempt: Attempt;
  readonly expected: Verdict;
  readonly found: FlowVerdict;
  /** Rule of the policy that decided. */
  readonly rule?: string;
  readonly alerts: readonly string[];
}

function replay(policy: EgressPolicy, attempts: readonly Attempt[], options: NetworkFirewallOptions) {
  const { artefact, approximations } = compileNetworkFirewall(policy, options);
  const texts = artefact.ruleGroups.map(({ rules }) => rules);
  const ipSets = Object.assign({}, ...artefact.ruleGroups.map((group) => group.ipSetVariables ?? {}));
  const flows = attempts.map(
    ({ client, server, request }, index): CapturedFlow => ({
      name: `${index}`,
      client: options.position === 'after-nat' && !client.includes(':') ? NAT : client,
      server,
      request,
    }),
  );
  const found = replayPolicy(
    {
      ruleGroups: texts,
      homeNet: artefact.homeNet,
      ipSets,
      countries: COUNTRIES,
      defaultAction: 'drop_established_app_layer_to_server',
    },
    flows,
  );
  const rules = new Map(
    [...texts.join('').matchAll(/, rule ([a-z0-9-]+);.* sid:(\d+);/g)].map(([, rule, sid]) => [
      Number(sid),
      rule,
    ]),
  );
  const evaluate = makeEvaluator(policy, { today: TODAY });
  const replayed = attempts.flatMap((attempt, index): Replayed[] => {
    const verdict = found[index];
    if (verdict === undefined) return [];
    const rule = verdict.sid === undefined ? undefined : rules.get(verdict.sid);
    const alerting = policy.rules.filter(({ action }) => action === 'alert').map(({ id }) => id);
    const alerts = verdict.alerts
      .flatMap((sid) => rules.get(sid) ?? [])
      .filter((id) => alerting.includes(id));
    return [
      {
        attempt,
        expected: evaluate(flowOf(attempt)),
        found: verdict,
        ...(rule === undefined ? {} : { rule }),
        alerts: [...new Set(alerts)].sort(),
      },
    ];
  });
  // The one approximation that a request of these can meet, and only in several segments.
  const said = [
    ...approximations.map(({ reason }) => reason),
    ...artefact.remarks.map(({ remark }) => remark),
  ];
  const isEarly = said.some((text) => text.startsWith('a country is judged'));
  const isCut = ({ request }: Attempt) => 'segments' in request && request.segments !== 1;
  return { replayed: replayed.filter(({ attempt }) => !(isEarly && isCut(attempt))), approximations };
}

const flowOf = ({ flow }: Attempt): Flow => flow;

/** AWS rejects TCP alone, and drops the rest. */
const told = (verdict: string, { protocol }: Flow) =>
  verdict === 'reject' && protocol !== 'tcp' ? 'drop' : verdict;

function disagrees({ attempt, expected, found, rule, alerts }: Replayed): boolean {
  return (
    told(expected.verdict, attempt.flow) !== found.verdict ||
    expected.rule !== rule ||
    JSON.stringify(expected.alerts.filter((id) => id !== expected.rule).sort()) !== JSON.stringify(alerts)
  );
}

const show = (policy: EgressPolicy, some: readonly Replayed[]) =>
  some.map(({ attempt, expected, found, rule, alerts }) =>
    JSON.stringify({
      request: attempt.request,
      from: attempt.client,
      to: attempt.server,
      evaluate: [expected.verdict, expected.rule, expected.alerts],
      suricata: [found.verdict, rule, alerts, found.because, found.lostAt],
      policy: { mode: policy.mode, rules: policy.rules },
    }),
  );

/** The policy with as few rules as still disagree about an attempt. */
function smallest(policy: EgressPolicy, one: Replayed): string[] {
  for (const { id } of policy.rules) {
    const smaller = { ...policy, rules: policy.rules.filter((rule) => rule.id !== id) };
    if (smaller.rules.length === 0) continue;
    const [still] = replay(smaller, [one.attempt], BEFORE_NAT).replayed.filter(disagrees);
    if (still !== undefined) return smallest(smaller, still);
  }
  return show(policy, [one]);
}

describeWithSuricata(`${POLICIES} policies and ${ATTEMPTS} requests for each, seed ${SEED}`, () => {
  const policies = [...POLICIES_BY_HAND, ...fc.sample(anyPolicy, { seed: SEED, numRuns: POLICIES })];
  const attemptsOf = (index: number) => fc.sample(anyAttempt, { seed: SEED + index, numRuns: ATTEMPTS });

  it('every compiled rule loads without a warning, and none that passes is judged by addresses alone', () => {
    const problems = policies.slice(0, Math.ceil(POLICIES / 4)).flatMap((policy) => {
      const { ruleGroups, homeNet } = compileNetworkFirewall(policy, AFTER_NAT).artefact;
      return ruleGroups.flatMap(({ rules, ipSetVariables = {} }) => {
        return checkRules(rules, { homeNet, ipSets: ipSetVariables, countries: COUNTRIES }).problems;
      });
    });
    expect(problems).toEqual([]);
  }, 600_000);

  it('before NAT Suricata decides as the policy says, by the same rule and with the same alerts', () => {
    const verdicts = new Set<string>();
    const disagreements = policies.flatMap((policy, index) => {
      const { replayed } = replay(policy, attemptsOf(index), BEFORE_NAT);
      for (const { expected } of replayed) verdicts.add(expected.verdict);
      const [first] = replayed.filter(disagrees);
      return first === undefined ? [] : smallest(policy, first);
    });
    expect(disagreements).toEqual([]);
    expect([...verdicts].sort()).toEqual(['drop', 'pass', 'reject']);
  }, 600_000);

  it('after NAT Suricata passes all that the policy passes, and more only where an approximation says so', () => {
    const disagreements = policies.slice(0, Math.ceil(POLICIES / 4)).flatMap((policy, index) => {
      const { replayed, approximations } = replay(policy, attemptsOf(index), AFTER_NAT);
      const isWider = approximations.some(({ reason }) => reason.startsWith('NAT hides'));
      const wrong = replayed.filter((one) => {
        if (!isWider) return told(one.expected.verdict, one.attempt.flow) !== one.found.verdict;
        return one.expected.verdict === 'pass' && one.found.verdict !== 'pass';
      });
      return show(policy, wrong.slice(0, 1));
    });
    expect(disagreements).toEqual([]);
  }, 600_000);
});
