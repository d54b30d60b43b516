import fc from 'fast-check';
import type { Application, Destination, EgressPolicy, EgressRule, Source } from '@inspected-egress/policy';
import type { ProxiedRequest, SentOnConnection } from '../../src/index';

export const CLIENTS = ['10.1.3.10', '10.1.3.200', '2600:1f00::10'];
export const CLIENT_BLOCKS = ['10.1.3.0/24', '2600:1f00::/64'];
export const PREFIX_LISTS = { 'pl-0123456789abcdef0': ['203.0.113.0/24', '2001:db8:1::/48'] };
export const TIERS = { protected: CLIENT_BLOCKS };

/** Each name has one address, so that what a client names and where it goes are one thing. */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  'example.com': ['198.51.100.7'],
  'www.example.com': ['203.0.113.8'],
  'a.b.example.com': ['198.51.100.9'],
  'b.example.com': ['203.0.113.9'],
  'example.org': ['192.0.2.10'],
  'www.example.org': ['2001:db8:1::7'],
  'notexample.com': ['198.51.100.11'],
};
const HOSTS = Object.keys(NAMES);
export const SERVERS = [...new Set(Object.values(NAMES).flat())];

const named = fc.constantFrom<Destination>(
  ...[
    'example.com',
    '*.example.com',
    'www.example.com',
    'example.org',
    '*.b.example.com',
    'notexample.com',
  ].map((name) => ({ name })),
  { set: 'names' },
);
const addressed = fc.constantFrom<Destination>(
  { cidrBlock: '198.51.100.0/24' },
  { cidrBlock: '203.0.113.8/32' },
  { cidrBlock: '2001:db8::/32' },
  { cidrBlock: '0.0.0.0/0' },
  { cidrBlock: '::/0' },
  { prefixList: 'pl-0123456789abcdef0' },
  { service: 's3' },
  { anywhere: 'all' },
  { anywhere: 'all' },
);
const ports = fc.constantFrom(
  { from: 443, to: 443 },
  { from: 443, to: 443 },
  { from: 80, to: 80 },
  { from: 8080, to: 8443 },
  { from: 22, to: 22 },
  { from: 1, to: 65_535 },
);
const carrier = fc.constantFrom<Application>('https', 'http');
const application = fc.oneof(
  carrier,
  carrier,
  ports.map((tcp): Application => ({ tcp })),
  ports.map((tcp): Application => ({ tcp })),
  fc.constantFrom<Application>('ssh', 'dns', 'ntp', 'icmp-echo', { udp: { from: 443, to: 443 } }),
);
const source = fc.constantFrom<Source>(
  { vpc: 'all' },
  { tier: 'protected' },
  { group: 'builders' },
  { cidrBlock: '10.1.3.128/25' },
  { cidrBlock: '2600:1f00::/64' },
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
    sources: fc.option(some(source, 2), { nil: undefined, freq: 1 }),
    action: fc.constantFrom<EgressRule['action']>('pass', 'pass', 'pass', 'pass', 'drop', 'reject', 'alert'),
    expires: fc.constantFrom(undefined, undefined, undefined, undefined, '2026-11-21', '2026-11-22'),
  })
  .map(({ targets: to, sources, action, expires }) => ({
    ...to,
    action,
    ...(sources === undefined ? {} : { sources }),
    ...(expires === undefined ? {} : { expires }),
  }));

/** Every form of rule that a proxy is asked about and knows what to do with. */
export const anyProxyPolicy: fc.Arbitrary<EgressPolicy> = fc
  .record({
    rules: fc.array(rule, { minLength: 2, maxLength: 6 }),
    mode: fc.constantFrom<EgressPolicy['mode']>(...Array<'enforce'>(9).fill('enforce'), 'monitor'),
  })
  .map(({ rules, mode }) => ({
    version: 1,
    name: 'generated',
    mode,
    groups: { builders: { cidrBlocks: ['10.1.3.0/25'] } },
    sets: { names: [{ name: 'example.org' }, { name: '*.example.org' }] },
    rules: rules.map((body, index) => ({ id: `rule-${index}`, ...body })),
  }));

const client = fc.constantFrom(...CLIENTS);
const host = fc.constantFrom('example.com', 'www.example.com', 'example.org', ...HOSTS);
const claimed = fc.oneof(
  host,
  fc.constantFrom('WWW.Example.COM', 'elsewhere.example.net', '*.example.com', '.example.com'),
);
const sends = (
  port: fc.Arbitrary<number>,
  sni: fc.Arbitrary<string | null>,
): fc.Arbitrary<SentOnConnection> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('tls' as const),
        serverName: sni,
        port,
        postQuantum: fc.boolean(),
        segments: fc.constantFrom(1, 3),
      }),
    },
    fc.record({ kind: fc.constant('http' as const), host: fc.option(host, { nil: null, freq: 4 }), port }),
    fc.record({
      kind: fc.constant('tcp' as const),
      port,
      payload: fc.constant('\0\x01 of no protocol\r\n\r\n'),
    }),
  );

/** What programs ask an explicit proxy for. */
export const anyExplicitRequest: fc.Arbitrary<Omit<ProxiedRequest, 'name'>> = fc.oneof(
  fc.record({
    client,
    page: fc
      .tuple(
        fc.oneof(host, fc.constantFrom('WWW.Example.COM', 'example.com.', '198.51.100.7')),
        fc.constantFrom('', '', '', ':8080', ':443'),
      )
      .map((parts) => parts.join('')),
  }),
  fc
    .tuple(
      client,
      fc.oneof(
        { weight: 5, arbitrary: host },
        fc.constantFrom('EXAMPLE.com', '198.51.100.7', '2001:db8:1::7'),
      ),
    )
    .chain(([from, to]) =>
      fc
        .constantFrom(443, 443, 443, 443, 8443, 80, 22)
        .chain((port) =>
          sends(
            fc.constant(port),
            fc.oneof({ weight: 4, arbitrary: fc.constant(to) }, claimed, fc.constant(null)),
          ).map((sent) => ({ client: from, tunnel: { host: to, port }, sends: sent })),
        ),
    ),
) as fc.Arbitrary<Omit<ProxiedRequest, 'name'>>;

/** What programs that know of no proxy send to ports 80 and 443. */
export const anyRedirectedRequest: fc.Arbitrary<Omit<ProxiedRequest, 'name'>> = fc
  .tuple(fc.constantFrom('10.1.3.10', '10.1.3.200', '2600:1f00::10'), host, fc.constantFrom(443, 443, 80))
  .filter(([from, to]) => from.includes(':') === (NAMES[to]?.[0] ?? '').includes(':'))
  .chain(([from, to, port]) =>
    sends(
      fc.constant(port),
      fc.oneof({ weight: 4, arbitrary: fc.constant(to) }, claimed, fc.constant(null)),
    ).map((sent) => ({ client: from, server: NAMES[to]?.[0] ?? '', sends: sent })),
  ) as fc.Arbitrary<Omit<ProxiedRequest, 'name'>>;
