import { parseAddress, type Address } from '@inspected-egress/cidr';
import { join, u16, u32, u8 } from './bytes';

export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

const HOP_LIMIT = 64;
const IPV4_HEADER_LENGTH = 20;
const DO_NOT_FRAGMENT = 0x4000;

export interface Route {
  readonly source: Address;
  readonly destination: Address;
}

/** @throws PlanError CIDR101 to CIDR114 when one of them is not an address */
export const routeBetween = (source: string, destination: string): Route => ({
  source: parseAddress(source, 'client'),
  destination: parseAddress(destination, 'server'),
});

export const reversed = ({ source, destination }: Route): Route => ({
  source: destination,
  destination: source,
});

export const addressBytes = ({ family, value }: Address): Buffer =>
  Buffer.from(value.toString(16).padStart(family === 4 ? 8 : 32, '0'), 'hex');

/** RFC 1071: the complement of the ones' complement sum of all 16-bit words. */
export function internetChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** What TCP, UDP and ICMPv6 count into their checksum: RFC 9293 section 3.1, RFC 8200 section 8.1. */
export function pseudoHeader(route: Route, protocol: number, length: number): Buffer {
  const addresses = join(addressBytes(route.source), addressBytes(route.destination));
  return route.source.family === 4
    ? join(addresses, u8(0), u8(protocol), u16(length))
    : join(addresses, u32(length), Buffer.alloc(3), u8(protocol));
}

export function ipPacket(route: Route, protocol: number, payload: Uint8Array): Buffer {
  const addresses = join(addressBytes(route.source), addressBytes(route.destination));
  if (route.source.family === 6) {
    return join(u32(0x60000000), u16(payload.length), u8(protocol), u8(HOP_LIMIT), addresses, payload);
  }
  const header = join(
    u8(0x45),
    u8(0),
    u16(IPV4_HEADER_LENGTH + payload.length),
    u16(0),
    u16(DO_NOT_FRAGMENT),
    u8(HOP_LIMIT),
    u8(protocol),
    u16(0),
    addresses,
  );
  header.writeUInt16BE(internetChecksum(header), 10);
  return join(header, payload);
}
