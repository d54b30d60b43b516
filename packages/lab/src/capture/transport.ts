import { join, u16, u32, u8 } from './bytes';
import { internetChecksum, ipPacket, PROTOCOL, pseudoHeader, type Route } from './ip';

export const FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

export interface Ports {
  readonly source: number;
  readonly destination: number;
}

export interface Segment {
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly payload?: Uint8Array;
}

export const swapped = ({ source, destination }: Ports): Ports => ({
  source: destination,
  destination: source,
});

const WINDOW = 64240;
const TCP_CHECKSUM_AT = 16;
const UDP_CHECKSUM_AT = 6;
const ICMP_CHECKSUM_AT = 2;

export function tcpPacket(route: Route, ports: Ports, segment: Segment): Buffer {
  const { sequence, acknowledgement, flags, payload = Buffer.alloc(0) } = segment;
  const maximumSegmentSize =
    (flags & FLAG.syn) === 0
      ? Buffer.alloc(0)
      : join(u8(2), u8(4), u16(route.source.family === 4 ? 1460 : 1440));
  const header = join(
    u16(ports.source),
    u16(ports.destination),
    u32(sequence >>> 0),
    u32(acknowledgement >>> 0),
    u8(((20 + maximumSegmentSize.length) / 4) << 4),
    u8(flags),
    u16(WINDOW),
    u16(0),
    u16(0),
    maximumSegmentSize,
  );
  return checksummed(route, PROTOCOL.tcp, join(header, payload), TCP_CHECKSUM_AT);
}

export function udpPacket(route: Route, ports: Ports, payload: Uint8Array): Buffer {
  const header = join(u16(ports.source), u16(ports.destination), u16(8 + payload.length), u16(0));
  return checksummed(route, PROTOCOL.udp, join(header, payload), UDP_CHECKSUM_AT);
}

/** ICMP over IPv4, ICMPv6 over IPv6, by the family of the addresses. */
export function icmpPacket(route: Route, type: number, code: number, rest: Uint8Array): Buffer {
  const message = join(u8(type), u8(code), u16(0), rest);
  if (route.source.family === 6) return checksummed(route, PROTOCOL.icmpv6, message, ICMP_CHECKSUM_AT);
  message.writeUInt16BE(internetChecksum(message), ICMP_CHECKSUM_AT); // no pseudo header: RFC 792
  return ipPacket(route, PROTOCOL.icmp, message);
}

function checksummed(route: Route, protocol: number, message: Buffer, checksumAt: number): Buffer {
  const checksum = internetChecksum(join(pseudoHeader(route, protocol, message.length), message));
  // In UDP zero says "not computed": RFC 768.
  message.writeUInt16BE(protocol === PROTOCOL.udp && checksum === 0 ? 0xffff : checksum, checksumAt);
  return ipPacket(route, protocol, message);
}
