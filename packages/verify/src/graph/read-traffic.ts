import { isAbsent, numberOf, reasonOf, textOf, type Value } from '../read/value';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import type { Traffic } from './traffic';

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const ICMPV6 = 58;

const PROTOCOLS: ReadonlyMap<string, number | 'all'> = new Map<string, number | 'all'>([
  ['-1', 'all'],
  ['all', 'all'],
  ['tcp', TCP],
  ['udp', UDP],
  ['icmp', ICMP],
  ['icmpv6', ICMPV6],
]);

/** How a layer writes the ports and the ICMP types of a rule. */
export interface TrafficArguments {
  readonly protocol: Value;
  readonly from: Value;
  readonly to: Value;
  /** Security groups write type and code where ports stand. */
  readonly icmpType: Value;
  readonly icmpCode: Value;
}

export function readTraffic(links: Links, said: TrafficArguments): Known<Traffic> {
  const end = links.follow(said.protocol);
  if (isAbsent(end)) return unknown('the rule names no protocol');
  const protocol = protocolOf(textOf(end) ?? String(numberOf(end) ?? ''));
  if (protocol === undefined) return unknown(reasonOf(end) ?? 'its protocol is none that we know');
  if (protocol === TCP || protocol === UDP) return readPorts(links, protocol, said);
  if (protocol === ICMP || protocol === ICMPV6) return readIcmp(links, protocol, said);
  return known({ protocol });
}

function protocolOf(text: string): number | 'all' | undefined {
  const named = PROTOCOLS.get(text.toLowerCase());
  if (named !== undefined) return named;
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : undefined;
}

function readPorts(links: Links, protocol: number, said: TrafficArguments): Known<Traffic> {
  const from = readWhole(links, said.from, 0);
  const to = readWhole(links, said.to, from.is === 'known' ? from.value : 0);
  if (from.is === 'unknown') return from;
  if (to.is === 'unknown') return to;
  const isAll = from.value === -1 || (from.value <= 0 && to.value >= 65535);
  return known({ protocol, ...(!isAll && { ports: { from: from.value, to: to.value } }) });
}

function readIcmp(links: Links, protocol: number, said: TrafficArguments): Known<Traffic> {
  const type = readWhole(links, said.icmpType, 0);
  const code = readWhole(links, said.icmpCode, 0);
  if (type.is === 'unknown') return type;
  if (code.is === 'unknown') return code;
  // -1 means all; a code without a type says nothing.
  if (type.value < 0) return known({ protocol, icmp: {} });
  return known({ protocol, icmp: { type: type.value, ...(code.value >= 0 && { code: code.value }) } });
}

function readWhole(links: Links, value: Value, absent: number): Known<number> {
  const end = links.follow(value);
  if (isAbsent(end)) return known(absent);
  const number = numberOf(end);
  return number === undefined ? unknown(reasonOf(end) ?? 'it is not a number') : known(number);
}
