import fc from 'fast-check';
import {
  packageIndexPolicy,
  workshopPolicy,
  type Application,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type Flow,
  type Source,
} from '@inspected-egress/policy';
import type { CapturedRequest } from '../../src/index';

/** Blocks of the prefix lists that policies name. */
export const PREFIX_LISTS = { 'pl-0123456789abcdef0': ['5.9.1.0/24', '2001:4860::/32'] };

const NAMES = [
  'example.com',
  'www.example.com',
  'a.b.example.com',
  'example.org',
  'notexample.com',
  'dns.google',
];
/** As a client may write them: a name that begins with a dot is no subdomain, and a Host may end in dots and a port. */
export const DOTTED_SERVER_NAMES = ['.example.com', 'a..example.com', 'example.com.', 'www.example.com.'];
export const DOTTED_HOSTS = [
  ...DOTTED_SERVER_NAMES,
  ...['.example.com.', 'www.example.com..', 'www.example.com.:80', 'example.com:80', 'example.com:x:80'],
];
export const SERVERS = [
  { address: '8.8.8.8', country: 'US', prefixLists: [] },
  { address: '5.9.1.1', country: 'DE', prefixLists: ['pl-0123456789abcdef0'] },
  { address: '192.0.2.7', country: null, prefixLists: [] },
  { address: '2001:4860:4860::8888', country: 'US', prefixLists: ['pl-0123456789abcdef0'] },
  { address: '2a01:4f8::1', country: 'DE', prefixLists: [] },
];
const CLIENTS = { 4: ['10.1.3.10', '10.1.3.200'], 6: ['2600:1f00::10', '2600:1f00::20'] };

const named = fc.constantFrom<Destination>(
  ...['example.com', '*.example.com', 'www.example.com', 'example.org', '*.b.example.com', 'dns.google'].map(
    (name) => ({
      name,
    }),
  ),
  { set: 'names' },
);
const addressed = fc.constantFrom<Destination>(
  { cidrBlock: '8.0.0.0/8' },
  { cidrBlock: '192.0.2.0/24' },
  { cidrBlock: '2a01:4f8::/32' },
  { prefixList: 'pl-0123456789abcdef0' },
  { country: 'US' },
  { country: 'DE' },
  { service: 's3' },
  { anywhere: 'all' },
  { anywhere: 'all' },
);
const carrier = fc.constantFrom<Application>('https', 'http', 'dns');
const ports = fc.constantFrom(
  ...[443, 80, 53, 22, 853, 123, 5432].map((port) => ({ from: port, to: port })),
  { from: 1, to: 65_535 },
  { from: 8000, to: 8999 },
);
const application = fc.oneof(
  fc.constantFrom<Application>('https', 'http', 'dns', 'ntp', 'ssh', 'icmp-echo'),
  ports.map((tcp): Application => ({ tcp })),
  ports.map((udp): Application => ({ udp })),
);
const source = fc.constantFrom<Source>(
  { vpc: 'all' },
  { tier: 'protected' },
  { group: 'builders' },
  { cidrBlock: '10.1.3.128/25' },
  { cidrBlock: '2600:1f00::10/128' },
);
const some = <T>(each: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(each, { minLength: 1, maxLength, selector: (one) => JSON.stringify(one) });

const targets = fc.oneof(
  fc.record({ destinations: some(named, 3), applications: some(carrier, 2) }),
  fc.record({ destinations: some(fc.oneof(named, addressed), 3), applications: some(carrier, 2) }),
  fc.record({ destinations: some(addressed, 2), applications: some(application, 3) }),
);
const rule: fc.Arbitrary<Omit<EgressRule, 'id'>> = fc
  .record({
    targets,
    sources: fc.option(some(source, 2), { nil: undefined }),
    action: fc.constantFrom<EgressRule['action']>('pass', 'pass', 'pass', 'drop', 'reject', 'alert'),
    expires: fc.constantFrom(undefined, undefined, undefined, '2026-11-21', '2026-11-22'),
  })
  .map(({ targets: what, sources, action, expires }) => ({
    ...what,
    ...(sources === undefined ? {} : { sources }),
    action,
    ...(expires === undefined ? {} : { expires }),
  }));

/** Every form of rule, in policies of up to six. */
export const anyPolicy: fc.Arbitrary<EgressPolicy> = fc
  .record({
    rules: fc.array(rule, { minLength: 1, maxLength: 6 }),
    mode: fc.constantFrom<EgressPolicy['mode']>('enforce', 'enforce', 'enforce', 'monitor'),
  })
  .map(({ rules, mode }) => ({
    version: 1,
    name: 'generated',
    mode,
    groups: { builders: { cidrBlocks: ['10.1.3.0/25'] } },
    sets: { names: [{ name: 'example.org' }, { name: '*.example.org' }] },
    rules: rules.map((body, index) => ({ id: `rule-${index}`, ...body })),
  }));

const byHand = (name: string, ...rules: Omit<EgressRule, 'id'>[]): EgressPolicy => ({
  version: 1,
  name,
  mode: 'enforce',
  rules: rules.map((body, index) => ({ id: `rule-${index}`, ...body })),
});
const allTcp: Application = { tcp: { from: 1, to: 65_535 } };
const example: Destination[] = [{ name: 'example.com' }, { name: '*.example.com' }];

/** The presets, and rules whose order must also hold in time: a port is known before a name is. */
export const POLICIES_BY_HAND: readonly EgressPolicy[] = [
  workshopPolicy(),
  packageIndexPolicy(),
  byHand(
    'names-then-no-tcp',
    { destinations: example, applications: ['https', 'http', 'dns'], action: 'pass' },
    { destinations: [{ anywhere: 'all' }], applications: [allTcp], action: 'reject' },
  ),
  byHand(
    'no-names-then-all-tcp',
    { destinations: example, applications: ['https', 'http', 'dns'], action: 'drop' },
    { destinations: [{ anywhere: 'all' }], applications: [allTcp], action: 'pass' },
  ),
  byHand(
    'ssh-then-no-tcp',
    { destinations: [{ anywhere: 'all' }], applications: ['ssh', 'dns'], action: 'pass' },
    { destinations: [{ cidrBlock: '8.0.0.0/8' }], applications: [allTcp], action: 'drop' },
    { destinations: [{ anywhere: 'all' }], applications: [allTcp], action: 'pass' },
  ),
];

/** A request on the wire, and what a policy is told of it. */
export interface Attempt {
  readonly client: string;
  readonly server: string;
  readonly request: CapturedRequest;
  readonly flow: Flow;
}

const claimed = fc.constantFrom(...NAMES, 'WWW.Example.COM');
const nameless = (dotted: readonly string[]) =>
  fc.option(fc.oneof({ weight: 3, arbitrary: claimed }, fc.constantFrom(...dotted)), { nil: null, freq: 6 });
const segments = fc.constantFrom(1, 1, 3);
const request: fc.Arbitrary<CapturedRequest> = fc.oneof(
  { weight: 3, arbitrary: tls(fc.constantFrom(443, 443, 443, 8443, 853, 80)) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('http' as const),
      host: nameless(DOTTED_HOSTS),
      port: fc.constantFrom(80, 80, 80, 443, 8080),
      segments,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('dns' as const),
      queryName: claimed,
      transport: fc.constantFrom('udp' as const, 'tcp' as const),
    }),
  },
  fc.record({ kind: fc.constant('ssh' as const), port: fc.constantFrom(22, 22, 443) }),
  fc.record({ kind: fc.constant('ntp' as const), port: fc.constant(123) }),
  fc.record({ kind: fc.constant('quic' as const), serverName: claimed, port: fc.constant(443) }),
  fc.record({
    kind: fc.constant('udp' as const),
    port: fc.constantFrom(443, 853, 8000),
    payload: fc.constant('bytes of no protocol'),
  }),
  fc.record({
    kind: fc.constant('tcp' as const),
    port: fc.constantFrom(443, 80, 53, 22, 5432, 8080),
    payload: fc.constant('bytes of no protocol'),
    segments,
  }),
  fc.record({ kind: fc.constant('icmp' as const) }),
  fc.record({ kind: fc.constant('icmp' as const), type: fc.constant(13) }),
);

