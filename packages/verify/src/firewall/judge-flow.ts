import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import type { FirewallFlow } from './firewall-flow';
import { judgeStateful, type Outcome } from './judge-stateful';
import { judgeStateless } from './judge-stateless';
import { readFirewall, type ReadFirewall } from './read-firewall';

/** What a firewall does with one flow. */
export interface FirewallVerdict {
  /** `undetermined` when the input, or what is known of the flow, does not tell. */
  readonly verdict: 'pass' | 'drop' | 'reject' | 'undetermined';
  /** One line; no capital first letter, no final period. */
  readonly because: string;
  /** Rule group and line that decide; absent when no rule does, or it is not determined which. */
  readonly rule?: string;
  /** What else a reader should know: that a request in several segments is treated otherwise, for example. */
  readonly remarks: readonly string[];
}

/**
 * What the firewall behind an endpoint does with a flow as it comes to the endpoint.
 * @param endpoint - key of a firewall endpoint; of one that is not in the graph nothing is known
 */
export function judgeFlow(graph: VpcGraph, endpoint: Key, flow: FirewallFlow): FirewallVerdict {
  const firewall = readFirewall(graph, endpoint);
  return firewall.is === 'unknown'
    ? { verdict: 'undetermined', because: firewall.reason, remarks: [] }
    : judgeBy(firewall.value, flow);
}

/** The same by a firewall that is read already. */
export function judgeBy(firewall: ReadFirewall, flow: FirewallFlow): FirewallVerdict {
  const outcomes: Pick<Outcome, 'verdict' | 'because' | 'rule' | 'application'>[] = [];
  const doubts: string[] = [];
  const remarks: string[] = [];
  const sent = judgeStateless(firewall.stateless, flow, 'server');
  const answered = judgeStateless(firewall.stateless, flow, 'client');
  if (sent.doubt !== undefined) doubts.push(sent.doubt);
  for (const { action, because } of sent.outcomes) {
    if (action === 'drop')
      outcomes.push({ verdict: 'drop', because: `${because} drops it`, application: 'other' });
    if (action === 'pass')
      outcomes.push({
        verdict: 'pass',
        because: `${because} passes it, and the stateful engine never sees it`,
        application: 'other',
      });
  }
  const isForwarded = sent.outcomes.some(({ action }) => action === 'forward');
  if (isForwarded) {
    const judged = judgeStateful(firewall.stateful, flow);
    outcomes.push(...judged.outcomes);
    doubts.push(...judged.doubts);
    const mayPass = judged.outcomes.some(({ verdict }) => verdict === 'pass');
    const isOneWay = answered.outcomes.some(({ action }) => action !== 'forward');
    if (mayPass && isOneWay) {
      const because =
        'stateless rules keep replies from the stateful engine, which then sees half of the flow';
      doubts.push(because);
      outcomes.push({ verdict: 'drop', because, application: 'other' });
    }
    if (mayPass && firewall.tlsInspection !== undefined && flow.protocol === 'tcp') {
      doubts.push(firewall.tlsInspection);
      outcomes.push({ verdict: 'drop', because: firewall.tlsInspection, application: 'tls' });
    }
    if (mayPass && new Set(outcomes.map(({ verdict }) => verdict)).size === 1) {
      const cut = judgeStateful(firewall.stateful, flow, { isCut: true });
      const loss = cut.outcomes.find(({ verdict }) => verdict !== 'pass');
      if (loss !== undefined)
        remarks.push(`a request in several segments is lost: of its beginning ${loss.because}`);
    }
  }
  return { ...conclude(outcomes, doubts), remarks };
}

function conclude(
  outcomes: readonly Pick<Outcome, 'verdict' | 'because' | 'rule' | 'application'>[],
  doubts: readonly string[],
): Omit<FirewallVerdict, 'remarks'> {
  const verdicts = [...new Set(outcomes.map(({ verdict }) => verdict))];
  const [verdict] = verdicts;
  if (verdict === undefined) throw new Error('something becomes of every flow');
  if (verdicts.length === 1) {
    const reasons = [...new Set(outcomes.map(({ because }) => because))];
    const rules = new Set(outcomes.map(({ rule }) => rule));
    const [rule] = rules;
    return {
      verdict,
      because: reasons.join('; or '),
      ...(rules.size === 1 && rule !== undefined ? { rule } : {}),
    };
  }
  const ways = verdicts.map((one) => outcomes.find((outcome) => outcome.verdict === one)?.because ?? '');
  const applications = new Set(outcomes.map(({ application }) => application));
  const depends =
    doubts.length > 0
      ? doubts.slice(0, MOST_DOUBTS).join('; ')
      : `it depends on what the flow carries (${[...applications].join(', ')})`;
  return { verdict: 'undetermined', because: `${ways.join(', or ')}: ${depends}` };
}

const MOST_DOUBTS = 2; // a reader asks for the first
