import { workshopPolicy, type EgressPolicy, type EgressRule } from '@inspected-egress/policy';
import * as fc from 'fast-check';
import { planNetworkAcls, type IRoutedVpc, type NetworkAclPlanProps, type NetworkService } from '../src';
import { tcp, verdict, type Packet, type RuleJson } from './acl-evaluator';
import { BETWEEN_SPOKES, FROM_SPOKES, IN_SPOKE, legs, type Leg } from './acl-hop-matrix';
import { rulesJson } from './acl-rules-json';
import { literalHub, type LiteralHubProps } from './literal-vpc';
import { problemLines } from './problem-lines';

const TODAY = '2026-11-29';
const SERVICES: readonly NetworkService[] = [
  { protocol: 'tcp', fromPort: 443, toPort: 443 },
  { protocol: 'udp', fromPort: 123, toPort: 123 },
  { protocol: 'icmp-echo' },
];
const SPOKES = ['10.1.0.10', '10.127.255.254', '192.168.7.7'];
const INTERNET = '203.0.113.7';

const planned = (props: object, vpc: IRoutedVpc = literalHub()) =>
  planNetworkAcls({ vpc, services: SERVICES, ...props } as NetworkAclPlanProps);
const rulesOf = (hub: LiteralHubProps = {}, props: object = {}) => rulesJson(planned(props, literalHub(hub)));
const ofPolicy = (policy: EgressPolicy, hub: LiteralHubProps = {}) =>
  rulesOf(hub, { services: undefined, egressPolicy: { policy, today: TODAY } });

function stopped(rules: readonly RuleJson[], all: readonly Leg[]): readonly string[] {
  return all
    .filter(({ acl, direction, packet }) => verdict(rules, acl, direction, packet) !== 'allow')
    .map(({ row }) => row.replace(/\s+/gu, ' '));
}

const PORTS = [
  { e: 32768, n: 1024 },
  { e: 61000, n: 65535 },
];
function way(matrix: string, service: string, ends: { W: string; N?: string; X: string }): readonly Leg[] {
  return PORTS.flatMap((ports) => legs(matrix, { ...ends, service, ...ports }));
}

describe('every hop of a declared service of a spoke is permitted, out and back', () => {
  const NATS = ['10.200.12.5', '10.200.28.5'];
  const all = ['tcp/443', 'udp/123', 'ping'].flatMap((service) =>
    SPOKES.flatMap((W) => NATS.flatMap((N) => way(FROM_SPOKES, service, { W, N, X: INTERNET }))),
  );

  it.each<[string, LiteralHubProps, object]>([
    ['in an inspection VPC alone', {}, {}],
    ['beside workloads of its own', { workloads: ['protected'] }, {}],
    ['with blocks of the whole VPC', { workloads: ['protected'] }, { blocks: 'vpc' }],
    ['in one zone', { zones: ['b'] }, {}],
    ['where spokes speak to each other', { betweenSpokes: 'inspected' }, {}],
  ])('%s', (_, hub, props) => {
    expect(stopped(rulesOf(hub, props), all)).toEqual([]);
  });

  it('and none is superfluous: without any rule of an ACL some packet is stopped', () => {
    const rules = rulesOf({ spokeCidrBlocks: ['10.0.0.0/9'] });
    const mtu: readonly Leg[] = ['transit', 'firewall', 'nat'].flatMap((tier) =>
      (['ingress', 'egress'] as const).map((direction) => ({
        acl: `acl-${tier}`,
        direction,
        packet: { source: INTERNET, destination: INTERNET, protocol: 'icmp', icmp: '3/4' },
        row: `mtu ${tier} ${direction}`,
      })),
    );
    const spokes = all.filter(({ row }) => !row.includes('192.168'));
    const needed = [...spokes, ...mtu].filter(
      ({ packet }) => ![packet.source, packet.destination].includes('192.168.7.7'),
    );
    expect(stopped(rules, needed)).toEqual([]);
    for (const rule of rules) {
      const others = rules.filter((one) => one !== rule);
      expect([rule, stopped(others, needed).length > 0]).toEqual([rule, true]);
    }
  });
});

describe('what spokes send to each other', () => {
  const all = SPOKES.flatMap((W) => way(BETWEEN_SPOKES, 'tcp/443', { W, X: '10.2.0.10' }));

  it('crosses every hop, out and back, where it is inspected', () => {
    expect(stopped(rulesOf({ betweenSpokes: 'inspected' }), all)).toEqual([]);
  });

  it('is stopped on its way back to the transit gateway where it is blocked', () => {
    expect(stopped(rulesOf(), all)).toContain('tcp/443 10.2.0.10: transit ingress W:e X:s');
  });
});