function tls(port: fc.Arbitrary<number>): fc.Arbitrary<CapturedRequest> {
  return fc.record({
    kind: fc.constant('tls' as const),
    serverName: nameless(DOTTED_SERVER_NAMES),
    port,
    postQuantum: fc.boolean(),
    segments,
  });
}

/** Every kind of request over both families. */
export const anyAttempt: fc.Arbitrary<Attempt> = fc
  .record({ request, server: fc.constantFrom(...SERVERS), client: fc.nat(1) })
  .map(({ request: sent, server, client }) => attemptOf(sent, server, client));

/** A request from the first or the second client of the server's family. */
export function attemptOf(sent: CapturedRequest, server: (typeof SERVERS)[number], client: number): Attempt {
  const family = server.address.includes(':') ? 6 : 4;
  const from = CLIENTS[family][client] ?? '';
  const flow: Flow = {
    source: from,
    groups: [],
    tier: 'protected',
    destination: server.address,
    country: server.country,
    prefixLists: server.prefixLists,
    sni: null,
    host: null,
    queryName: null,
    ...factsOf(sent, family),
  };
  return { client: from, server: server.address, request: sent, flow };
}

function factsOf(request: CapturedRequest, family: 4 | 6): Pick<Flow, 'protocol'> & Partial<Flow> {
  switch (request.kind) {
    case 'tls':
      return { protocol: 'tcp', port: request.port ?? 443, application: 'tls', sni: request.serverName };
    case 'http':
      return { protocol: 'tcp', port: request.port ?? 80, application: 'http', host: request.host };
    case 'dns':
      return {
        protocol: request.transport ?? 'udp',
        port: request.port ?? 53,
        application: 'dns',
        queryName: request.queryName,
      };
    case 'ssh':
      return { protocol: 'tcp', port: request.port ?? 22, application: 'ssh' };
    case 'ntp':
      return { protocol: 'udp', port: request.port ?? 123, application: 'ntp' };
    case 'quic':
      return { protocol: 'udp', port: request.port ?? 443, application: 'quic', sni: request.serverName };
    case 'udp':
      return { protocol: 'udp', port: request.port, application: 'other' };
    case 'tcp':
      return { protocol: 'tcp', port: request.port, application: 'other' };
    case 'icmp':
      return family === 4
        ? { protocol: 'icmp', icmpType: request.type ?? 8 }
        : { protocol: 'icmpv6', icmpType: request.type ?? 128 };
  }
}
