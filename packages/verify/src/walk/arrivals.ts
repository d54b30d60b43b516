import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import { fromNat64 } from './internet';
import { subnetBlock } from './place-block';
import type { Hop, Trace } from './trace';
import type { Whereabouts } from './whereabouts';

/** Packets of a trace as they come to a firewall endpoint: after NAT they have the address of the gateway. */
export interface Arrival {
  readonly endpoint: Key;
  /** The subnet that sent them. */
  readonly from: Key;
  readonly source: Whereabouts;
  readonly destinations: AddressSet;
  /** What replaced their source. */
  readonly translatedBy?: Key;
}

/** In the order in which the endpoints are crossed. */
export function listArrivals(
  graph: VpcGraph,
  { from, family, destinations, out }: Trace,
): readonly Arrival[] {
  let source = inSubnet(graph, from, family);
  let translatedBy: Key | undefined;
  let seen = destinations;
  return out.hops.flatMap((hop): readonly Arrival[] => {
    if (hop.kind === 'nat-gateway') {
      source = ofNatGateway(graph, hop);
      translatedBy = hop.key;
      if (family === 6) seen = fromNat64(destinations);
    }
    if (hop.kind === 'network-interface')
      source = {
        kind: 'unknown',
        family: source.family,
        reason: `the appliance at \`${hop.key}\` may replace the source`,
      };
    if (hop.kind !== 'firewall-endpoint') return [];
    const { key: endpoint } = hop;
    return [
      { endpoint, from, source, destinations: seen, ...(translatedBy === undefined ? {} : { translatedBy }) },
    ];
  });
}

/** Somewhere in a subnet. */
export function inSubnet(graph: VpcGraph, subnet: Key, family: AddressFamily): Whereabouts {
  const block = subnetBlock(graph, subnet, family);
  if (block.is === 'known') return { kind: 'addresses', family, addresses: AddressSet.of([block.value]) };
  const node = graph.subnets.get(subnet);
  const isNumberedLater = (family === 4 ? node?.cidrBlock : node?.ipv6CidrBlock) !== undefined;
  return isNumberedLater
    ? { kind: 'subnet', family, subnet }
    : { kind: 'unknown', family, reason: block.reason };
}

/** At its private addresses, or somewhere in its subnet; what it sends is IPv4. */
function ofNatGateway(graph: VpcGraph, { key, subnet }: Hop): Whereabouts {
  const addresses = graph.natGateways.get(key)?.privateIps ?? [];
  if (addresses.length > 0) return { kind: 'addresses', family: 4, addresses: AddressSet.of(addresses) };
  if (subnet !== undefined) return inSubnet(graph, subnet, 4);
  return { kind: 'unknown', family: 4, reason: `the private addresses of \`${key}\` are not known` };
}