describe('in a spoke', () => {
  const { vpcId, cidrBlocks, ipv6, zones } = literalHub({ workloads: ['protected'] });
  const spoke = {
    ...{ vpcId, cidrBlocks, ipv6 },
    zones: zones.map(({ key, availabilityZone, subnets: { protected: own, transit } }) => ({
      ...{ key, availabilityZone },
      subnets: { ...(own && { protected: own }), ...(transit && { transit }) },
    })),
  };
  const rules = rulesJson(planned({ vpc: spoke }));
  const own = (service: string) => way(IN_SPOKE, service, { W: '10.200.16.10', X: INTERNET });

  it('every hop of a declared service is permitted, out and back', () => {
    for (const service of ['tcp/443', 'udp/123', 'ping']) expect(stopped(rules, own(service))).toEqual([]);
    const policy = { services: undefined, egressPolicy: { policy: workshopPolicy(), today: TODAY } };
    expect(stopped(rulesJson(planned({ vpc: spoke, ...policy })), own('tcp/443'))).toEqual([]);
  });

  it('and nothing else: not another port, and not what comes in unasked', () => {
    expect(stopped(rules, own('tcp/25'))).toHaveLength(4);
    const unasked = {
      source: '10.2.0.10',
      destination: '10.200.0.10',
      protocol: 'tcp',
      destinationPort: 443,
    } as const;
    expect(verdict(rules, 'acl-protected', 'ingress', unasked)).toBe('deny');
    expect(verdict(rules, 'acl-transit', 'egress', unasked)).toBe('deny');
  });
});

describe('what is not declared is denied', () => {
  it.each<[string, string, 'ingress' | 'egress', Packet]>([
    ['mail, handed in', 'acl-transit', 'egress', tcp('10.1.0.10', INTERNET, 25)],
    ['mail, at the firewall', 'acl-firewall', 'ingress', tcp('10.1.0.10', INTERNET, 25)],
    ['mail, at the NAT gateway', 'acl-nat', 'ingress', tcp('10.1.0.10', INTERNET, 25)],
    ['mail, to the internet', 'acl-nat', 'egress', tcp('10.200.12.5', INTERNET, 25)],
    ['a reply to a port no workload opens from', 'acl-transit', 'ingress', tcp(INTERNET, '10.1.0.10', 22)],
    ['HTTPS from what is no spoke, firewall', 'acl-firewall', 'ingress', tcp('172.16.0.1', INTERNET, 443)],
    ['HTTPS from what is no spoke, NAT', 'acl-nat', 'ingress', tcp('172.16.0.1', INTERNET, 443)],
    ['HTTPS from one spoke to another', 'acl-transit', 'ingress', tcp('10.1.0.10', '10.2.0.10', 443)],
    ['a reply of one spoke to another', 'acl-transit', 'egress', tcp('10.2.0.10', '10.1.0.10', 45000)],
  ])('%s', (_, acl, direction, packet) => {
    expect(verdict(rulesOf(), acl, direction, packet)).toBe('deny');
  });
});

describe('a policy for spokes', () => {
  const rule = (fields: Partial<EgressRule>): EgressRule => ({
    id: 'rule',
    action: 'pass',
    destinations: [{ anywhere: 'all' }],
    applications: ['https'],
    ...fields,
  });
  const policyOf = (...rules: EgressRule[]): EgressPolicy => ({
    version: 1,
    name: 'test',
    mode: 'enforce',
    rules,
  });
  const ends = { W: '10.1.0.10', N: '10.200.12.5', X: INTERNET };

  it('opens its ports at every hop', () => {
    const rules = ofPolicy(workshopPolicy());
    for (const service of ['tcp/443', 'ping'])
      expect(stopped(rules, way(FROM_SPOKES, service, ends))).toEqual([]);
    expect(stopped(rules, way(FROM_SPOKES, 'tcp/25', ends))).toContain(
      `tcp/25 ${INTERNET}: transit egress W:e X:s`,
    );
  });

  it('opens what a rule permits to one spoke alone, beside workloads of the inspection VPC too', () => {
    const policy = policyOf(rule({ sources: [{ cidrBlock: '10.1.0.0/16' }], applications: ['ssh'] }));
    for (const hub of [{}, { workloads: ['protected'] }] as const)
      expect(stopped(ofPolicy(policy, hub), way(FROM_SPOKES, 'tcp/22', ends))).toEqual([]);
    const elsewhere = policyOf(rule({ sources: [{ cidrBlock: '172.16.0.0/16' }], applications: ['ssh'] }));
    expect(stopped(ofPolicy(elsewhere), way(FROM_SPOKES, 'tcp/22', ends))).not.toEqual([]);
  });

  it('opens ports between spokes where these are inspected, and not where they are blocked', () => {
    const policy = policyOf(
      rule({
        destinations: [{ cidrBlock: '10.2.0.0/16' }],
        applications: [{ tcp: { from: 5432, to: 5432 } }],
      }),
    );
    const database = way(BETWEEN_SPOKES, 'tcp/5432', { W: '10.1.0.10', X: '10.2.0.10' });
    expect(stopped(ofPolicy(policy, { betweenSpokes: 'inspected' }), database)).toEqual([]);
    expect(ofPolicy(policy).filter(({ protocol }) => protocol === '6')).toEqual([]);
  });

  it('needs no room for blocks, of which no ACL here holds any', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => ({ cidrBlock: `198.51.${index * 2}.0/24` }));
    expect(() => ofPolicy(policyOf(rule({ destinations: blocks })))).not.toThrow();
    const refused = problemLines(() =>
      ofPolicy(policyOf(rule({ destinations: blocks })), { workloads: ['protected'] }),
    );
    expect(refused).toEqual([expect.stringContaining('POL554'), expect.stringContaining('POL554')]);
  });

  it('blocks nothing while it only watches', () => {
    const rules = ofPolicy({ ...workshopPolicy(), mode: 'monitor' }, { betweenSpokes: 'inspected' });
    for (const service of ['tcp/25', 'udp/53', 'ping']) {
      expect(stopped(rules, way(FROM_SPOKES, service, ends))).toEqual([]);
      expect(stopped(rules, way(BETWEEN_SPOKES, service, { W: '10.1.0.10', X: '10.2.0.1' }))).toEqual([]);
    }
  });
});

