import {
  compileNetworkAcl,
  compileOpenServices,
  makeEvaluator,
  type EgressPolicy,
  type Flow,
  type NetworkAclEntry,
  type NetworkAclOptions,
  type PolicyService,
} from '../../src';
import { anyPolicy } from '../support/arbitraries';
import {
  isAllowed,
  permitsRoundTrip,
  replyTo,
  requestOf,
  type Packet,
} from '../support/network-acl-interpreter';
import {
  anyFlowOf,
  anyNearFlowOf,
  anyNearPolicy,
  anyShownPolicy,
  edgesOf,
  ENDPOINT_BLOCKS,
  isExcused,
  LIST_BLOCKS,
} from '../support/packet-header-arbitraries';
import { anyManyBlocks } from '../support/many-blocks';
import { flow, policyOf, rule, TODAY } from '../support/policies';
import { fc, runs } from '../support/properties';

// Wide and rare, or narrow and often.
const anyOf = fc.oneof(anyPolicy, anyNearPolicy);
const LINUX = { from: 32_768, to: 61_000 };
const anySubnets: fc.Arbitrary<Pick<NetworkAclOptions, 'tier' | 'subnetCidrBlocks'>> = fc.constantFrom(
  { subnetCidrBlocks: ['10.0.0.0/25'] },
  { subnetCidrBlocks: ['10.0.0.0/24'], tier: 'protected' as const },
  { subnetCidrBlocks: ['10.0.0.0/24', '10.0.1.0/24', '2001:db8:ffff::/64'], tier: 'isolated' as const },
  { subnetCidrBlocks: ['${aws_subnet.a.cidr_block}'] },
);
const anySubnetsWithFlows = anySubnets.chain((subnets) => {
  const { subnetCidrBlocks: cidrBlocks, tier } = subnets;
  const flow = anyNearFlowOf({ cidrBlocks, ...(tier === undefined ? {} : { tier }) });
  return fc.tuple(fc.constant(subnets), fc.array(flow, { minLength: 6, maxLength: 6 }));
});
const anySourcePort = fc.integer({ min: LINUX.from, max: LINUX.to });

const compile = (policy: EgressPolicy, subnets: Partial<NetworkAclOptions> = {}) =>
  compileNetworkAcl(policy, {
    today: TODAY,
    subnetCidrBlocks: ['10.0.0.0/24'],
    prefixLists: LIST_BLOCKS,
    services: { s3: { cidrBlocks: ENDPOINT_BLOCKS } },
    rulesPerDirection: 40,
    ...subnets,
  });
const ports = (from: number, to: number) => ({ from, to });

/** Found by seed 735939835: what the second rule says of TCP over IPv4 no packet reaches. */
const SHADOWED = policyOf([
  rule({ id: 'rule-0', applications: [{ tcp: ports(1, 53) }, 'icmp-echo'], action: 'reject' }),
  rule({ id: 'rule-1', applications: [{ tcp: ports(1, 53) }, { udp: ports(1, 53) }] }),
  rule({
    id: 'rule-2',
    destinations: [{ cidrBlock: '203.0.113.0/25' }, { cidrBlock: '198.51.100.0/24' }],
    applications: [{ tcp: ports(1, 80) }, { udp: ports(1, 53) }],
  }),
]);

/** Found by seed -372864595, and by hand: the added rule makes replies pass that the first held back. */
const MADE_NEEDLESS: [EgressPolicy, EgressPolicy][] = [
  [
    policyOf([
      rule({ id: 'rule-0', applications: [{ tcp: ports(1, 53) }, 'ntp'], action: 'drop' }),
      rule({ id: 'rule-1', destinations: [{ prefixList: 'pl-1' }], applications: ['dns'] }),
    ]),
    policyOf([]),
  ],
  [
    policyOf([
      rule({ id: 'rule-0', destinations: [{ service: 's3' }], action: 'drop' }),
      rule({ id: 'rule-1', destinations: [{ country: 'DE' }], applications: ['ntp'] }),
    ]),
    policyOf([]),
  ],
];

const passing = (policy: EgressPolicy) => {
  const evaluate = makeEvaluator(policy, { today: TODAY });
  return (flow: Flow) => evaluate(flow).verdict === 'pass';
};

it('law: what the policy permits, the ACL permits, and its reply too', () => {
  fc.assert(
    fc.property(anyOf, anySubnetsWithFlows, anySourcePort, (policy, [subnets, flows], port) => {
      const { artefact } = compile(policy, subnets);
      const lost = flows.filter(passing(policy)).filter((flow) => !permitsRoundTrip(artefact, flow, port));
      expect(lost).toEqual([]);
    }),
    runs(120),
  );
});

