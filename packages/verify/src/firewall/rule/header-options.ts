import { matchIf, matchUnless, NO_MATCH, unsure, type Match } from '../match';
import type { Packet } from '../packet';
import type { Condition } from './condition';
import { readNumberTest } from './number-option';

// IANA "Protocol Numbers", 2026-11.
const PROTOCOL_NUMBERS = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 } as const;
const NUMBERS_OF_NAMES: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
  ['gre', 47],
  ['icmpv6', 58],
  ['ipv6-icmp', 58],
  ['sctp', 132],
]);
const ECHO_REPLY = { icmp: 0, icmpv6: 129 } as const;

/** `ip_proto:!TCP` */
export function protocolCondition(value: string): Condition | undefined {
  const [, not, name = ''] = /^(!?)\s*(\S+)$/.exec(value) ?? [];
  const number = /^\d+$/.test(name) ? Number(name) : NUMBERS_OF_NAMES.get(name.toLowerCase());
  if (number === undefined) return undefined;
  return ({ flow }) => matchIf((PROTOCOL_NUMBERS[flow.protocol] === number) !== (not === '!'));
}

/** `itype:8` */
export function icmpTypeCondition(value: string): Condition | undefined {
  const test = readNumberTest(value);
  if (test === undefined) return undefined;
  return ({ flow, to }) => {
    if (flow.protocol !== 'icmp' && flow.protocol !== 'icmpv6') return NO_MATCH;
    if (to === 'client') return matchIf(test(ECHO_REPLY[flow.protocol]));
    return flow.icmpType === undefined ? unsure('the ICMP type is not known') : matchIf(test(flow.icmpType));
  };
}

/**
 * `geoip:dst,!US`. Addresses of a VPC are in no country, and of an address in none the engine says neither yes nor no.
 * @see Network Firewall guide, "Geographic IP filtering", 2026-11
 */
export function countryCondition(value: string): Condition | undefined {
  const [side = '', ...codes] = value.split(',').map((word) => word.trim());
  const isNot = codes.some((code) => code.startsWith('!'));
  const wanted = codes.map((code) => code.replace(/^!/, '').toUpperCase());
  if (wanted.length === 0 || !wanted.every((code) => /^[A-Z]{2}$/.test(code))) return undefined;
  const found = ({ flow }: Packet): Match => {
    const { country } = flow;
    if (country === undefined) return unsure('the country of the destination is not known');
    if (country === null) return NO_MATCH;
    const isAmong = matchIf(wanted.includes(country.toUpperCase()));
    return isNot ? matchUnless(isAmong) : isAmong;
  };
  switch (side) {
    case 'dst':
      return (packet) => (packet.to === 'server' ? found(packet) : NO_MATCH);
    case 'src':
      return (packet) => (packet.to === 'client' ? found(packet) : NO_MATCH);
    case 'any':
      return found;
    case 'both':
      return () => NO_MATCH;
    default:
      return undefined;
  }
}

/** First bytes of what a client sends over TCP, least and most; RFC 8446, 9110, 1035 and 4253. */
const FIRST_BYTES: Partial<Record<Packet['application'], readonly [number, number]>> = {
  tls: [0x16, 0x16],
  http: [0x41, 0x5a], // a method is of capital letters
  dns: [0x00, 0x01], // the length goes first, and no query has 512 bytes
  ssh: [0x53, 0x53],
};

/** `byte_test:1,!=,0x16,0`: of the first byte alone. */
export function firstByteCondition(value: string): Condition | undefined {
  const [, sign, text = ''] = /^1,\s*(!=|=|<|>)\s*,\s*(0x[0-9a-f]{1,2}|\d{1,3})\s*,\s*0$/i.exec(value) ?? [];
  const limit = Number(text);
  if (sign === undefined) return undefined;
  const test = (byte: number) =>
    sign === '!='
      ? byte !== limit
      : sign === '='
        ? byte === limit
        : sign === '<'
          ? byte < limit
          : byte > limit;
  return ({ payload, phase, application, flow }) => {
    if (payload === 'nothing') return NO_MATCH;
    const span = phase === 'request' && flow.protocol === 'tcp' ? FIRST_BYTES[application] : undefined;
    if (span === undefined) return unsure('the first bytes are not known');
    const bytes = Array.from({ length: span[1] - span[0] + 1 }, (_, index) => span[0] + index);
    if (bytes.every(test)) return matchIf(true);
    return bytes.some(test) ? unsure('the first bytes are not known') : NO_MATCH;
  };
}