describe('room', () => {
  const blocks = (count: number) => Array.from({ length: count }, (_, index) => `10.${index * 2}.0.0/16`);

  it('is refused by name where blocks of spokes have none, and fewer and wider ones are the way out', () => {
    const lines = problemLines(() => planned({}, literalHub({ spokeCidrBlocks: blocks(7) })));
    expect(lines).toEqual([
      expect.stringMatching(/^services: nat ingress takes .*fewer and wider `spokeCidrBlocks`.*\[NET306\]$/u),
      expect.stringMatching(/^services: nat egress takes .*\[NET306\]$/u),
      expect.stringMatching(/^services: firewall ingress takes .*\[NET306\]$/u),
      expect.stringMatching(/^services: firewall egress takes .*\[NET306\]$/u),
    ]);
    expect(() =>
      planned({ rulesPerDirection: 40 }, literalHub({ spokeCidrBlocks: blocks(7) })),
    ).not.toThrow();
    const most = problemLines(() =>
      planned({ rulesPerDirection: 40 }, literalHub({ spokeCidrBlocks: blocks(20) })),
    );
    expect(most.length).toBeGreaterThan(0);
  });

  it('takes as many rules as AWS grants, and not one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.constantFrom(20, 40), (count, rulesPerDirection) => {
        const acls = () => planned({ rulesPerDirection }, literalHub({ spokeCidrBlocks: blocks(count) }));
        // By hand: three services from each block, replies of three protocols to a NAT gateway, path MTU discovery.
        const needed = 3 * count + 3 + 1;
        if (needed > rulesPerDirection - 1) expect(acls).toThrow('NET306');
        else expect(acls().find(({ tier }) => tier === 'nat')?.ingress).toHaveLength(needed);
      }),
    );
  });
});

describe('the plan', () => {
  it('never moves a rule when a block of spokes is appended, a zone comes or workloads do', () => {
    const numbered = (hub: LiteralHubProps) =>
      new Map(
        planned({ rulesPerDirection: 40 }, literalHub(hub)).flatMap(({ tier, ingress, egress }) =>
          Object.entries({ ingress, egress }).flatMap(([direction, rules]) =>
            rules.map(
              ({ ruleNumber, ...rule }) =>
                [`${tier} ${direction} ${JSON.stringify(rule)}`, ruleNumber] as const,
            ),
          ),
        ),
      );
    const few = numbered({ spokeCidrBlocks: ['10.0.0.0/9'] });
    const many = numbered({
      spokeCidrBlocks: ['10.0.0.0/9', '192.168.0.0/16', '172.16.0.0/16'],
      zones: ['a', 'b', 'c'],
      workloads: ['protected'],
    });
    expect(few.size).toBeGreaterThan(20);
    for (const [rule, number] of few) expect(many.get(rule)).toBe(number);
  });

  it('gives every rule of an ACL and direction its own number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.subarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 1 }),
        fc.constantFrom('blocked' as const, 'inspected' as const),
        fc.constantFrom('subnet', 'vpc'),
        (count, zones, betweenSpokes, blocksBy) => {
          const spokeCidrBlocks = Array.from({ length: count }, (_, index) => `10.${index}.0.0/16`);
          const hub = literalHub({ zones, betweenSpokes, spokeCidrBlocks, workloads: ['protected'] });
          for (const { ingress, egress } of planned({ rulesPerDirection: 40, blocks: blocksBy }, hub))
            for (const rules of [ingress, egress]) {
              const numbers = rules.map(({ ruleNumber }) => ruleNumber);
              expect(new Set(numbers).size).toBe(numbers.length);
            }
        },
      ),
    );
  });
});
