/**
 * What Squid 5 does with a configuration, from its documents: `http_access`, `ssl_bump` and `on_unsupported_protocol` are
 * asked line by line, all ACLs of a line from left to right, and the first line that matches decides. It knows only what
 * our configurations use, and stops at anything else.
 */
import type { SquidFile } from '../../src';

/** Something that a client does. */
export interface Attempt {
  readonly client: string;
  /** Addresses of the host, or the one that was asked for where clients are redirected. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** Host of the request; for a redirected client the Host header, or the address. */
  readonly host: string;
  readonly inside: { readonly tls: string | null } | 'http' | 'other';
  readonly via: 'page' | 'tunnel' | 'redirected';
}

interface Request extends Attempt {
  readonly method: 'GET' | 'CONNECT' | 'NONE';
  readonly step: 1 | 2;
  readonly sni?: string | undefined;
  readonly notes: Map<string, string>;
}

export function passes(files: readonly SquidFile[], attempt: Attempt): boolean {
  const lines = (files[0]?.text ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
  const acls = new Map(
    lines
      .filter(([directive]) => directive === 'acl')
      .map(
        ([, name = '', type = '', ...values]) => [name, { type, values: valuesOf(files, values) }] as const,
      ),
  );
  const ask = (directive: string, request: Request): string | undefined =>
    lines.find(
      ([name, , ...conditions]) => name === directive && conditions.every((one) => holds(acls, one, request)),
    )?.[1];
  const fresh = (fields: Partial<Request>, notes = new Map<string, string>()): Request => ({
    ...attempt,
    method: 'CONNECT',
    step: 1,
    notes,
    ...fields,
  });

  const [address = ''] = attempt.addresses;
  const isPage =
    attempt.via === 'page' ||
    (attempt.via === 'redirected' && attempt.port === 80 && attempt.inside === 'http');
  if (isPage) return ask('http_access', fresh({ method: 'GET' })) === 'allow';
  const other = (client: ReadonlyMap<string, string>): boolean => {
    const request = fresh({ host: attempt.via === 'tunnel' ? attempt.host : address }, new Map(client));
    return (
      ask('on_unsupported_protocol', request) === 'tunnel' &&
      ask('http_access', { ...request, method: 'NONE' }) === 'allow'
    );
  };
  if (attempt.via === 'redirected' && attempt.port === 80) return other(new Map());

  const request = fresh({ host: attempt.via === 'tunnel' ? attempt.host : address });
  if (ask('http_access', request) !== 'allow') return false;
  if (!lines.some(([directive]) => directive === 'ssl_bump')) return true;
  const first = ask('ssl_bump', request);
  if (first !== 'peek') return first === 'splice';
  if (typeof attempt.inside === 'string') return other(request.notes);
  const sni = attempt.inside.tls === null || attempt.inside.tls === '' ? undefined : attempt.inside.tls;
  return ask('ssl_bump', { ...request, step: 2, sni }) === 'splice';
}

type Acls = ReadonlyMap<string, { readonly type: string; readonly values: readonly string[] }>;

function valuesOf(files: readonly SquidFile[], values: readonly string[]): readonly string[] {
  const path = /^"\/etc\/squid\/(.*)"$/.exec(values.at(-1) ?? '')?.[1];
  if (path === undefined) return values;
  const text = files.find((file) => file.path === path)?.text ?? '';
  return [...values.slice(0, -1), ...text.trim().split('\n')];
}

function holds(acls: Acls, condition: string, request: Request): boolean {
  if (condition.startsWith('!')) return !holds(acls, condition.slice(1), request);
  if (condition === 'all') return true;
  if (condition === 'manager') return false;
  const acl = acls.get(condition);
  if (acl === undefined) throw new Error(`no acl ${condition}`);
  const values = acl.values.filter((value) => !/^--?[a-z]/.test(value));
  const isAny = (of: string) => values.includes(of);
  const claimed = request.sni ?? request.host;
  switch (acl.type) {
    case 'src':
      return values.some((block) => isIn(block, request.client));
    case 'dst':
    case 'localip':
      return values.some((block) => request.addresses.some((address) => isIn(block, address)));
    case 'dstdomain':
      return values.some((domain) => isOf(domain, request.host));
    case 'ssl::server_name':
      return values.some((domain) => isOf(domain, claimed));
    case 'dstdom_regex':
      return new RegExp(values.join('|')).test(request.host);
    case 'ssl::server_name_regex':
      return new RegExp(values.join('|')).test(claimed);
    case 'port':
      return values.some((range) => {
        const [from = 0, to = from] = range.split('-').map(Number);
        return from <= request.port && request.port <= to;
      });
    case 'method':
      return isAny(request.method);
    case 'proto':
      return isAny(request.method === 'GET' ? 'HTTP' : 'AUTHORITY_FORM');
    case 'myportname':
      return isAny(`port_${request.port}`);
    case 'at_step':
      return isAny(`SslBump${request.step}`);
    case 'all-of':
      return values.every((one) => holds(acls, one, request));
    case 'note': {
      const found = request.notes.get(values[0] ?? '');
      return found !== undefined && (values[1] === undefined || values[1] === found);
    }
    case 'annotate_transaction':
    case 'annotate_client':
      for (const value of values) {
        const [key = '', text = ''] = value.split('=');
        request.notes.set(key, text === '"%ssl::>sni"' ? (request.sni ?? '-') : text);
      }
      return true;
    default:
      throw new Error(`no such acl type: ${acl.type}`);
  }
}

function isOf(domain: string, name: string): boolean {
  const lower = name.toLowerCase();
  return domain.startsWith('.') ? lower === domain.slice(1) || lower.endsWith(domain) : lower === domain;
}

function isIn(block: string, address: string): boolean {
  const [first = '', length = '128'] = block.split('/');
  // Squid keeps IPv4 in an IPv6 block, so that a short IPv6 prefix holds it too.
  const offset = first.includes(':') ? 0 : 96;
  return bits(first).slice(0, Number(length) + offset) === bits(address).slice(0, Number(length) + offset);
}

const KNOWN_BITS = new Map<string, string>();

function bits(address: string): string {
  const known = KNOWN_BITS.get(address) ?? bitsOf(address);
  KNOWN_BITS.set(address, known);
  return known;
}

function bitsOf(address: string): string {
  if (!address.includes(':')) {
    const octets = address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
    return `${'0'.repeat(80)}${'1'.repeat(16)}${octets.join('')}`;
  }
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
