/** One request, as the policy judges it and as Suricata does with the rules that the policy became. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compileNetworkFirewall,
  makeEvaluator,
  type EgressPolicy,
  type Flow,
  type NetworkFirewallOptions,
  type Verdict,
} from '@inspected-egress/policy';
import { packetsOf, replayPolicy, writePcap, type CapturedFlow, type FlowVerdict } from '../../src/index';
import { COUNTRIES } from './flows';
import type { Attempt } from './policies';

const NAT = '10.1.1.5';

export interface Compared {
  readonly attempt: Attempt;
  readonly expected: Verdict;
  readonly found: FlowVerdict;
  /** Rule of the policy that decided. */
  readonly rule?: string;
  readonly alerts: readonly string[];
}

/** Requests as the firewall sees them. */
export function captured(attempts: readonly Attempt[], { position }: NetworkFirewallOptions): CapturedFlow[] {
  return attempts.map(({ client, server, request }, index) => ({
    name: `${index}`,
    client: position === 'after-nat' && !client.includes(':') ? NAT : client,
    server,
    request,
  }));
}

/** All requests but those that the compiler says Suricata judges otherwise. */
export function compare(policy: EgressPolicy, attempts: readonly Attempt[], options: NetworkFirewallOptions) {
  const { artefact, approximations, remarks } = compileNetworkFirewall(policy, options);
  const texts = artefact.ruleGroups.map(({ rules }) => rules);
  const found = replayPolicy(
    {
      ruleGroups: texts,
      homeNet: artefact.homeNet,
      ipSets: Object.assign({}, ...artefact.ruleGroups.map((group) => group.ipSetVariables ?? {})),
      countries: COUNTRIES,
      defaultAction: artefact.mode === 'monitor' ? 'none' : 'drop_established_app_layer_to_server',
      streamExceptionPolicy: artefact.streamExceptionPolicy === 'CONTINUE' ? 'continue' : 'reject',
    },
    captured(attempts, options),
  );
  const rules = new Map(
    [...texts.join('').matchAll(/, rule ([a-z0-9-]+);.* sid:(\d+);/g)].map(([, rule, sid]) => [
      Number(sid),
      rule,
    ]),
  );
  const evaluate = makeEvaluator(policy, options);
  const alerting = policy.rules.filter(({ action }) => action === 'alert').map(({ id }) => id);
  const all = attempts.flatMap((attempt, index): Compared[] => {
    const verdict = found[index];
    if (verdict === undefined) return [];
    const rule = verdict.sid === undefined ? undefined : rules.get(verdict.sid);
    const alerts = verdict.alerts
      .flatMap((sid) => rules.get(sid) ?? [])
      .filter((id) => alerting.includes(id));
    return [
      {
        attempt,
        expected: evaluate(attempt.flow),
        found: verdict,
        ...(rule === undefined ? {} : { rule }),
        alerts: [...new Set(alerts)].sort(),
      },
    ];
  });
  // The one approximation that a request of these can meet, and only in several segments.
  const isEarly =
    approximations.some(({ kind }) => kind === 'segmented-request') ||
    remarks.some(({ remark }) => remark.startsWith('a country is judged'));
  const isCut = ({ request }: Attempt) => 'segments' in request && request.segments !== 1;
  return { compared: all.filter(({ attempt }) => !(isEarly && isCut(attempt))), approximations };
}

/** AWS rejects TCP alone, and drops the rest. */
export const told = (verdict: string, { protocol }: Flow) =>
  verdict === 'reject' && protocol !== 'tcp' ? 'drop' : verdict;

export function disagrees({ attempt, expected, found, rule, alerts }: Compared): boolean {
  return (
    told(expected.verdict, attempt.flow) !== found.verdict ||
    expected.rule !== rule ||
    JSON.stringify(expected.alerts.filter((id) => id !== expected.rule).sort()) !== JSON.stringify(alerts)
  );
}

/** A disagreement in words, with the policy and a capture of the request that another Suricata can read. */
export function show(policy: EgressPolicy, { attempt, expected, found, rule, alerts }: Compared): string {
  const flow = { name: 'request', client: attempt.client, server: attempt.server, request: attempt.request };
  const packets = packetsOf(flow, 0).map(({ bytes }) => bytes);
  const bytes = writePcap(packets, 'ethernet');
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const capture = join(tmpdir(), `disagreement-${digest}.pcap`);
  writeFileSync(capture, bytes);
  return JSON.stringify({
    capture,
    request: attempt.request,
    from: attempt.client,
    to: attempt.server,
    evaluate: [expected.verdict, expected.rule, expected.alerts],
    suricata: [found.verdict, rule, alerts, found.because, found.lostAt],
    policy: { mode: policy.mode, rules: policy.rules },
  });
}
