import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Hop, Trace, Way } from '../walk/trace';
import { compareZones } from '../walk/zone';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './findings';
import { judgeTraces } from './judge-traces';
import { doubt, proof, replyViolation, violation } from './violation';

/** Packets and replies of a subnet pass NAT gateways and firewall endpoints of its own zone only. */
export function noHopLeavesItsZone(evidence: Evidence): readonly Finding[] {
  const { graph } = evidence;
  return judgeTraces(
    evidence,
    (trace) => [
      ...judge(graph, trace, trace.out, false),
      ...(trace.back === undefined ? [] : judge(graph, trace, trace.back, true)),
    ],
    (subnet, traces) => {
      const zone = traces[0]?.out.hops[0]?.zone;
      const because = `nothing that it sends or gets back passes another zone${zone === undefined ? '' : ` than ${zone}`}`;
      return proof(graph, 'no-hop-leaves-its-zone', 'VFY420', subnet, because);
    },
  );
}

function judge(graph: VpcGraph, trace: Trace, way: Way, isReply: boolean): readonly Finding[] {
  const home = trace.out.hops[0]?.zone ?? 'its own zone';
  for (const hop of way.hops) {
    const comparison = isZonal(graph, hop) ? compareWith(graph, trace, hop) : 'same';
    if (comparison === 'different') {
      const remark = remarks.crossesZone(trace, hop, home, isReply);
      return [isReply ? replyViolation(graph, trace, remark) : violation(graph, trace, remark)];
    }
    if (comparison === 'unknown') return [doubt(graph, trace, remarks.zoneUnknown(trace, hop))];
  }
  const endsKnown = way.disposition !== 'undetermined' || way.code === 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS';
  return endsKnown ? [] : [doubt(graph, trace, remarks.zonesUndetermined(way))];
}

function compareWith(graph: VpcGraph, { from }: Trace, { subnet }: Hop) {
  return subnet === undefined ? 'unknown' : compareZones(graph, from, subnet);
}

/** Gateways of a VPC and regional NAT gateways are in every zone, and what is gone is in none. */
function isZonal(graph: VpcGraph, { kind, key, by }: Hop): boolean {
  if (by?.isBlackhole === true) return false;
  if (kind === 'nat-gateway') return valueOf(graph.natGateways.get(key)?.availabilityMode) !== 'regional';
  return kind === 'firewall-endpoint' || kind === 'network-interface';
}
