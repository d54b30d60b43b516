import type { VpcGraph } from '../graph/vpc-graph';
import { endpointsOf, type Trace } from '../walk/trace';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './findings';
import { isIsolated, judgeTraces } from './judge-traces';
import { findAsymmetryBetweenVpcs } from './replies-between-vpcs';
import { doubt, proof, replyViolation } from './violation';

/**
 * Replies cross the firewall endpoints of the request in reverse: those from the internet, and those from a VPC that a transit
 * gateway joins to this one through firewall endpoints.
 *
 * @see Network Firewall guide, "Avoiding asymmetric routing", 2026-07: the same endpoint must see both directions
 */
export function repliesUseTheSameEndpoint(evidence: Evidence): readonly Finding[] {
  const { graph } = evidence;
  const betweenVpcs = findAsymmetryBetweenVpcs(evidence);
  const findings = judgeTraces(
    evidence,
    (trace) => judge(graph, trace),
    (subnet, traces) =>
      betweenVpcs.get(subnet) ??
      proof(graph, 'replies-use-the-same-endpoint', 'VFY410', subnet, because(traces)),
  );
  // A doubt about replies from the internet does not hide them.
  const told = new Set(findings.flatMap(({ subject, verdict }) => (verdict === 'violated' ? [subject] : [])));
  const untold = [...betweenVpcs.values()].filter(
    ({ subject, verdict }) => verdict === 'violated' && !told.has(subject),
  );
  return [...findings, ...untold];
}

function judge(graph: VpcGraph, trace: Trace): readonly Finding[] {
  const { out, back } = trace;
  if (out.disposition === 'undetermined' && back === undefined)
    return [doubt(graph, trace, remarks.repliesUndetermined(trace, out))];
  if (back === undefined) return [];
  const [asked, answered] = [endpointsOf(out), endpointsOf(back)];
  if (back.disposition === 'undetermined')
    return [doubt(graph, trace, remarks.repliesUndetermined(trace, back))];
  if (back.disposition !== 'delivered') return [replyViolation(graph, trace, remarks.repliesAreLost(back))];
  const isMirrored = [...answered].reverse().join() === asked.join();
  return isMirrored ? [] : [replyViolation(graph, trace, remarks.repliesDiffer(trace, back))];
}

function because(traces: readonly Trace[]): string {
  if (isIsolated(traces)) return 'it is isolated: nothing leaves, so nothing is replied';
  const crossed = new Set(traces.flatMap(({ back }) => (back === undefined ? [] : endpointsOf(back))));
  if (crossed.size === 0) return 'no reply from the internet has to pass a firewall endpoint';
  return `replies pass ${[...crossed]
    .sort()
    .map((key) => `\`${key}\``)
    .join(', ')}, as the requests did`;
}
