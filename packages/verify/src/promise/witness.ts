import {
  type AddressSet,
  firstAddress,
  formatAddress,
  parseAddress,
  subBlock,
  type AddressFamily,
  type CidrBlock,
} from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { DeclaredFlow } from '../walk/acl-crossings';
import { subnetBlock } from '../walk/place-block';
import type { Trace } from '../walk/trace';
import type { Packet } from './finding';

/** Public resolvers that everybody knows, so that a reader sees at once that the packet left. */
const KNOWN_ADDRESSES = ['8.8.8.8', '1.1.1.1', '9.9.9.9', '2001:4860:4860::8888', '2606:4700:4700::1111'].map(
  (text) => parseAddress(text),
);

const HOST = 10n; // clear of the four addresses that AWS keeps; VPC guide, "Subnet CIDR blocks", 2026-07
const SOURCE_PORT = 49152; // ephemeral in Linux and in Windows

/**
 * A packet of a trace, or undefined when the input does not tell one that surely goes this way. Only the lists of AWS
 * services are sure to hold addresses when nobody says which.
 */
export function witnessOf(graph: VpcGraph, trace: Trace): Packet | undefined {
  const isVague = trace.only !== undefined && trace.out.hops.at(-1)?.kind !== 'gateway-endpoint';
  if (trace.except.length > 0 || isVague) return undefined;
  const destination =
    trace.only === undefined ? pickDestination(trace.destinations) : `an address of ${trace.only}`;
  return packet(graph, trace.from, trace.family, destination, { protocol: 'tcp', port: 443 });
}

export function packet(
  graph: VpcGraph,
  from: Key,
  family: AddressFamily,
  destination: string,
  flow: DeclaredFlow,
): Packet {
  const ports = flow.protocol === 'icmp' ? {} : { sourcePort: SOURCE_PORT, destinationPort: flow.port };
  return { family, source: sourceIn(graph, from, family), destination, protocol: flow.protocol, ...ports };
}

function sourceIn(graph: VpcGraph, subnet: Key, family: AddressFamily): string {
  const block = valueOf(subnetBlock(graph, subnet, family));
  return block === undefined ? `an IPv${family} address of \`${subnet}\`` : formatAddress(hostOf(block));
}

function hostOf(block: CidrBlock) {
  const bits = block.family === 4 ? 32 : 128;
  return bits - block.prefixLength < 4 ? firstAddress(block) : firstAddress(subBlock(block, bits, HOST));
}

/** @param destinations - not empty */
export function pickDestination(destinations: AddressSet): string {
  const known = KNOWN_ADDRESSES.find((address) => destinations.contains(address));
  if (known !== undefined) return formatAddress(known);
  const [block] = destinations.toCidrBlocks();
  return block === undefined ? 'no address' : formatAddress(firstAddress(block));
}
