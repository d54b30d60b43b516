import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { landingsOf, type Hop, type Trace, type Way } from '../walk/trace';
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
  const homes = isReply ? homesOfReply(trace, way) : homesOfRequest(graph, trace);
  for (const [index, hop] of way.hops.entries()) {
    const home = homes[index];
    const comparison = isZonal(graph, hop) ? compareWith(graph, home, hop) : 'same';
    if (comparison === 'different') {
      const remark = remarks.crossesZone(trace, hop, zoneOfHome(trace, home), isReply);
      return [isReply ? replyViolation(graph, trace, remark) : violation(graph, trace, remark)];
    }
    if (comparison === 'unknown') return [doubt(graph, trace, remarks.zoneUnknown(trace, hop))];
  }
  const endsKnown = way.disposition !== 'undetermined' || way.code === 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS';
  return endsKnown ? [] : [doubt(graph, trace, remarks.zonesUndetermined(way))];
}

/**
 * The subnet that each hop is compared with: that of the workload, and from a transit gateway on, the one where it comes in.
 * In appliance mode the transit gateway picks the zone for each flow, so coming in there crosses none.
 *
 * @see Transit Gateway guide, "Appliance in a shared services VPC", 2026-07
 */
function homesOfRequest(graph: VpcGraph, { from, out }: Trace): readonly (Key | undefined)[] {
  let home: Key | undefined = from;
  return out.hops.map((hop, index) => {
    const isHandedOver = out.hops[index - 1]?.kind === 'transit-gateway' && hop.subnet !== undefined;
    const isPicked = valueOf(graph.transitGatewayAttachments.get(hop.key)?.applianceMode) === true;
    const before = home;
    if (isHandedOver) home = hop.subnet;
    return isHandedOver && isPicked ? home : before;
  });
}

/** Of replies, where the request came in last, and beyond every transit gateway where it came in before. */
function homesOfReply({ from, out }: Trace, { hops }: Way): readonly (Key | undefined)[] {
  const landings = landingsOf(out.hops).flatMap(({ subnet }) => subnet ?? []);
  const homes = [from, ...landings];
  return hops.map(({ kind, subnet }, index) => {
    if (kind === 'transit-gateway' && homes.length > 1) homes.pop();
    // A reply stays in the zone of its endpoint, whichever that of the workload is.
    return hops[index - 1]?.kind === 'transit-gateway' ? subnet : homes.at(-1);
  });
}

function zoneOfHome({ out }: Trace, home: Key | undefined): string {
  return out.hops.find(({ subnet }) => subnet === home)?.zone ?? 'its own zone';
}

function compareWith(graph: VpcGraph, home: Key | undefined, { subnet }: Hop) {
  return subnet === undefined || home === undefined ? 'unknown' : compareZones(graph, home, subnet);
}

const ZONAL = new Set<Hop['kind']>(['firewall-endpoint', 'network-interface', 'transit-gateway-attachment']);

/** Gateways of a VPC and regional NAT gateways are in every zone, and what is gone is in none. */
function isZonal(graph: VpcGraph, { kind, key, by }: Hop): boolean {
  if (by?.isBlackhole === true) return false;
  if (kind === 'nat-gateway') return valueOf(graph.natGateways.get(key)?.availabilityMode) !== 'regional';
  return ZONAL.has(kind);
}
