import { traceHops, type Hop, type JsonObject, type Trace } from '@inspected-egress/terraform';
import { headedTable, type Style } from './text';

/** What a destination block is called. */
export type DestinationNames = (destination: string | undefined) => string;

/** A subnet that a packet starts from. */
export interface PacketSource {
  /** Resource address of the subnet. */
  readonly subnet: string;
  /** An instance's address in it. */
  readonly address: string;
  /** Short names of subnets by resource address. */
  readonly names: ReadonlyMap<string, string>;
  readonly destinationNames: DestinationNames;
}

/** One packet out and its reply back, hop by hop, found by following the route tables of the stack. */
export function describePacket(
  stack: JsonObject,
  source: PacketSource,
  to: string,
  style: Style,
): readonly string[] {
  const trace = traceHops(stack, { from: source.subnet, to });
  const rows = [
    ...rowsOf('out', trace.out.hops, trace, source, to),
    ...rowsOf('back', trace.back?.hops ?? [], trace, source, to),
  ];
  const numbered = rows.map(([direction, ...cells], index) => {
    const first = direction !== rows[index - 1]?.[0];
    return [first ? (direction ?? '') : '', String(index + 1), ...cells];
  });
  const header = ['', '', `${source.address} to ${to}`, 'subnet', 'rewritten', 'route that it takes'];
  const unfinished = [trace.out.reason, trace.back?.reason].filter((reason) => reason !== undefined);
  return [...headedTable(header, numbered, style), ...unfinished.map((reason) => `stops here: ${reason}`)];
}

function rowsOf(
  direction: 'out' | 'back',
  hops: readonly Hop[],
  trace: Trace,
  { names, destinationNames, address }: PacketSource,
  to: string,
): readonly (readonly string[])[] {
  const translated = trace.out.hops.some(({ hop }) => hop === 'NAT gateway');
  return hops.map((hop, index) => [
    direction,
    hop.hop === 'protected subnet' ? 'instance' : hop.hop,
    names.get(hop.subnet ?? '') ?? '',
    rewrite(direction, hop.hop, { translated, address, ipv6: to.includes(':') }),
    routeTaken(hop, hops[index + 1], { to, destinationNames }),
  ]);
}

interface Packet {
  readonly translated: boolean;
  readonly address: string;
  readonly ipv6: boolean;
}

// What each hop does to the packet is AWS's, not the configuration's: NAT and internet gateways translate, and the
// internet gateway translates no IPv6.
function rewrite(direction: 'out' | 'back', hop: Hop['hop'], { translated, address, ipv6 }: Packet): string {
  if (hop === 'NAT gateway') return direction === 'out' ? 'from NAT gateway' : `to ${address}`;
  if (hop !== 'internet gateway' || ipv6) return '';
  if (direction === 'out') return translated ? 'from Elastic IP' : 'from public IP';
  return translated ? 'to NAT gateway' : `to ${address}`;
}

interface Route {
  readonly to: string;
  readonly destinationNames: DestinationNames;
}

function routeTaken(hop: Hop, next: Hop | undefined, { to, destinationNames }: Route): string {
  if (hop.target === undefined)
    return hop.hop === 'internet gateway' && next === undefined ? `leaves for ${to}` : '';
  const target = next?.hop === 'protected subnet' ? 'instance' : (next?.hop ?? hop.target);
  return `${hop.target === 'local' ? 'local' : destinationNames(hop.destination)} to ${target}`;
}
