import {
  compileFortios,
  makeEvaluator,
  type Application,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type Flow,
  type FortiosOptions,
  type Source,
} from '../../src';
import { holdsAddress } from '../support/endpoint-policy-interpreter';
import { makeUnit, readConfiguration, type Knowledge, type Session } from '../support/fortios-interpreter';
import { flow, TODAY } from '../support/policies';
import { fc, runs } from '../support/properties';

const PLACE = {
  natCidrBlocks: ['10.0.9.0/28'],
  workloadCidrBlocks: ['10.0.0.0/24', '10.0.1.0/24', '2001:db8:ffff::/64'],
  prefixLists: { 'pl-1': ['203.0.113.0/26', '2001:db8::/64'] },
  today: TODAY,
};
const anyPlace = fc
  .constantFrom('after-nat' as const, 'before-nat' as const)
  .map((position): FortiosOptions => ({ ...PLACE, position }));

// The world: whose addresses these are, and which lists hold them.
const COUNTRY: Readonly<Record<string, string>> = { '198.51.100.7': 'US', '2001:db8::1': 'US' };
const LISTS: Readonly<Record<string, readonly string[]>> = {
  '203.0.113.1': ['pl-1'],
  '2001:db8::1': ['pl-1'],
};
const ADDRESSES = ['198.51.100.7', '203.0.113.1', '2001:db8::1'];
const NAMES = ['example.com', '*.example.com', 'example.org'];

const anyKnowledge: fc.Arbitrary<Knowledge> = fc
  .tuple(...NAMES.map(() => fc.subarray(ADDRESSES)))
  .map((addresses) => ({
    resolved: Object.fromEntries(NAMES.map((name, index) => [name, addresses[index] ?? []])),
    countryOf: (address) => COUNTRY[address] ?? null,
  }));

const anySource = fc.constantFrom<Source>(
  { vpc: 'all' },
  { vpc: 'all' },
  { tier: 'protected' },
  { tier: 'isolated' },
  { cidrBlock: '10.0.0.0/24' },
  { cidrBlock: '10.0.0.0/23' },
  { cidrBlock: '2001:db8:ffff::/64' },
  { group: 'web' },
  { group: 'batch' },
);
const anyAddressed = fc.constantFrom<Destination>(
  { anywhere: 'all' },
  { cidrBlock: '198.51.100.0/24' },
  { cidrBlock: '2001:db8::/32' },
  { country: 'US' },
  { prefixList: 'pl-1' },
  { service: 's3' },
);
const anyNamed = fc.oneof(
  fc.constantFrom(...NAMES).map((name) => ({ name })),
  fc.constant({ set: 'names' }),
);
const namedApplication = fc.constantFrom<Application>('https', 'http', 'dns');
const portApplication = fc.constantFrom<Application>(
  'icmp-echo',
  { tcp: { from: 443, to: 443 } },
  { tcp: { from: 1, to: 65_535 } },
  { udp: { from: 1, to: 65_535 } },
);
const anyApplication = fc.oneof(
  namedApplication,
  portApplication,
  fc.constantFrom<Application>('ntp', 'ssh'),
);
const oneOrTwo = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 2 });

type Way = Pick<EgressRule, 'destinations' | 'applications'>;
const exactWay: fc.Arbitrary<Way> = fc.record({
  destinations: oneOrTwo(anyAddressed),
  applications: oneOrTwo(portApplication),
});
const anyWay: fc.Arbitrary<Way> = fc.oneof(
  fc.record({ destinations: oneOrTwo(anyNamed), applications: oneOrTwo(namedApplication) }),
  fc.record({
    destinations: fc.tuple(anyNamed, anyAddressed).map((both) => [...both]),
    applications: oneOrTwo(namedApplication),
  }),
  fc.record({ destinations: oneOrTwo(anyAddressed), applications: oneOrTwo(anyApplication) }),
);