it('law: what the ACL permits beyond the policy, an approximation of a rule that is like it says', () => {
  fc.assert(
    fc.property(anyOf, anySubnetsWithFlows, (policy, [subnets, flows]) => {
      const { artefact, approximations } = compile(policy, subnets);
      const passes = passing(policy);
      const beyond = flows.filter((flow) => isAllowed(artefact.egress, requestOf(flow)) && !passes(flow));
      expect(beyond.filter((flow) => !isExcused(flow, policy, approximations))).toEqual([]);
    }),
    runs(120),
  );
});

it('law: errors of path MTU discovery pass both ways, and an approximation of the whole policy says so', () => {
  fc.assert(
    fc.property(anyPolicy, (any) => {
      const { artefact, approximations } = compile({ ...any, mode: 'enforce' }, { ipv6: 'some' });
      const tooBig: readonly Packet[] = [
        { protocol: 'icmp', remote: '203.0.113.9', icmpType: 3, icmpCode: 4 },
        { protocol: 'icmpv6', remote: '2001:db8::9', icmpType: 2, icmpCode: 0 },
      ];
      const ofWhole = approximations.filter(({ rule: id }) => id === undefined);
      const open = artefact.egress.some(({ purpose }) => purpose === 'requests');
      const passes = (entries: readonly NetworkAclEntry[]) =>
        tooBig.some((packet) => isAllowed(entries, packet));
      expect([passes(artefact.egress), passes(artefact.ingress)]).toEqual([open, open]);
      expect(ofWhole.map(({ direction }) => direction)).toEqual(open ? ['wider'] : []);
    }),
    runs(100),
  );
});

it('law: rules that headers show in full have no approximation, and the ACL says what they say', () => {
  fc.assert(
    fc.property(
      anyShownPolicy,
      fc.array(anyFlowOf({}), { minLength: 6, maxLength: 6 }),
      anySourcePort,
      (policy, flows, port) => {
        const { artefact, approximations } = compile(policy);
        const wanted = flows.map(passing(policy));
        expect(approximations.filter(({ rule: id }) => id !== undefined)).toEqual([]);
        expect(flows.map((flow) => isAllowed(artefact.egress, requestOf(flow)))).toEqual(wanted);
        expect(flows.map((flow) => permitsRoundTrip(artefact, flow, port))).toEqual(wanted);
      },
    ),
    runs(120),
  );
});

it('law: replies come only from where some request may go', () => {
  fc.assert(
    fc.property(anyShownPolicy, anyFlowOf({}), anySourcePort, (policy, flow, port) => {
      const { artefact } = compile(policy);
      const ports = [1, 52, 53, 54, 79, 80, 81, 442, 443, 444, 65_535];
      const passes = passing(policy);
      const mayGo = ports.some((to) =>
        passes({ ...flow, port: to, icmpType: flow.protocol === 'icmp' ? 8 : 128 }),
      );
      expect(isAllowed(artefact.ingress, replyTo(flow, port))).toBe(mayGo);
      expect(isAllowed(artefact.ingress, { ...replyTo(flow, LINUX.to + 1), icmpType: 8 })).toBe(false);
    }),
    { ...runs(120), examples: [[SHADOWED, flow({ port: 1, icmpType: 8 }), LINUX.from]] },
  );
});

it('law: rules of more blocks than a step has numbers say what the policy says', () => {
  fc.assert(
    fc.property(anyManyBlocks, anySourcePort, ({ policy, flows }, port) => {
      const { artefact } = compile(policy);
      const wanted = flows.map(passing(policy));
      expect(flows.map((one) => isAllowed(artefact.egress, requestOf(one)))).toEqual(wanted);
      expect(flows.map((one) => permitsRoundTrip(artefact, one, port))).toEqual(wanted);
      const numbers = artefact.egress.map(({ ruleNumber }) => ruleNumber);
      expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
    }),
    runs(100),
  );
});

it('law: no entry can be left out without a change of what passes', () => {
  fc.assert(
    fc.property(anyOf, anyShownPolicy, (any, shown) => {
      for (const policy of [{ ...any, mode: 'enforce' as const }, shown]) {
        const { egress, ingress } = compile(policy).artefact;
        for (const entries of [egress, ingress]) {
          const probes = probesOf(entries);
          const needless = entries.filter((entry) => {
            const others = entries.filter((one) => one !== entry);
            return probes.every((probe) => isAllowed(others, probe) === isAllowed(entries, probe));
          });
          expect(needless).toEqual([]);
        }
      }
    }),
    runs(100),
  );
});

