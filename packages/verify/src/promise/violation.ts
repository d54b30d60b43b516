import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import { describeDestinations } from '../walk/internet';
import type { ReachabilityCode } from '../walk/reachability-code';
import type { Trace } from '../walk/trace';
import type { Finding, Packet, PromiseId } from './finding';
import { doubtOfSenders } from './judged-subnets';
import { witnessOf } from './witness';

/** What a promise has to say of one trace. */
export interface Remark {
  readonly promise: PromiseId;
  readonly code: string;
  readonly because: string;
  readonly remedy: string;
  readonly reachability?: ReachabilityCode;
}

/** Violated, with a packet that shows it; undetermined when a route that the input does not tell may carry that packet. */
export function violation(graph: VpcGraph, trace: Trace, remark: Remark, packet?: Packet): Finding {
  const idle = doubtOfSenders(graph, trace.from);
  if (idle !== undefined) {
    const because = `${remark.because}, if anything in it sends packets, which is not known: ${idle}`;
    return doubt(graph, trace, { ...remark, because });
  }
  const sure = witnessOf(graph, trace);
  if (sure !== undefined)
    return { ...about(graph, trace, remark), verdict: 'violated', witness: packet ?? sure };
  const others = [...new Set(trace.except)].join(', ');
  const condition = others === '' ? 'if there are any' : `unless another route takes them: ${others}`;
  return doubt(graph, trace, { ...remark, because: `${remark.because}, ${condition}` });
}

/**
 * As {@link violation}, for what befalls replies. A packet that is dropped because nothing in its subnet has a public address
 * gets none, so nothing is violated until something has one.
 */
export function replyViolation(graph: VpcGraph, trace: Trace, remark: Remark): Finding {
  if (trace.out.code !== 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS') return violation(graph, trace, remark);
  return doubt(graph, trace, {
    ...remark,
    because: `${remark.because}, once anything in \`${trace.from}\` has a public IPv4 address`,
  });
}

export function doubt(graph: VpcGraph, trace: Trace, remark: Remark): Finding {
  return { ...about(graph, trace, remark), verdict: 'undetermined' };
}

export function proof(
  graph: VpcGraph,
  promise: PromiseId,
  code: string,
  subject: Key,
  because: string,
): Finding {
  return {
    promise,
    verdict: 'proved',
    code,
    subject,
    ...constructPathOf(graph, subject),
    because,
    remedy: '',
  };
}

/** The construct that emitted a subject. */
export function constructPathOf(graph: VpcGraph, subject: Key): { constructPath?: string } {
  const node =
    graph.subnets.get(subject) ??
    graph.vpcs.get(subject) ??
    graph.firewallPolicies.get(subject) ??
    graph.firewallEndpoints.get(subject);
  return node?.constructPath === undefined ? {} : { constructPath: node.constructPath };
}

function about(graph: VpcGraph, trace: Trace, { reachability, ...remark }: Remark) {
  const code = reachability ?? trace.out.code ?? trace.back?.code;
  return {
    ...remark,
    subject: trace.from,
    ...constructPathOf(graph, trace.from),
    out: trace.out.hops,
    ...(trace.back === undefined ? {} : { back: trace.back.hops }),
    ...(code === undefined ? {} : { reachability: code }),
  };
}

/** The destinations of a trace as text. */
export function destinationText({ only, destinations }: Trace): string {
  return only ?? describeDestinations(destinations);
}
