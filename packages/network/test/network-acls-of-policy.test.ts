import {
  evaluate,
  packageIndexPolicy,
  workshopPolicy,
  type EgressPolicy,
  type EgressRule,
} from '@inspected-egress/policy';
import { synthesize } from '@inspected-egress/testing';
import * as fc from 'fast-check';
import {
  NetworkAcls,
  planNetworkAcls,
  type AclEgressPolicy,
  type IRoutedVpc,
  type NetworkAclSharedProps,
} from '../src';
import { verdict, type Packet, type RuleJson } from './acl-evaluator';
import { AFTER_NAT, BEFORE_NAT, legs, WITHOUT_NAT } from './acl-hop-matrix';
import { rulesJson } from './acl-rules-json';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';

const TODAY = '2026-11-22';
const WORKLOAD = '10.1.0.10';
const NAT = '10.1.12.5';

type Rule = Partial<EgressRule> & Pick<EgressRule, 'id' | 'destinations' | 'applications'>;
type Props = Partial<NetworkAclSharedProps> & Partial<AclEgressPolicy>;

const policyOf = (rules: readonly Rule[], rest: Partial<EgressPolicy> = {}): EgressPolicy => ({
  version: 1,
  name: 'test',
  mode: 'enforce',
  ...rest,
  rules: rules.map((rule) => ({ action: 'pass', ...rule })),
});

function make(policy: EgressPolicy, { today = TODAY, prefixLists, services, ...props }: Props = {}) {
  const more = { ...(prefixLists && { prefixLists }), ...(services && { services }) };
  let acls: NetworkAcls | undefined;
  const world = synthesize((stack) => {
    acls = new NetworkAcls(stack, 'acls', {
      vpc: literalVpc(),
      ...props,
      egressPolicy: { policy, today, ...more },
    });
  });
  return { acls, rules: world.all('aws_network_acl_rule') as readonly RuleJson[] };
}

const rulesOf = (policy: EgressPolicy, props?: Props) => make(policy, props).rules;

/** The same without a stack. */
const plannedOf = (policy: EgressPolicy) =>
  rulesJson(planNetworkAcls({ vpc: literalVpc(), egressPolicy: { policy, today: TODAY } }));

interface Way {
  readonly to: string;
  /** `tcp/443`, `udp/123`, `ping`. */
  readonly service: string;
  readonly matrix?: string;
  readonly from?: string;
}

/** The edges at which a packet of the exchange is stopped, out and back. */
function stops(rules: readonly RuleJson[], { to, service, matrix = AFTER_NAT, from = WORKLOAD }: Way) {
  return legs(matrix, { W: from, N: NAT, X: to, service, e: 40000, n: 2000 })
    .filter(({ acl, direction, packet }) => verdict(rules, acl, direction, packet) !== 'allow')
    .map(({ row }) => row.replace(/\s+/g, ' '));
}

const outOf = (rules: readonly RuleJson[], packet: Omit<Packet, 'source'>) =>
  verdict(rules, 'acl-protected', 'egress', { source: WORKLOAD, ...packet });
const tcp = (destination: string, destinationPort: number) => ({
  destination,
  protocol: 'tcp' as const,
  destinationPort,
});

/** Blocks, ports and order; by hand, what of it headers show. */
const BLOCKS_AND_ORDER = policyOf([
  {
    id: 'not-there',
    action: 'drop',
    destinations: [{ cidrBlock: '203.0.113.128/25' }],
    applications: [{ tcp: { from: 8443, to: 8443 } }],
  },
  {
    id: 'partner',
    destinations: [{ cidrBlock: '203.0.113.0/24' }],
    applications: [{ tcp: { from: 8443, to: 8443 } }],
  },
  { id: 'time', destinations: [{ cidrBlock: '198.51.100.7/32' }], applications: ['ntp'] },
]);

