import type { VpcGraph } from '../graph/vpc-graph';
import type { Trace, Way } from '../walk/trace';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './findings';
import { isIsolated, judgeTraces } from './judge-traces';
import { doubt, proof, replyViolation, violation, type Remark } from './violation';

/**
 * Every route leads on: no packet and no reply goes in a circle, is sent to what is gone or closed, or is stranded half way.
 * A packet that its own subnet has no route for is not stranded: the subnet is isolated from there.
 */
export function noRouteLoopsOrBlackholes(evidence: Evidence): readonly Finding[] {
  const { graph } = evidence;
  return judgeTraces(
    evidence,
    (trace) => [
      ...judge(graph, trace, trace.out, violation),
      ...(trace.back === undefined ? [] : judge(graph, trace, trace.back, replyViolation)),
    ],
    (subnet, traces) => {
      const because = isIsolated(traces)
        ? 'it is isolated: no route leads out of it'
        : 'every route on its ways leads on';
      return proof(graph, 'no-route-loops-or-blackholes', 'VFY440', subnet, because);
    },
  );
}

function judge(
  graph: VpcGraph,
  trace: Trace,
  way: Way,
  toFinding: typeof replyViolation,
): readonly Finding[] {
  if (way.disposition === 'undetermined')
    return way.code === 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
      ? []
      : [doubt(graph, trace, remarks.loopsUndetermined(way))];
  const remark = remarkOf(trace, way);
  return remark === undefined ? [] : [toFinding(graph, trace, remark)];
}

function remarkOf(trace: Trace, way: Way): Remark | undefined {
  const last = way.hops.at(-1);
  switch (way.disposition) {
    case 'loop':
      return remarks.loops(way);
    case 'blackhole':
      return remarks.vanishes(trace, way);
    case 'no-route':
      return way.hops.length > 1 ? remarks.strands(trace, way, last?.table ?? last?.key ?? '') : undefined;
    case 'denied':
      return isForWantOfAddress(trace, way) ? undefined : remarks.closed(trace, way);
    default:
      return undefined;
  }
}

/** A workload without a public address is no fault of the route. */
function isForWantOfAddress({ out, back }: Trace, way: Way): boolean {
  // Where no public address would bring a reply, none is looked for.
  return way === out && way.code === 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' && back !== undefined;
}