const policyOf = (way: fc.Arbitrary<Way>, source: fc.Arbitrary<Source>): fc.Arbitrary<EgressPolicy> =>
  fc
    .array(
      fc.record({
        way,
        sources: oneOrTwo(source),
        action: fc.constantFrom<EgressRule['action']>('pass', 'pass', 'pass', 'drop', 'reject', 'alert'),
        expires: fc.constantFrom('2026-11-22', '2026-11-22', '2026-11-22', '2026-11-21'),
      }),
      { maxLength: 3 },
    )
    .map((rules) => ({
      version: 1,
      name: 'law',
      mode: 'enforce',
      groups: { web: { cidrBlocks: ['10.0.1.0/25'] }, batch: { cidrBlocks: [] } },
      sets: { names: [{ name: 'example.com' }, { name: '*.example.com' }] },
      rules: rules.map(({ way: one, ...rest }, index) => ({
        id: index === 1 ? 'workloads' : `rule-${index}`,
        ...one,
        ...rest,
      })),
    }));
/** Something is forbidden, and whatever is not passes: no approximation of the second rule hides one of the first. */
const forbidding = policyOf(anyWay, anySource).map(
  (policy): EgressPolicy => ({
    ...policy,
    rules: [
      ...policy.rules.slice(0, 1).map((rule) => ({ ...rule, action: 'drop' as const })),
      {
        id: 'rest',
        destinations: [{ anywhere: 'all' }],
        applications: [{ tcp: { from: 1, to: 65_535 } }, { udp: { from: 1, to: 65_535 } }],
        action: 'pass',
      },
    ],
  }),
);
const anyPolicy = fc.oneof(policyOf(anyWay, anySource), forbidding);

const tcp = (port: number, more: Partial<Flow> = {}): Partial<Flow> => ({
  port,
  application: 'other',
  ...more,
});
const SHAPES: readonly Partial<Flow>[] = [
  ...['example.com', 'www.example.com', 'example.org', null].map((sni) =>
    tcp(443, { application: 'tls', sni }),
  ),
  ...['example.com', 'example.org'].map((host) => tcp(80, { application: 'http', host })),
  ...[22, 53, 80, 443, 8443].map((port) => tcp(port)),
  tcp(22, { application: 'ssh' }),
  ...['example.com', 'example.org'].map((queryName) =>
    tcp(53, { protocol: 'udp', application: 'dns', queryName }),
  ),
  tcp(53, { application: 'dns', queryName: 'www.example.com' }),
  tcp(53, { protocol: 'udp' }),
  tcp(123, { protocol: 'udp', application: 'ntp' }),
  tcp(123, { protocol: 'udp' }),
  tcp(123, { application: 'ntp' }),
];
/** Flows that reach the unit: of protected workloads, in one family, with the facts of the world above. */
const FLOWS: readonly Flow[] = ['10.0.0.10', '10.0.1.10', '2001:db8:ffff::1'].flatMap((source) =>
  ADDRESSES.filter((address) => address.includes(':') === source.includes(':')).flatMap((destination) => {
    const facts = {
      source,
      destination,
      groups: source === '10.0.1.10' ? ['batch'] : [],
      country: COUNTRY[destination] ?? null,
      prefixLists: LISTS[destination] ?? [],
    };
    const echo = source.includes(':')
      ? ({ protocol: 'icmpv6', icmpType: 128 } as const)
      : ({ protocol: 'icmp', icmpType: 8 } as const);
    return [...SHAPES, echo, { ...echo, icmpType: 13 }].map((shape) => flow({ ...facts, ...shape }));
  }),
);

function sessionOf(one: Flow, { position }: FortiosOptions): Session {
  const isTranslated = position === 'after-nat' && !one.source.includes(':');
  const { destination, protocol, port = 0, icmpType = 0 } = one;
  return { source: isTranslated ? '10.0.9.5' : one.source, destination, protocol, port, icmpType };
}