it('law: numbers are of AWS, unique in a direction, and in the order of the entries', () => {
  fc.assert(
    fc.property(anyPolicy, anySubnets, (policy, subnets) => {
      const { egress, ingress } = compile(policy, subnets).artefact;
      for (const entries of [egress, ingress]) {
        const numbers = entries.map(({ ruleNumber }) => ruleNumber);
        expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
        expect(numbers.every((one) => Number.isInteger(one) && 1 <= one && one <= 32_766)).toBe(true);
      }
    }),
    runs(100),
  );
});

it('law: a rule at the end of the policy moves no number of entries that permit', () => {
  fc.assert(
    fc.property(anyPolicy, anyPolicy, (policy, { rules: [more = rule({})] }) => {
      const enforced = { ...policy, mode: 'enforce' as const };
      const longer = { ...enforced, rules: [...policy.rules, { ...more, id: 'added' }] };
      for (const direction of ['egress', 'ingress'] as const) {
        const after = numbersOf(compile(longer).artefact[direction]);
        for (const [text, number] of numbersOf(compile(enforced).artefact[direction])) {
          // What the added rule makes needless is gone.
          expect([undefined, number]).toContain(after.get(text));
        }
      }
    }),
    { ...runs(100), examples: MADE_NEEDLESS },
  );
});

it('law: monitor blocks nothing', () => {
  fc.assert(
    fc.property(anyPolicy, anyFlowOf({}), anySourcePort, (policy, flow, port) => {
      const { artefact, approximations } = compile({ ...policy, mode: 'monitor' });
      expect(permitsRoundTrip(artefact, flow, port)).toBe(true);
      expect(approximations).toEqual([]);
    }),
    runs(100),
  );
});

it('law: what flows beyond the subnets, some service says', () => {
  fc.assert(
    fc.property(anyPolicy, anyFlowOf({ cidrBlocks: ['10.0.0.0/24'] }), (policy, flow) => {
      const { services } = compile(policy).artefact;
      fc.pre(passing(policy)(flow));
      expect(services.some((service) => opens(service, flow))).toBe(true);
    }),
    runs(100),
  );
});

it('law: what flows past ACLs that know no blocks goes to an open port, and where a policy only watches to any', () => {
  fc.assert(
    fc.property(anyPolicy, anyFlowOf({ cidrBlocks: ['10.0.0.0/24'], tier: 'protected' }), (policy, flow) => {
      const isOpen = (one: EgressPolicy) => {
        const { artefact } = compileOpenServices(one, {
          today: TODAY,
          tier: 'protected',
          subnetCidrBlocks: ['10.0.0.0/24'],
          prefixLists: LIST_BLOCKS,
          services: { s3: { cidrBlocks: ENDPOINT_BLOCKS } },
        });
        return artefact.some((service) => opens(service, flow));
      };
      if (passing(policy)(flow)) expect(isOpen(policy)).toBe(true);
      expect(isOpen({ ...policy, mode: 'monitor' })).toBe(true);
    }),
    runs(100),
  );
});

function opens(service: PolicyService, { protocol, port = 0 }: Flow): boolean {
  if (service.protocol === 'icmp-echo') return protocol.startsWith('icmp');
  return service.protocol === protocol && service.fromPort <= port && port <= service.toPort;
}

function numbersOf(entries: readonly NetworkAclEntry[]): ReadonlyMap<string, number> {
  return new Map(
    entries
      .filter(({ action }) => action === 'allow')
      .map(({ ruleNumber, block, traffic, rules }) => [JSON.stringify([block, traffic, rules]), ruleNumber]),
  );
}

/** A packet for each cell that the edges of all entries cut. */
function probesOf(entries: readonly NetworkAclEntry[]): readonly Packet[] {
  const blocks = entries.map(({ block }) => ('cidrBlock' in block ? block.cidrBlock : block.ipv6CidrBlock));
  const remotes = [...new Set(blocks.flatMap(edgesOf))];
  const kinds = entries.flatMap(({ traffic }): readonly Omit<Packet, 'remote'>[] => {
    if (traffic.protocol === 'all') return [];
    const { protocol } = traffic;
    if ('fromPort' in traffic)
      return [traffic.fromPort, traffic.toPort + 1].map((port) => ({ protocol, port }));
    return [{ protocol, icmpType: traffic.icmpType, icmpCode: Math.max(traffic.icmpCode, 0) }];
  });
  const unlike = new Map(kinds.map((kind) => [JSON.stringify(kind), kind]));
  return [...unlike.values()].flatMap((kind) => remotes.map((remote) => ({ ...kind, remote })));
}

it('takes policies that no rule of is about these subnets', () => {
  const { artefact } = compile(policyOf([rule({ sources: [{ cidrBlock: '10.9.9.0/24' }] })]));
  expect([artefact.egress, artefact.ingress, artefact.services]).toEqual([[], [], []]);
});