describe('what a policy permits crosses every hop, out and back', () => {
  it.each<[string, IRoutedVpc, string]>([
    ['after NAT', literalVpc(), AFTER_NAT],
    ['before NAT', literalVpc({ position: 'before-nat' }), BEFORE_NAT],
    ['without NAT', literalVpc({ nat: 'none' }), WITHOUT_NAT],
  ])('%s', (_, vpc, matrix) => {
    for (const blocks of ['subnet', 'vpc'] as const) {
      const rules = rulesOf(BLOCKS_AND_ORDER, { vpc, blocks });
      expect(stops(rules, { to: '203.0.113.9', service: 'tcp/8443', matrix })).toEqual([]);
      expect(stops(rules, { to: '198.51.100.7', service: 'udp/123', matrix })).toEqual([]);
    }
  });

  it('over IPv6, past NAT', () => {
    const policy = policyOf([
      { id: 'six', destinations: [{ cidrBlock: '2600::/16' }], applications: ['https', 'icmp-echo'] },
    ]);
    const rules = rulesOf(policy, { vpc: literalVpc({ ipv6: 'inspected' }) });
    const way = { to: '2600::7', matrix: WITHOUT_NAT, from: '2001:db8:0:10::10' };
    expect(stops(rules, { ...way, service: 'tcp/443' })).toEqual([]);
    expect(stops(rules, { ...way, service: 'ping' })).toEqual([]);
    expect(stops(rules, { ...way, to: '2a00::7', service: 'tcp/443' })).toEqual([
      'tcp/443 2a00::7: protected egress W:e X:s',
      'tcp/443 2a00::7: protected ingress X:s W:e',
    ]);
  });

  it('whatever the policy, when every fact of the flow is known', () => {
    fc.assert(
      fc.property(anyPolicy, anyExchange, (policy, { destination, port, protocol }) => {
        const flow = {
          source: WORKLOAD,
          groups: [],
          tier: 'protected',
          destination,
          protocol,
          port,
        } as const;
        const facts = {
          application: protocol === 'tcp' ? 'tls' : 'ntp',
          sni: 'example.com',
          country: 'US',
        } as const;
        const { verdict: says } = evaluate(policy, { ...flow, ...facts }, { today: TODAY });
        fc.pre(says === 'pass');
        expect(stops(plannedOf(policy), { to: destination, service: `${protocol}/${port}` })).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('lets packets say that they were too big, both ways', () => {
    const rules = rulesOf(BLOCKS_AND_ORDER);
    for (const direction of ['ingress', 'egress'] as const) {
      for (const acl of ['acl-protected', 'acl-nat', 'acl-firewall']) {
        const packet = {
          source: '192.0.2.1',
          destination: '192.0.2.1',
          protocol: 'icmp',
          icmp: '3/4',
        } as const;
        expect([acl, verdict(rules, acl, direction, packet)]).toEqual([acl, 'allow']);
      }
    }
  });
});

describe('what a policy does not permit is stopped', () => {
  it('at the edge of the workload, by address where headers show it', () => {
    const rules = rulesOf(BLOCKS_AND_ORDER);
    expect(outOf(rules, tcp('203.0.113.200', 8443))).toBe('deny');
    expect(outOf(rules, tcp('192.0.2.1', 8443))).toBe('deny');
    expect(outOf(rules, { ...tcp('198.51.100.8', 123), protocol: 'udp' })).toBe('deny');
  });

  it('at the other hops, by port', () => {
    const rules = rulesOf(BLOCKS_AND_ORDER);
    for (const acl of ['acl-nat', 'acl-firewall']) {
      const to = (port: number) => verdict(rules, acl, 'egress', { source: NAT, ...tcp('192.0.2.1', port) });
      expect([acl, to(8443), to(443)]).toEqual([acl, 'allow', 'deny']);
    }
  });

  it('whatever the policy, where it names blocks and ports alone', () => {
    fc.assert(
      fc.property(anyPolicyOfBlocks, anyExchange, (policy, { destination, port, protocol }) => {
        const flow = {
          source: WORKLOAD,
          groups: [],
          tier: 'protected',
          destination,
          protocol,
          port,
        } as const;
        const { verdict: says } = evaluate(policy, flow, { today: TODAY });
        expect(outOf(plannedOf(policy), { destination, protocol, destinationPort: port })).toBe(
          says === 'pass' ? 'allow' : 'deny',
        );
      }),
      { numRuns: 60 },
    );
  });

  it('when the rule has expired', () => {
    const policy = policyOf([
      { id: 'until', destinations: [{ anywhere: 'all' }], applications: ['https'], expires: TODAY },
    ]);
    expect(outOf(rulesOf(policy), tcp('192.0.2.1', 443))).toBe('allow');
    expect(outOf(rulesOf(policy, { today: '2026-11-23' }), tcp('192.0.2.1', 443))).toBe('deny');
  });

  it('from an isolated subnet, everything', () => {
    const rules = rulesOf(workshopPolicy());
    const packet = { source: '10.1.8.10', ...tcp('192.0.2.1', 443) };
    expect(verdict(rules, 'acl-isolated', 'egress', packet)).toBe('deny');
    expect(verdict(rules, 'acl-nat', 'ingress', packet)).toBe('deny');
  });
});

describe('what stays in the VPC', () => {
  const WEB_AND_DATABASE = [{ tcp: { from: 443, to: 443 } }, { tcp: { from: 5432, to: 5432 } }];
  const NOT_PRIVATE = policyOf([
    {
      id: 'private',
      action: 'drop',
      destinations: [{ cidrBlock: '10.0.0.0/8' }],
      applications: WEB_AND_DATABASE,
    },
    {
      id: 'web',
      destinations: [{ anywhere: 'all' }],
      applications: WEB_AND_DATABASE,
    },
  ]);

  it('is not cut by a rule against private addresses', () => {
    const rules = rulesOf(NOT_PRIVATE);
    expect(outOf(rules, tcp('10.1.8.10', 5432))).toBe('allow');
    expect(outOf(rules, tcp('10.2.0.1', 5432))).toBe('deny');
  });

  it('is interface endpoints alone when so stated', () => {
    const rules = rulesOf(NOT_PRIVATE, { local: 'interface-endpoints' });
    expect(outOf(rules, tcp('10.1.13.9', 443))).toBe('allow');
    expect(outOf(rules, tcp('10.1.8.10', 443))).toBe('deny');
    const reply = { source: '10.1.29.9', ...tcp(WORKLOAD, 40000) };
    expect(verdict(rules, 'acl-protected', 'ingress', reply)).toBe('allow');
  });

  it('keeps the numbers of its rules, whatever the policy', () => {
    const local = (policy: EgressPolicy) =>
      rulesOf(policy)
        .filter((rule) => rule['network_acl_id'] === 'acl-protected' && rule['cidr_block'] === '10.1.0.0/16')
        .map((rule) => rule['rule_number']);
    expect(local(NOT_PRIVATE)).toEqual(local(workshopPolicy()));
  });
});

describe('the plan', () => {
  const planned = (policy: EgressPolicy, vpc = literalVpc()) =>
    planNetworkAcls({ vpc, egressPolicy: { policy, today: TODAY }, rulesPerDirection: 40 });

  it('never moves a rule that permits when zones come and a rule of the policy is appended', () => {
    const numbered = (policy: EgressPolicy, vpc: IRoutedVpc) =>
      new Map(
        planned(policy, vpc).flatMap(({ tier, ingress, egress }) =>
          Object.entries({ ingress, egress }).flatMap(([direction, rules]) =>
            rules
              .filter(({ action }) => action === 'allow')
              .map(
                ({ ruleNumber, ...rule }) =>
                  [`${tier} ${direction} ${JSON.stringify(rule)}`, ruleNumber] as const,
              ),
          ),
        ),
      );
    fc.assert(
      fc.property(anyPolicyOfBlocks, anyRuleOfBlocks, (policy, rule) => {
        const longer = { ...policy, rules: [...policy.rules, { ...rule, id: 'appended' }] };
        const later = numbered(longer, literalVpc({ zones: ['a', 'b', 'd'] }));
        for (const [one, number] of numbered(policy, literalVpc())) {
          expect(later.get(one) ?? number).toBe(number);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives every rule of an ACL and direction its own number, from 1 to 32766, and AWS has room for them', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const zones = ['a', 'b', 'c', 'd'];
        for (const { ingress, egress } of planned(policy, literalVpc({ zones, ipv6: 'inspected' }))) {
          for (const rules of [ingress, egress]) {
            const numbers = rules.map(({ ruleNumber }) => ruleNumber);
            expect(new Set(numbers).size).toBe(numbers.length);
            expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
            expect(numbers.every((number) => number >= 1 && number <= 32766)).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has nothing for IPv6 where there is none', () => {
    expect(rulesOf(workshopPolicy()).filter((rule) => rule['ipv6_cidr_block'] !== undefined)).toEqual([]);
  });
});

it('a policy that only watches blocks nothing on the way to the internet, at any hop', () => {
  const rules = rulesOf({ ...BLOCKS_AND_ORDER, mode: 'monitor' });
  for (const service of ['tcp/25', 'udp/53', 'ping']) {
    expect(stops(rules, { to: '192.0.2.1', service })).toEqual([]);
  }
  const traceroute = { source: '192.0.2.1', destination: NAT, protocol: 'icmp', icmp: '11/0' } as const;
  expect(verdict(rules, 'acl-nat', 'ingress', traceroute)).toBe('allow');
});

it('tells what the ACLs cannot see of the policy', () => {
  const { acls } = make(workshopPolicy());
  const told = acls?.approximations.map(({ rule, direction }) => `${direction} ${rule}`);
  expect(told).toContain('wider ipinfo');
  expect(told).toContain('wider ping-united-states');
  const services = [{ protocol: 'icmp-echo' as const }];
  synthesize((stack) => {
    const declared = new NetworkAcls(stack, 'acls', { vpc: literalVpc(), services });
    expect([declared.approximations, declared.remarks]).toEqual([[], []]);
  });
});

it('takes the blocks of prefix lists and of endpoints that the policy names', () => {
  const policy = policyOf([
    { id: 'list', destinations: [{ prefixList: 'pl-1' }], applications: ['ssh'] },
    { id: 'bucket', destinations: [{ service: 's3' }], applications: ['https'] },
  ]);
  const rules = rulesOf(policy, {
    prefixLists: { 'pl-1': ['198.51.100.0/24'] },
    services: { s3: { cidrBlocks: ['203.0.113.0/24'] } },
  });
  expect(outOf(rules, tcp('198.51.100.9', 22))).toBe('allow');
  expect(outOf(rules, tcp('203.0.113.9', 443))).toBe('allow');
  expect(outOf(rules, tcp('192.0.2.1', 443))).toBe('deny');
  const past = verdict(rules, 'acl-nat', 'ingress', { source: WORKLOAD, ...tcp('203.0.113.9', 443) });
  expect(past).toBe('deny');
});

describe('room beside what stays in the VPC', () => {
  // With path MTU discovery 19 entries of IPv4, as many as fit where nothing else is needed.
  const adjacent = policyOf(
    Array.from({ length: 18 }, (_, index) => ({
      id: `rule-${index}`,
      destinations: [{ cidrBlock: `198.51.${index}.0/24` }],
      applications: ['https' as const],
    })),
  );
  const protectedAcl = (props: Partial<NetworkAclSharedProps>) => {
    const egressPolicy = { policy: adjacent, today: TODAY };
    const acls = planNetworkAcls({ vpc: literalVpc(), egressPolicy, ...props });
    return acls.find(({ tier }) => tier === 'protected');
  };

  it.each<[string, Partial<NetworkAclSharedProps>]>([
    ['everything', {}],
    ['interface endpoints', { local: 'interface-endpoints' }],
  ])('is made by rules of the policy that are joined, before any is refused: %s', (_, props) => {
    const { egress = [], ingress = [] } = protectedAcl(props) ?? {};
    for (const rules of [egress, ingress]) {
      expect(rules.length).toBeLessThan(19);
      expect(new Set(rules.flatMap(({ policyRules = [] }) => policyRules)).size).toBe(18);
    }
    const planned = planNetworkAcls({
      vpc: literalVpc(),
      egressPolicy: { policy: adjacent, today: TODAY },
      ...props,
    });
    expect(stops(rulesJson(planned), { to: '198.51.17.9', service: 'tcp/443' })).toEqual([]);
  });

  it('leaves a rule of an ACL for each rule of the policy where they fit', () => {
    const { egress = [] } = protectedAcl({ rulesPerDirection: 21 }) ?? {};
    expect(egress.filter(({ policyRules = [] }) => policyRules.length > 0)).toHaveLength(18);
  });
});

it('tells of IPv6 and path MTU discovery only where subnets have IPv6', () => {
  const told = (vpc: IRoutedVpc) =>
    make(workshopPolicy(), { vpc }).acls?.approximations.find(({ kind }) => kind === 'path-mtu-discovery')
      ?.reason;
  expect(told(literalVpc())).not.toContain('ICMPv6');
  expect(told(literalVpc({ ipv6: 'inspected' }))).toContain('ICMPv6');
});

describe('bad input', () => {
  const linesOf = (props: object) =>
    problemLines(() =>
      planNetworkAcls({ vpc: literalVpc(), ...props } as unknown as Parameters<typeof planNetworkAcls>[0]),
    );

  it('is refused with all its problems at once, each at its place among the props', () => {
    const policy = policyOf([
      { id: 'a', destinations: [{ cidrBlock: '10.0.0.1/8' }], applications: ['https'] },
      { id: 'a', destinations: [{ anywhere: 'all' }], applications: ['https'] },
    ]);
    expect(
      linesOf({ egressPolicy: { policy, today: TODAY }, workloadPorts: 'macos', rulesPerDirection: 60 }),
    ).toEqual([
      expect.stringMatching(/^egressPolicy\.policy\.rules\[0\]\.destinations\[0\]\.cidrBlock: /),
      expect.stringMatching(/^egressPolicy\.policy\.rules\[1\]\.id: /),
      expect.stringContaining('[NET125]'),
      expect.stringContaining('[NET305]'),
    ]);
    expect(linesOf({ egressPolicy: { policy: workshopPolicy(), today: 'tomorrow' } })).toEqual([
      expect.stringMatching(/^egressPolicy\.today: /),
    ]);
    const list = policyOf([{ id: 'list', destinations: [{ prefixList: 'pl-1' }], applications: ['ssh'] }]);
    expect(linesOf({ egressPolicy: { policy: list, today: TODAY } })).toEqual([
      expect.stringMatching(/^egressPolicy\.prefixLists\.pl-1: /),
    ]);
  });

  it('is refused where both ways to declare are used, or none', () => {
    const egressPolicy = { policy: packageIndexPolicy(), today: TODAY };
    expect(linesOf({ services: [], egressPolicy })).toEqual([expect.stringContaining('[NET309]')]);
    expect(linesOf({})).toEqual([expect.stringContaining('services: ')]);
  });

  it('is refused when an ACL cannot hold the rules, naming the rule of the policy', () => {
    const ports = [21, 23, 25, 27, 29, 31];
    const policy = policyOf(
      ports.map((port) => ({
        id: `port-${port}`,
        destinations: [{ anywhere: 'all' }],
        applications: [{ tcp: { from: port, to: port } }],
      })),
    );
    const vpc = literalVpc({ zones: ['a', 'b', 'c', 'd'] });
    const egressPolicy = { policy, today: TODAY };
    expect(linesOf({ vpc, egressPolicy })).toMatchSnapshot();
    expect(linesOf({ vpc, egressPolicy, blocks: 'vpc' })).toEqual([]);
    expect(linesOf({ vpc, egressPolicy, rulesPerDirection: 40 })).toEqual([]);
  });

  it('is refused when protected subnets cannot hold the rules, naming the rule of the policy', () => {
    const blocks = Array.from({ length: 12 }, (_, index) => ({ cidrBlock: `198.51.${index * 2}.0/24` }));
    const policy = policyOf([
      { id: 'some', destinations: blocks, applications: ['ssh'] },
      { id: 'more', destinations: blocks, applications: ['ntp'] },
    ]);
    const lines = linesOf({ egressPolicy: { policy, today: TODAY } });
    expect(lines.map((line) => line.split(' ').slice(0, 6).join(' '))).toEqual([
      'egressPolicy.policy.rules[1]: the rule needs 12 egress',
      'egressPolicy.policy.rules[1]: the rule needs 12 ingress',
    ]);
  });
});

const anyBlock = fc
  .constantFrom('198.51.100.0/24', '198.51.100.7/32', '203.0.113.0/25', '203.0.113.0/24', '0.0.0.0/0')
  .map((cidrBlock) => ({ cidrBlock }));
const anyPorts = fc
  .tuple(fc.constantFrom(22, 123, 443), fc.constantFrom(123, 443, 8443))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
const anyRuleOfBlocks = fc.record({
  id: fc.constant('any'),
  destinations: fc.array(anyBlock, { minLength: 1, maxLength: 2 }),
  applications: fc.array(
    fc.oneof(
      anyPorts.map((range) => ({ tcp: range })),
      anyPorts.map((range) => ({ udp: range })),
    ),
    { minLength: 1, maxLength: 2 },
  ),
  action: fc.constantFrom('pass' as const, 'pass' as const, 'drop' as const),
});
const anyPolicyOfBlocks = fc
  .array(anyRuleOfBlocks, { maxLength: 4 })
  .map((rules) => policyOf(rules.map((rule, index) => ({ ...rule, id: `rule-${index}` }))));
const anyRuleOfNames = fc.record({
  id: fc.constant('any'),
  destinations: fc.array(
    fc.constantFrom({ name: 'example.com' }, { name: '*.example.org' }, { country: 'US' }, { country: 'DE' }),
    { minLength: 1, maxLength: 2 },
  ),
  applications: fc.constantFrom(['https' as const], ['https' as const, 'http' as const]),
  action: fc.constantFrom('pass' as const, 'drop' as const),
});
const anyPolicy = fc
  .array(fc.oneof(anyRuleOfBlocks, anyRuleOfNames), { maxLength: 4 })
  .map((rules) => policyOf(rules.map((rule, index) => ({ ...rule, id: `rule-${index}` }) as Rule)));
const anyExchange = fc.record({
  destination: fc.constantFrom('198.51.100.7', '198.51.100.8', '203.0.113.1', '203.0.113.200', '192.0.2.1'),
  port: fc.constantFrom(22, 123, 443, 8443),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
});
