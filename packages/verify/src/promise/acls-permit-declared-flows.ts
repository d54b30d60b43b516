import { doubtOfOccupants } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { flowText, listCrossings, type DeclaredFlow } from '../walk/acl-crossings';
import { judgeCrossing, type AclVerdict } from '../walk/acl-verdict';
import type { Crossing } from '../walk/crossing';
import { toNat64 } from '../walk/internet';
import { groupNames, judgeRequest, listWorkloads } from '../walk/interface-filters';
import type { Trace } from '../walk/trace';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './findings';
import { isIsolated, judgeTraces } from './judge-traces';
import { doubt, proof, violation } from './violation';
import { packet, pickDestination } from './witness';

/**
 * Network ACLs let declared flows and their replies pass every edge of a subnet on the way, from every address and
 * ephemeral port of the workload to every public destination that it can reach; the security groups of the instances and
 * interfaces that the input places there let the requests out.
 *
 * @see VPC guide, "Network ACLs", "Ephemeral ports" and "Security group rules", 2026-07
 */
export function aclsPermitDeclaredFlows(evidence: Evidence): readonly Finding[] {
  const { graph, declaredFlows } = evidence;
  return judgeTraces(
    evidence,
    (trace) => declaredFlows.flatMap((flow) => judge(graph, trace, flow)),
    (subnet, traces) => {
      const flows = declaredFlows.map(flowText).join(', ');
      const because = isIsolated(traces)
        ? 'it is isolated: no flow leaves it'
        : `network ACLs${listWorkloads(graph, subnet).length > 0 ? ' and security groups' : ''} permit ${flows} and the replies on every way out`;
      return proof(graph, 'acls-permit-declared-flows', 'VFY460', subnet, because);
    },
  );
}

function judge(graph: VpcGraph, trace: Trace, flow: DeclaredFlow): readonly Finding[] {
  const { disposition } = trace.out;
  if (disposition === 'undetermined')
    return [doubt(graph, trace, remarks.aclUndetermined(flowText(flow), trace.out.reason ?? ''))];
  if (disposition !== 'exits-internet') return [];
  const held = judgeWorkloads(graph, trace, flow);
  if (held.length > 0) return held;
  const crossings = listCrossings(graph, trace, flow);
  let reason: string | undefined;
  for (const crossing of crossings) {
    const verdict = judgeCrossing(graph, crossing);
    if (verdict.is === 'denied') return [refusal(graph, trace, flow, crossing, verdict)];
    if (verdict.is === 'undetermined') reason ??= verdict.reason;
  }
  if (reason !== undefined) return [doubt(graph, trace, remarks.aclUndetermined(flowText(flow), reason))];
  const { back } = trace;
  if (back?.disposition === 'undetermined')
    return [doubt(graph, trace, remarks.aclUndetermined(`replies to ${flowText(flow)}`, back.reason ?? ''))];
  const untold = doubtOfOccupants(graph.unmodelled, trace.from);
  if (untold === undefined) return [];
  const hidden = `the security groups of all that is in \`${trace.from}\` are not known: ${untold}`;
  return [doubt(graph, trace, remarks.aclUndetermined(flowText(flow), hidden))];
}

/** What the security groups of the first workload say that does not get its packets out. */
function judgeWorkloads(graph: VpcGraph, trace: Trace, flow: DeclaredFlow): readonly Finding[] {
  const doubts: Finding[] = [];
  for (const workload of listWorkloads(graph, trace.from)) {
    const verdict = judgeRequest(graph, workload, trace, flow);
    if (verdict.is === 'undetermined') {
      const reason = `of \`${workload.key}\`, ${verdict.reason}`;
      doubts.push(doubt(graph, trace, remarks.aclUndetermined(flowText(flow), reason)));
    }
    if (verdict.is !== 'denied') continue;
    const remark = remarks.groupsDeny(flowText(flow), workload.key, groupNames(workload), verdict);
    const denied = verdict.box.addresses ?? trace.destinations;
    const shown = packet(graph, trace.from, trace.family, pickDestination(denied), flow);
    return [violation(graph, trace, remark, shown)];
  }
  return doubts.slice(0, 1);
}

function refusal(
  graph: VpcGraph,
  trace: Trace,
  flow: DeclaredFlow,
  { subnet, direction, isReply }: Crossing,
  { acl, rule, addresses }: Extract<AclVerdict, { is: 'denied' }>,
): Finding {
  const by = rule === undefined ? `\`${acl}\`, where no rule permits it` : `\`${rule.origin}\``;
  const edge = `the ${direction === 'ingress' ? 'entrance' : 'exit'} of \`${subnet}\``;
  const remark = remarks.aclDenies(flowText(flow), edge, by, isReply);
  // Behind NAT64 it looked at the IPv4 address inside; where at the workload or the NAT gateway, any destination shows it.
  const sent = trace.family === 6 ? addresses?.union(toNat64(addresses)) : addresses;
  const denied = sent?.intersection(trace.destinations);
  const destination = pickDestination(denied === undefined || denied.isEmpty ? trace.destinations : denied);
  return violation(graph, trace, remark, packet(graph, trace.from, trace.family, destination, flow));
}
