import { AddressSet } from '@inspected-egress/cidr';
import { valueOf } from '../graph/known';
import type { PlacedBlock } from '../graph/placed-block';
import type { Traffic } from '../graph/traffic';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Crossing, Peer, PortSpan } from './crossing';
import { resolveBlock, subnetBlock } from './place-block';

/** The addresses of a peer; absent for a subnet that AWS numbers at apply. */
export function addressesOf(graph: VpcGraph, peer: Peer): AddressSet | undefined {
  if (peer.kind === 'addresses') return peer.addresses;
  const block = valueOf(subnetBlock(graph, peer.subnet, peer.family));
  return block === undefined ? undefined : AddressSet.of([block]);
}

/** Of the ports asked about, those that a rule is about. */
export function portsOf(
  traffic: Traffic | undefined,
  { protocol, ports, icmpType }: Pick<Crossing, 'protocol' | 'ports' | 'icmpType'>,
): PortSpan | undefined {
  if (traffic === undefined || (traffic.protocol !== 'all' && traffic.protocol !== protocol))
    return undefined;
  if (icmpType !== undefined && (traffic.icmp?.type ?? icmpType) !== icmpType) return undefined;
  if (traffic.protocol === 'all' || traffic.ports === undefined) return ports;
  const span = { from: Math.max(ports.from, traffic.ports.from), to: Math.min(ports.to, traffic.ports.to) };
  return span.from <= span.to ? span : undefined;
}

/** The addresses of a rule as far as the peer has them, all of it, nothing of it, or nobody knows. */
export function coverage(
  graph: VpcGraph,
  peer: Peer,
  placed: PlacedBlock,
): AddressSet | 'whole' | 'none' | 'unknown' {
  const block = valueOf(resolveBlock(graph, placed));
  const addresses = addressesOf(graph, peer);
  if (block !== undefined && addresses !== undefined) return AddressSet.of([block]);
  if (placed.kind === 'unknown') return 'unknown';
  // Blocks of a VPC hold no public destination, and subnets share no address.
  if (peer.kind === 'addresses') return 'none';
  if (block !== undefined)
    return block.family !== peer.family ? 'none' : block.prefixLength === 0 ? 'whole' : 'unknown';
  if ('family' in placed && placed.family !== peer.family) return 'none';
  if (placed.kind === 'subnet-block') return placed.subnet === peer.subnet ? 'whole' : 'none';
  if (placed.kind === 'vpc-block')
    return placed.vpc === valueOf(graph.subnets.get(peer.subnet)?.vpc) ? 'whole' : 'unknown';
  return 'unknown';
}
