import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Crossing, Peer, PortSpan } from './crossing';
import { fromNat64 } from './internet';
import { EPHEMERAL_PORTS, NAT_GATEWAY_PORTS } from './limits';
import type { Hop, Trace } from './trace';

/** A flow that is meant to work, from every judged subnet to every public destination. ICMP is the echo of `ping`. */
export type DeclaredFlow =
  | { readonly protocol: 'tcp' | 'udp'; readonly port: number }
  | { readonly protocol: 'icmp' };

// IANA "Protocol Numbers", "ICMP Type Numbers" and "ICMPv6 Type Numbers", 2026-11.
const PROTOCOL_NUMBERS = { tcp: 6, udp: 17, icmp: 1 } as const;
const ICMP_OF_IPV6 = 58;
const ECHO = { 4: { request: 8, reply: 0 }, 6: { request: 128, reply: 129 } } as const;
const EVERY_PORT: PortSpan = { from: 0, to: 65535 };

/** The edges of subnets that the packets of a flow cross on a trace, and those that its replies cross, in order. */
export function listCrossings(
  graph: VpcGraph,
  { from, family, destinations, out, back }: Trace,
  flow: DeclaredFlow,
): readonly Crossing[] {
  const workload: Side = { peer: { kind: 'subnet', subnet: from, family }, ports: EPHEMERAL_PORTS };
  const remote = (seen: AddressFamily): Peer => ({
    kind: 'addresses',
    addresses: seen === family ? destinations : fromNat64(destinations),
  });
  const crossings: Crossing[] = [];
  // Every sender of the way out, from the first to the one before the gateway; replies meet them the other way round.
  const sides: Side[] = [workload];
  const walk = (hops: readonly Hop[], isReply: boolean) => {
    for (const [index, hop] of hops.entries()) {
      const next = hops[index + 1];
      if (hop.kind === 'nat-gateway' && isReply) sides.pop();
      if (hop.kind === 'nat-gateway' && !isReply) sides.push(natSide(graph, hop));
      if (next === undefined || !isEdge(hop, next)) continue;
      const side = sides.at(-1) ?? workload;
      const seen = sides.length > 1 ? 4 : family;
      const far: Peer = remote(seen);
      const traffic = trafficOf(flow, seen, isReply, side);
      const [source, destination] = isReply ? [far, side.peer] : [side.peer, far];
      if (hop.subnet !== undefined && next.kind !== 'transit-gateway')
        crossings.push({ subnet: hop.subnet, direction: 'egress', peer: destination, ...traffic, isReply });
      if (next.subnet !== undefined && hop.kind !== 'transit-gateway')
        crossings.push({ subnet: next.subnet, direction: 'ingress', peer: source, ...traffic, isReply });
    }
  };
  walk(out.hops, false);
  walk(back?.hops ?? [], true);
  return crossings;
}

/** The packets of a flow as they leave the interface of the workload. */
export function requestOf(
  { family, from, destinations }: Trace,
  flow: DeclaredFlow,
): Omit<Crossing, 'subnet'> {
  const workload: Side = { peer: { kind: 'subnet', subnet: from, family }, ports: EPHEMERAL_PORTS };
  const peer: Peer = { kind: 'addresses', addresses: destinations };
  return { direction: 'egress', peer, ...trafficOf(flow, family, false, workload), isReply: false };
}

function trafficOf(flow: DeclaredFlow, family: AddressFamily, isReply: boolean, side: Side) {
  if (flow.protocol === 'icmp') {
    const protocol = family === 4 ? PROTOCOL_NUMBERS.icmp : ICMP_OF_IPV6;
    return { protocol, ports: EVERY_PORT, icmpType: ECHO[family][isReply ? 'reply' : 'request'] };
  }
  const ports = isReply ? side.ports : { from: flow.port, to: flow.port };
  return { protocol: PROTOCOL_NUMBERS[flow.protocol], ports };
}

interface Side {
  readonly peer: Peer;
  readonly ports: PortSpan;
}

/**
 * Between hops of one subnet no ACL is asked, except between a Gateway Load Balancer endpoint and its neighbours, and on the
 * way into a transit gateway. Between a transit gateway and the subnet of its attachment none is asked either.
 *
 * @see Transit Gateway guide, "How network ACLs work with transit gateways", 2026-07
 */
function isEdge(hop: Hop, next: Hop): boolean {
  if (hop.subnet !== next.subnet || next.kind === 'transit-gateway-attachment') return true;
  return [hop, next].some(({ kind }) => kind === 'firewall-endpoint');
}

function natSide(graph: VpcGraph, { key, subnet }: Hop): Side {
  const addresses = graph.natGateways.get(key)?.privateIps ?? [];
  const peer: Peer =
    addresses.length > 0 || subnet === undefined
      ? { kind: 'addresses', addresses: AddressSet.of(addresses) }
      : { kind: 'subnet', subnet, family: 4 };
  return { peer, ports: NAT_GATEWAY_PORTS };
}

export function flowText(flow: DeclaredFlow): string {
  return flow.protocol === 'icmp' ? 'ICMP echo' : `${flow.protocol.toUpperCase()} to port ${flow.port}`;
}
