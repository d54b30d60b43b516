import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import type { ReachabilityCode } from '../walk/reachability-code';
import type { FirewallFlow } from './firewall-flow';
import { judgeStateful, type JudgedFlow, type JudgeOptions, type Outcome } from './judge-stateful';
import { judgeStateless } from './judge-stateless';
import type { Packet } from './packet';
import { readFirewall, type ReadFirewall } from './read-firewall';

/** What a firewall does with one flow. */
export interface FirewallVerdict {
  /** `undetermined` when the input, or what is known of the flow, does not tell. */
  readonly verdict: 'pass' | 'drop' | 'reject' | 'undetermined';
  /** One line; no capital first letter, no final period. */
  readonly because: string;
  /** Rule group, line and message of the rule that decides; absent when none does, or it is not determined which. */
  readonly rule?: string;
  /** Of a flow that does not pass, what is lost first; absent when that is not determined. */
  readonly lostAt?: Packet['phase'];
  /** In the words of Reachability Analyzer, where one of its codes applies. */
  readonly code?: ReachabilityCode;
  /** What else a reader should know: that a request in several segments is treated otherwise, for example. */
  readonly remarks: readonly string[];
}

/**
 * What the firewall behind an endpoint does with a flow as it comes to the endpoint.
 * @param endpoint - key of a firewall endpoint; of one that is not in the graph nothing is known
 */
export function judgeFlow(graph: VpcGraph, endpoint: Key, flow: FirewallFlow): FirewallVerdict {
  const firewall = readFirewall(graph, endpoint);
  if (firewall.is === 'known') return withRemarks(firewall.value, flow, judgeBy(firewall.value, flow));
  const { product } = graph.firewallEndpoints.get(endpoint) ?? {};
  const isOfAppliances = product?.is === 'known' && product.value === 'gateway-load-balancer';
  return {
    verdict: 'undetermined',
    because: firewall.reason,
    code: isOfAppliances ? 'PATH_THROUGH_GWLB_NOT_CHECKED' : 'UNKNOWN_RESOURCE',
    remarks: [],
  };
}

/** The same by a firewall that is read already. */
export function judgeBy(
  { stateless, stateful, tlsInspection }: ReadFirewall,
  flow: FirewallFlow,
  options: JudgeOptions = {},
): FirewallVerdict {
  const sent = judgeStateless(stateless, flow, 'server');
  const outcomes: Outcome[] = sent.outcomes.flatMap(({ action, because }): Outcome[] => {
    if (action === 'forward') return [];
    return action === 'drop'
      ? [{ verdict: 'drop', because: `${because} drops it`, application: 'other', lostAt: 'handshake' }]
      : [{ verdict: 'pass', because: `${because} passes it by the stateful engine`, application: 'other' }];
  });
  const doubts = sent.doubt === undefined ? [] : [sent.doubt];
  if (!sent.outcomes.some(({ action }) => action === 'forward')) return conclude(outcomes, doubts, []);
  const judged = judgeStateful(stateful, flow, options);
  outcomes.push(...judged.outcomes);
  doubts.push(...judged.doubts);
  const doubt = (because: string, ...verdicts: readonly Outcome['verdict'][]): void => {
    doubts.push(because);
    outcomes.push(...verdicts.map((verdict) => ({ verdict, because, application: 'other' as const })));
  };
  const answered = judgeStateless(stateless, flow, 'client');
  if (mayPass(judged) && answered.outcomes.some(({ action }) => action !== 'forward'))
    doubt('stateless rules keep replies from the stateful engine, which then sees half of the flow', 'drop');
  const isOpened = judged.outcomes.some(({ lostAt }) => lostAt !== 'handshake');
  if (tlsInspection !== undefined && flow.protocol === 'tcp' && isOpened)
    doubt(tlsInspection, 'pass', 'drop');
  return conclude(outcomes, doubts, []);
}

function mayPass({ outcomes }: JudgedFlow): boolean {
  return outcomes.some(({ verdict }) => verdict === 'pass');
}

/** With what becomes of the same request when it comes in several segments, as those of post-quantum clients do. */
export function withRemarks(
  { stateless, stateful }: ReadFirewall,
  flow: FirewallFlow,
  whole: FirewallVerdict,
): FirewallVerdict {
  if (whole.verdict !== 'pass' || flow.protocol !== 'tcp') return whole;
  const isSeen = judgeStateless(stateless, flow, 'server').outcomes.every(
    ({ action }) => action === 'forward',
  );
  if (!isSeen) return whole;
  const { outcomes } = judgeStateful(stateful, flow, { isCut: true, isOfNoList: true });
  const loss = outcomes.find(({ verdict }) => verdict !== 'pass');
  if (loss === undefined) return whole;
  return { ...whole, remarks: [`of a request in several segments the first is lost: ${loss.because}`] };
}

const MOST_DOUBTS = 2; // a reader asks for the first

function conclude(
  outcomes: readonly Outcome[],
  doubts: readonly string[],
  remarks: readonly string[],
): FirewallVerdict {
  const [first] = outcomes;
  if (first === undefined) throw new Error('something becomes of every flow');
  const verdicts = [...new Set(outcomes.map(({ verdict }) => verdict))];
  if (verdicts.length > 1) {
    const ways = verdicts.map((one) => outcomes.find(({ verdict }) => verdict === one)?.because ?? '');
    const applications = [...new Set(outcomes.map(({ application }) => application))];
    const depends =
      doubts.length > 0
        ? doubts.slice(0, MOST_DOUBTS).join('; ')
        : `it depends on what the flow carries (${applications.join(', ')})`;
    const because = `${[...new Set(ways)].join(', or ')}: ${depends}`;
    return { verdict: 'undetermined', because, remarks };
  }
  const rules = new Set(outcomes.map(({ rule }) => rule));
  return {
    verdict: first.verdict,
    because: [...new Set(outcomes.map(({ because }) => because))].join('; or '),
    ...(rules.size === 1 && first.rule !== undefined ? { rule: first.rule } : {}),
    ...(first.lostAt !== undefined && outcomes.every(({ lostAt }) => lostAt === first.lostAt)
      ? { lostAt: first.lostAt }
      : {}),
    ...(first.verdict === 'pass' ? {} : { code: 'FIREWALL_RULES_RESTRICTION' as const }),
    remarks,
  };
}
