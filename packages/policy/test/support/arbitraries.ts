import fc from 'fast-check';
import type { Application, Destination, EgressPolicy, EgressRule, Flow, Source } from '../../src';
import { FACTS } from '../../src/truth';

// Few values of each kind, so that rules and flows meet often.
const NAMES = ['example.com', 'a.example.com', 'b.a.example.com', 'example.org', 'notexample.com'];
const BLOCKS = ['198.51.100.0/24', '198.51.100.7/32', '203.0.113.0/25', '2001:db8::/32', '0.0.0.0/0'];
const COUNTRIES = ['US', 'DE'];
const LISTS = ['pl-1', 'pl-2'];

const anyPorts = fc
  .tuple(fc.constantFrom(1, 53, 80, 443), fc.constantFrom(53, 80, 443, 65535))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const namedApplication = fc.constantFrom<Application[]>('https', 'http', 'dns');
const anyApplication = fc.oneof(
  namedApplication,
  fc.constantFrom<Application[]>('ntp', 'ssh', 'icmp-echo'),
  anyPorts.map((tcp) => ({ tcp })),
  anyPorts.map((udp) => ({ udp })),
);

const anyName = fc
  .constantFrom(...NAMES, '*.example.com', '*.a.example.com', '*.org')
  .map((name) => ({ name }));
const anyAddressed: fc.Arbitrary<Destination> = fc.oneof(
  fc.constantFrom(...BLOCKS).map((cidrBlock) => ({ cidrBlock })),
  fc.constantFrom(...COUNTRIES).map((country) => ({ country })),
  fc.constantFrom(...LISTS).map((prefixList) => ({ prefixList })),
  fc.constant({ service: 's3' }),
  fc.constant({ set: 'addresses' }),
  fc.constant({ anywhere: 'all' as const }),
);
const anyDestination: fc.Arbitrary<Destination> = fc.oneof(
  anyName,
  anyName,
  anyAddressed,
  fc.constant({ set: 'names' }),
);

const anySource: fc.Arbitrary<Source> = fc.oneof(
  fc.constant({ vpc: 'all' as const }),
  fc.constantFrom('protected' as const, 'isolated' as const).map((tier) => ({ tier })),
  fc.constantFrom('10.0.0.0/24', '10.0.1.0/24').map((cidrBlock) => ({ cidrBlock })),
  fc.constantFrom('web', 'batch').map((group) => ({ group })),
);

const anyWay = fc.oneof(
  fc.record({
    destinations: fc.array(anyDestination, { minLength: 1, maxLength: 3 }),
    applications: fc.array(namedApplication, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    destinations: fc.array(anyAddressed, { minLength: 1, maxLength: 3 }),
    applications: fc.array(anyApplication, { minLength: 1, maxLength: 3 }),
  }),
);

const anyRule: fc.Arbitrary<Omit<EgressRule, 'id'>> = fc
  .tuple(
    anyWay,
    fc.option(fc.array(anySource, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    fc.constantFrom('pass' as const, 'pass' as const, 'drop' as const, 'reject' as const, 'alert' as const),
    fc.constantFrom(undefined, undefined, '2026-11-21', '2026-11-22'),
  )
  .map(([way, sources, action, expires]) => ({
    ...way,
    action,
    ...(sources === undefined ? {} : { sources }),
    ...(expires === undefined ? {} : { expires }),
  }));

export const anyPolicy: fc.Arbitrary<EgressPolicy> = fc
  .tuple(fc.array(anyRule, { maxLength: 6 }), fc.constantFrom('enforce', 'enforce', 'monitor'))
  .map(([rules, mode]) => ({
    version: 1,
    name: 'any',
    mode,
    groups: { web: { cidrBlocks: ['10.0.0.0/25'] }, batch: { cidrBlocks: [] } },
    sets: {
      names: [{ name: 'example.org' }, { set: 'more' }],
      more: [{ name: '*.example.com' }],
      addresses: [{ cidrBlock: '198.51.100.0/24' }, { country: 'DE' }],
    },
    rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...rule })),
  }));

const anyClaim = fc.option(fc.constantFrom(...NAMES, 'A.Example.COM', 'com', ''));

/** A flow of which every fact is known. */
export const anyFlow: fc.Arbitrary<Flow> = fc.record({
  source: fc.constantFrom('10.0.0.10', '10.0.0.200', '10.0.1.1', '2001:db8:ffff::1'),
  groups: fc.subarray(['web', 'batch']),
  tier: fc.constantFrom('protected', 'isolated', 'nat'),
  destination: fc.constantFrom('198.51.100.7', '198.51.100.8', '203.0.113.1', '192.0.2.1', '2001:db8::1'),
  protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'icmp', 'icmpv6'),
  port: fc.constantFrom(443, 443, 80, 53, 22, 123, 8443),
  icmpType: fc.constantFrom(8, 128, 0),
  application: fc.constantFrom('tls', 'tls', 'http', 'dns', 'ssh', 'quic', 'ntp', 'other'),
  sni: anyClaim,
  host: anyClaim.map((host) => (host === null ? null : `${host}:8080`)),
  queryName: anyClaim.map((name) => (name === null ? null : `${name}.`)),
  country: fc.constantFrom('US', 'DE', null),
  prefixLists: fc.subarray(LISTS),
});

/** A flow, and the same with some facts left out. */
export const anyPartialFlow = fc
  .tuple(anyFlow, fc.subarray([...FACTS], { minLength: 1 }))
  .map(([whole, left]) => {
    const known = Object.entries(whole).filter(([fact]) => !left.some((one) => one === fact));
    return { whole, left, partial: Object.fromEntries(known) as unknown as Flow };
  });
