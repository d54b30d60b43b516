/**
 * What a FortiGate unit does with a session, written from Fortinet's documents alone (administration guide, "Firewall
 * policy" and "Objects"; CLI reference of 7.x): the policies of the table in order, the first whose addresses, service
 * and family match decides, and the implicit policy denies. It reads the text line by line as the command line does, and
 * refuses what the documents do not have.
 */
import { holdsAddress } from './endpoint-policy-interpreter';

/** What the unit knows beside its configuration. */
export interface Knowledge {
  /** Addresses that its resolver gave it, by name; of a wildcard, what DNS answers across it taught. */
  readonly resolved: Readonly<Record<string, readonly string[]>>;
  readonly countryOf: (address: string) => string | null;
}

/** First packet of a session, as the unit sees it. */
export interface Session {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  readonly port?: number;
  readonly icmpType?: number;
}

type Entry = ReadonlyMap<string, readonly string[]>;
type Tables = Map<string, Map<string, Map<string, readonly string[]>>>;

export interface Decision {
  readonly action: 'accept' | 'deny';
  /** Name of the policy; absent for the implicit one. */
  readonly policy?: string;
  readonly tellsClient: boolean;
}

/** Reads the configuration once, for many sessions. */
export function makeUnit(configuration: string, knowledge: Knowledge): (session: Session) => Decision {
  const tables = readConfiguration(configuration);
  const policies = [...(tables.get('firewall policy')?.values() ?? [])];
  return (session) => {
    const policy = policies.find((each) => matches(tables, each, session, knowledge));
    if (policy === undefined) return { action: 'deny', tellsClient: false };
    return {
      action: one(policy, 'action') === 'accept' ? 'accept' : 'deny',
      policy: one(policy, 'name'),
      tellsClient: policy.get('send-deny-packet')?.[0] === 'enable',
    };
  };
}

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'firewall address': ['type', 'subnet', 'fqdn', 'country'],
  'firewall address6': ['type', 'ip6', 'fqdn', 'country'],
  'firewall addrgrp': ['member'],
  'firewall addrgrp6': ['member'],
  'firewall service custom': ['tcp-portrange', 'udp-portrange'],
  'firewall policy': [
    ...['name', 'srcintf', 'dstintf', 'action', 'srcaddr', 'dstaddr', 'srcaddr6', 'dstaddr6'],
    ...['schedule', 'service', 'logtraffic', 'send-deny-packet', 'comments'],
  ],
};

export function readConfiguration(text: string): Tables {
  const tables: Tables = new Map();
  let path: string | undefined;
  let entry: Map<string, readonly string[]> | undefined;
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [word = '', ...values] = wordsOf(line.trim());
    if (word === 'config' && path === undefined) {
      path = values.join(' ');
      if (FIELDS[path] === undefined) throw new Error(`no table ${path}`);
      if (!tables.has(path)) tables.set(path, new Map());
    } else if (word === 'edit' && path !== undefined && entry === undefined) {
      const table = tables.get(path);
      entry = table?.get(values[0] ?? '') ?? new Map();
      table?.set(values[0] ?? '', entry);
      if ((values[0] ?? '').length > 79) throw new Error(`name too long: ${line}`);
    } else if (word === 'set' && entry !== undefined && path !== undefined) {
      const [field = '', ...rest] = values;
      if (!FIELDS[path]?.includes(field) || rest.length === 0) throw new Error(`no field: ${line}`);
      if (field === 'name' && (rest[0] ?? '').length > 35) throw new Error(`name too long: ${line}`);
      entry.set(field, rest);
    } else if (word === 'next' && entry !== undefined) entry = undefined;
    else if (word === 'end' && entry === undefined && path !== undefined) path = undefined;
    else throw new Error(`not a command here: ${line}`);
  }
  if (path !== undefined) throw new Error('a table has no end');
  return tables;
}

/** Words of a line; double quotes hold spaces, and a backslash takes the next character as it is. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '\\') word = (word ?? '') + line.charAt((at += 1));
    else if (character === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (character === ' ' && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (isQuoted) throw new Error(`a quote is open: ${line}`);
  return word === undefined ? words : [...words, word];
}

function matches(tables: Tables, policy: Entry, session: Session, knowledge: Knowledge): boolean {
  const six = session.source.includes(':') ? '6' : '';
  const isAny = (names: readonly string[], address: string) =>
    names.some((name) => holds(tables, six, name, address, knowledge));
  return (
    isAny(policy.get(`srcaddr${six}`) ?? [], session.source) &&
    isAny(policy.get(`dstaddr${six}`) ?? [], session.destination) &&
    (policy.get('service') ?? []).some((name) => carries(tables, name, session))
  );
}

function holds(tables: Tables, six: string, name: string, address: string, known: Knowledge): boolean {
  if (name === 'all') return true;
  const group = tables.get(`firewall addrgrp${six}`)?.get(name);
  if (group !== undefined) {
    return (group.get('member') ?? []).some((member) => holds(tables, six, member, address, known));
  }
  const object = tables.get(`firewall address${six}`)?.get(name);
  if (object === undefined) throw new Error(`no address ${name}`);
  switch (object.get('type')?.[0]) {
    case 'fqdn':
      return (known.resolved[one(object, 'fqdn')] ?? []).includes(address);
    case 'geography':
      return known.countryOf(address) === one(object, 'country');
    case undefined:
      return six === ''
        ? inSubnet(object.get('subnet') ?? [], address)
        : holdsAddress(one(object, 'ip6'), address);
    default:
      throw new Error(`no such type of address: ${name}`);
  }
}

/** `10.0.0.0 255.0.0.0` */
function inSubnet([first = '', mask = '']: readonly string[], address: string): boolean {
  const octets = (text: string) => text.split('.').map(Number);
  const masks = octets(mask);
  const masked = (text: string) => octets(text).map((octet, index) => octet & (masks[index] ?? 0));
  return masked(first).join('.') === masked(address).join('.');
}

// Predefined services: administration guide, "Services".
const PREDEFINED: Readonly<Record<string, (session: Session) => boolean>> = {
  ALL: () => true,
  HTTPS: ({ protocol, port }) => protocol === 'tcp' && port === 443,
  HTTP: ({ protocol, port }) => protocol === 'tcp' && port === 80,
  SSH: ({ protocol, port }) => protocol === 'tcp' && port === 22,
  DNS: ({ protocol, port }) => (protocol === 'tcp' || protocol === 'udp') && port === 53,
  NTP: ({ protocol, port }) => (protocol === 'tcp' || protocol === 'udp') && port === 123,
  PING: ({ protocol, icmpType }) => protocol === 'icmp' && icmpType === 8,
  PING6: ({ protocol, icmpType }) => protocol === 'icmpv6' && icmpType === 128,
};

function carries(tables: Tables, name: string, session: Session): boolean {
  const predefined = PREDEFINED[name];
  if (predefined !== undefined) return predefined(session);
  const custom = tables.get('firewall service custom')?.get(name);
  if (custom === undefined) throw new Error(`no service ${name}`);
  return (custom.get(`${session.protocol}-portrange`) ?? []).some((range) => {
    const [from = '', to = from] = range.split('-');
    return Number(from) <= (session.port ?? 0) && (session.port ?? 0) <= Number(to);
  });
}

function one(entry: Entry, field: string): string {
  const [value] = entry.get(field) ?? [];
  if (value === undefined) throw new Error(`nothing is set for ${field}`);
  return value;
}