/** Flows on which unit and policy differ, with the rules for the flow that an approximation of that direction is about. */
function differences(policy: EgressPolicy, options: FortiosOptions, knowledge: Knowledge) {
  const { artefact, approximations } = compileFortios(policy, options);
  const decide = makeUnit(artefact.configuration, knowledge);
  const evaluate = makeEvaluator(policy, { today: TODAY });
  return FLOWS.flatMap((one) => {
    const permits = evaluate(one).verdict === 'pass';
    const accepts = decide(sessionOf(one, options)).action === 'accept';
    if (permits === accepts) return [];
    const direction = accepts ? 'wider' : 'narrower';
    const about = policy.rules.filter((rule) => isAbout(rule, one, direction)).map(({ id }) => id);
    const told = approximations.filter(
      (each) => each.direction === direction && about.includes(each.rule ?? ''),
    );
    return [{ flow: one, direction, told }];
  });
}

/**
 * Whether a packet of the flow is of the rule's protocol, port and blocks: a name or a country may be anywhere, and a source
 * may be hidden. A rule widens by permitting or, where it forbids, by not doing so.
 */
function isAbout(
  rule: EgressRule,
  { protocol, port = 0, icmpType, destination }: Flow,
  direction: string,
): boolean {
  if (direction === 'narrower' && rule.action === 'pass' && !rule.destinations.some(isNamed)) return false;
  const ports = { https: 443, http: 80, ssh: 22 } as const;
  const carries = rule.applications.some((application) => {
    if (application === 'icmp-echo') {
      return (protocol === 'icmp' && icmpType === 8) || (protocol === 'icmpv6' && icmpType === 128);
    }
    if (application === 'dns') return (protocol === 'tcp' || protocol === 'udp') && port === 53;
    if (application === 'ntp') return protocol === 'udp' && port === 123;
    if (typeof application === 'string') return protocol === 'tcp' && port === ports[application];
    const [wanted, range] = 'tcp' in application ? ['tcp', application.tcp] : ['udp', application.udp];
    return protocol === wanted && range.from <= port && port <= range.to;
  });
  const mayBeThere = rule.destinations.some(
    (one) => !('cidrBlock' in one) || holdsAddress(one.cidrBlock, destination),
  );
  return carries && mayBeThere;
}

function isNamed(one: Destination): boolean {
  return 'name' in one || 'set' in one;
}

const RUNS = runs(200);

it('law: where the unit permits less or more than the policy, an approximation of a rule for the flow says so', () => {
  fc.assert(
    fc.property(anyPolicy, anyPlace, anyKnowledge, (policy, place, knowledge) => {
      expect(differences(policy, place, knowledge).filter(({ told }) => told.length === 0)).toEqual([]);
    }),
    RUNS,
  );
});

it('law: rules of addresses, ports and echo requests are said exactly', () => {
  const knownSource = anySource.filter((source) => !('group' in source && source.group === 'batch'));
  fc.assert(
    fc.property(policyOf(exactWay, knownSource), anyKnowledge, (policy, knowledge) => {
      const place = { ...PLACE, position: 'before-nat' } as const;
      expect(differences(policy, place, knowledge)).toEqual([]);
      expect(compileFortios(policy, place).approximations).toEqual([]);
    }),
    RUNS,
  );
});

it('law: monitor stops nothing and is not approximate', () => {
  fc.assert(
    fc.property(anyPolicy, anyPlace, anyKnowledge, (enforced, place, knowledge) => {
      const policy: EgressPolicy = { ...enforced, mode: 'monitor' };
      expect(differences(policy, place, knowledge)).toEqual([]);
      expect(compileFortios(policy, place).approximations).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('law: another rule moves no id', () => {
  const idsOf = (policy: EgressPolicy, place: FortiosOptions) => {
    const tables = readConfiguration(compileFortios(policy, place).artefact.configuration);
    return [...(tables.get('firewall policy') ?? [])].map(
      ([id, fields]) => `${fields.get('name')?.[0]} ${id}`,
    );
  };
  fc.assert(
    fc.property(anyPolicy, anyWay, anyPlace, fc.nat(3), (policy, way, place, at) => {
      const added: EgressRule = { id: 'added', ...way, action: 'pass' };
      const rules = [...policy.rules.slice(0, at), added, ...policy.rules.slice(at)];
      expect(idsOf({ ...policy, rules }, place)).toEqual(expect.arrayContaining(idsOf(policy, place)));
    }),
    { numRuns: 60 },
  );
});
