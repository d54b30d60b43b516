import { synthesize } from '@inspected-egress/testing';
import * as fc from 'fast-check';
import {
  NetworkAcls,
  planNetworkAcls,
  type IRoutedVpc,
  type NetworkAclSharedProps,
  type NetworkService,
} from '../src';
import { tcp, verdict, type Packet, type RuleJson } from './acl-evaluator';
import { AFTER_NAT, BEFORE_NAT, legs, WITHOUT_NAT, type Exchange, type Leg } from './acl-hop-matrix';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';

const HTTPS: NetworkService = { protocol: 'tcp', fromPort: 443, toPort: 443 };
const WEB_AND_PING: readonly NetworkService[] = [
  HTTPS,
  { protocol: 'tcp', fromPort: 8080, toPort: 8081 },
  { protocol: 'udp', fromPort: 123, toPort: 123 },
  { protocol: 'icmp-echo' },
];
const SERVICES = ['tcp/443', 'tcp/8080', 'tcp/8081', 'udp/123', 'ping'];

type Props = NetworkAclSharedProps & { readonly services?: readonly NetworkService[] };

const emit = (props: Props) =>
  synthesize((stack) => new NetworkAcls(stack, 'acls', { services: WEB_AND_PING, ...props }));

const rulesOf = (props: Props): readonly RuleJson[] => emit(props).all('aws_network_acl_rule');

function denied(rules: readonly RuleJson[], all: readonly Leg[]): readonly string[] {
  return all
    .filter(({ acl, direction, packet }) => verdict(rules, acl, direction, packet) !== 'allow')
    .map(
      ({ row, packet }) =>
        `${row} ${packet.source} > ${packet.destination}:${packet.destinationPort ?? packet.icmp}`,
    );
}

interface Ends {
  readonly W: string;
  readonly N?: string;
  readonly X?: string;
}

function everyExchange(ends: Ends): readonly Exchange[] {
  const ports = [
    { e: 32768, n: 1024 },
    { e: 61000, n: 65535 },
    { e: 45000, n: 30000 },
  ];
  return SERVICES.flatMap((service) =>
    ports.map((port) => ({ X: '203.0.113.7', ...ends, service, ...port })),
  );
}

const everyLeg = (matrix: string, ends: Ends) =>
  everyExchange(ends).flatMap((exchange) => legs(matrix, exchange));

describe('every hop of a declared service is permitted, out and back', () => {
  it.each<[string, IRoutedVpc, string, Ends[]]>([
    [
      'after NAT, a gateway in each zone',
      literalVpc(),
      AFTER_NAT,
      [
        { W: '10.1.0.10', N: '10.1.12.5' },
        { W: '10.1.16.10', N: '10.1.28.5' },
      ],
    ],
    [
      'after NAT, one gateway for all zones',
      literalVpc({ nat: { single: 'a' } }),
      AFTER_NAT,
      [
        { W: '10.1.0.10', N: '10.1.12.5' },
        { W: '10.1.16.10', N: '10.1.12.5' },
      ],
    ],
    [
      'before NAT, a gateway in each zone',
      literalVpc({ position: 'before-nat' }),
      BEFORE_NAT,
      [
        { W: '10.1.0.10', N: '10.1.12.5' },
        { W: '10.1.16.10', N: '10.1.28.5' },
      ],
    ],
    [
      'before NAT, one gateway for all zones',
      literalVpc({ position: 'before-nat', nat: { single: 'b' } }),
      BEFORE_NAT,
      [
        { W: '10.1.0.10', N: '10.1.28.5' },
        { W: '10.1.16.10', N: '10.1.28.5' },
      ],
    ],
    ['without NAT', literalVpc({ nat: 'none' }), WITHOUT_NAT, [{ W: '10.1.0.10' }, { W: '10.1.16.10' }]],
    [
      'IPv6 beside IPv4 after NAT',
      literalVpc({ ipv6: 'inspected' }),
      WITHOUT_NAT,
      [
        { W: '2001:db8:0:10::10', X: '2600::7' },
        { W: '2001:db8:0:20::10', X: '2600::7' },
      ],
    ],
    [
      'IPv6 beside IPv4 before NAT',
      literalVpc({ ipv6: 'inspected', position: 'before-nat' }),
      WITHOUT_NAT,
      [{ W: '2001:db8:0:20::10', X: '2600::7' }],
    ],
  ])('%s', (_, vpc, matrix, ends) => {
    for (const blocks of ['subnet', 'vpc'] as const) {
      const rules = rulesOf({ vpc, blocks, ipv6CidrBlock: '2001:db8::/56' });
      expect(ends.flatMap((one) => denied(rules, everyLeg(matrix, one)))).toEqual([]);
    }
  });

  it('for Windows workloads, from their ports', () => {
    const rules = rulesOf({ vpc: literalVpc(), workloadPorts: 'windows' });
    const from = (e: number) =>
      legs(AFTER_NAT, { W: '10.1.0.10', N: '10.1.12.5', X: '203.0.113.7', service: 'tcp/443', e, n: 2000 });
    expect(denied(rules, [...from(49152), ...from(65535)])).toEqual([]);
    expect(denied(rules, from(49151))).toHaveLength(2);
  });
});

describe('path MTU discovery works both ways', () => {
  const MTU_IN = `
    firewall  ingress  X:m N:m
    firewall  egress   X:m N:m
    nat       ingress  X:m N:m
    nat       egress   X:m W:m
    protected ingress  X:m W:m
    protected egress   W:m X:m
    nat       ingress  W:m X:m
    nat       egress   N:m X:m
    firewall  ingress  N:m X:m
    firewall  egress   N:m X:m`;
  const WITHOUT_NAT_MTU = MTU_IN.split('\n')
    .filter((row) => !row.includes('nat '))
    .join('\n')
    .replaceAll('N:', 'W:');

  function mtuLegs(matrix: string, ends: { W: string; N?: string; X: string }): readonly Leg[] {
    const contents = ends.X.includes(':')
      ? { protocol: 'icmpv6' as const, icmp: '2/0' }
      : { protocol: 'icmp' as const, icmp: '3/4' };
    return legs(matrix, { ...ends, service: 'mtu', e: 0, n: 0 }).map((leg) => ({
      ...leg,
      packet: { source: leg.packet.source, destination: leg.packet.destination, ...contents },
    }));
  }

  it('for IPv4, also when nothing but HTTPS is declared', () => {
    const rules = rulesOf({ vpc: literalVpc(), services: [HTTPS] });
    expect(denied(rules, mtuLegs(MTU_IN, { W: '10.1.0.10', N: '10.1.12.5', X: '198.51.100.1' }))).toEqual([]);
  });

  it('for IPv6', () => {
    const rules = rulesOf({ vpc: literalVpc({ ipv6: 'inspected' }), services: [HTTPS] });
    expect(denied(rules, mtuLegs(WITHOUT_NAT_MTU, { W: '2001:db8:0:10::10', X: '2600::1' }))).toEqual([]);
  });
});

describe('what is not declared is denied', () => {
  const rules = rulesOf({ vpc: literalVpc({ ipv6: 'inspected' }) });

  it.each<[string, string, 'ingress' | 'egress', Packet]>([
    ['mail from a workload', 'acl-protected', 'egress', tcp('10.1.0.10', '203.0.113.7', 25)],
    ['mail from a workload, IPv6', 'acl-protected', 'egress', tcp('2001:db8:0:10::10', '2600::7', 25)],
    ['mail into the NAT subnet', 'acl-nat', 'ingress', tcp('10.1.0.10', '203.0.113.7', 25)],
    ['mail out of the NAT subnet', 'acl-nat', 'egress', tcp('10.1.12.5', '203.0.113.7', 25)],
    ['mail into the firewall subnet', 'acl-firewall', 'ingress', tcp('10.1.12.5', '203.0.113.7', 25)],
    ['mail out of the firewall subnet', 'acl-firewall', 'egress', tcp('10.1.12.5', '203.0.113.7', 25)],
    ['SSH from the internet', 'acl-protected', 'ingress', tcp('203.0.113.7', '10.1.0.10', 22)],
    [
      'a reply to a port no workload opens from',
      'acl-protected',
      'ingress',
      tcp('203.0.113.7', '10.1.0.10', 32767),
    ],
    ['HTTPS into NAT from an isolated subnet', 'acl-nat', 'ingress', tcp('10.1.8.10', '203.0.113.7', 443)],
    ['HTTPS to the firewall past NAT', 'acl-firewall', 'ingress', tcp('10.1.0.10', '203.0.113.7', 443)],
    ['IPv6 from the internet to NAT', 'acl-nat', 'ingress', tcp('2600::7', '2001:db8:0:1c::5', 45000)],
    ['IPv6 out of the NAT subnet', 'acl-nat', 'egress', tcp('2001:db8:0:1c::5', '2600::7', 443)],
    ['IPv6 replies to ports of NAT', 'acl-firewall', 'ingress', tcp('2600::7', '2001:db8:0:10::10', 2000)],
    ['IPv6 into the NAT subnet', 'acl-nat', 'ingress', tcp('2001:db8:0:10::10', '2600::7', 443)],
    ['HTTPS out of an isolated subnet', 'acl-isolated', 'egress', tcp('10.1.8.10', '203.0.113.7', 443)],
    [
      'a reply from the internet to an isolated subnet',
      'acl-isolated',
      'ingress',
      tcp('203.0.113.7', '10.1.8.10', 45000),
    ],
    ['IPv6 out of an isolated subnet', 'acl-isolated', 'egress', tcp('2001:db8:0:18::1', '2600::7', 443)],
    ['an endpoint that opens a connection', 'acl-endpoint', 'egress', tcp('10.1.13.9', '203.0.113.7', 443)],
    [
      'HTTPS to an endpoint from an isolated subnet',
      'acl-endpoint',
      'ingress',
      tcp('10.1.8.10', '10.1.13.9', 443),
    ],
    ['HTTP to an endpoint', 'acl-endpoint', 'ingress', tcp('10.1.0.10', '10.1.13.9', 80)],
  ])('%s', (_, acl, direction, packet) => {
    expect(verdict(rules, acl, direction, packet)).toBe('deny');
  });

  it('an un-translated workload at a firewall that stands after NAT, but not one that stands before it', () => {
    const before = rulesOf({ vpc: literalVpc({ position: 'before-nat' }) });
    expect(verdict(before, 'acl-firewall', 'ingress', tcp('10.1.0.10', '203.0.113.7', 443))).toBe('allow');
    expect(verdict(before, 'acl-firewall', 'ingress', tcp('10.1.12.5', '203.0.113.7', 443))).toBe('deny');
  });

  it('everything, at every edge, when no service is declared', () => {
    const none = rulesOf({ vpc: literalVpc(), services: [] });
    const all = everyLeg(AFTER_NAT, { W: '10.1.0.10', N: '10.1.12.5' });
    expect(denied(none, all)).toHaveLength(all.length);
  });
});

describe('traffic within the VPC', () => {
  const workloadToEndpoint: readonly Leg[] = [
    ['acl-protected', 'egress', '10.1.0.10', '10.1.29.9', 443] as const,
    ['acl-endpoint', 'ingress', '10.1.0.10', '10.1.29.9', 443] as const,
    ['acl-endpoint', 'egress', '10.1.29.9', '10.1.0.10', 45000] as const,
    ['acl-protected', 'ingress', '10.1.29.9', '10.1.0.10', 45000] as const,
  ].map(([acl, direction, source, destination, destinationPort]) => ({
    acl,
    direction,
    packet: { source, destination, protocol: 'tcp' as const, destinationPort },
    row: `${acl} ${direction}`,
  }));
  const toDatabase: Packet = {
    source: '10.1.0.10',
    destination: '10.1.24.10',
    protocol: 'tcp',
    destinationPort: 5432,
  };

  it('reaches interface endpoints of every zone, whatever services are declared', () => {
    for (const local of ['all', 'interface-endpoints'] as const) {
      expect(denied(rulesOf({ vpc: literalVpc(), services: [], local }), workloadToEndpoint)).toEqual([]);
    }
  });

  it('passes between protected and isolated subnets by default', () => {
    const rules = rulesOf({ vpc: literalVpc() });
    expect(verdict(rules, 'acl-protected', 'egress', toDatabase)).toBe('allow');
    expect(verdict(rules, 'acl-isolated', 'ingress', toDatabase)).toBe('allow');
  });

  it('is interface endpoints alone when so stated', () => {
    const rules = rulesOf({ vpc: literalVpc(), local: 'interface-endpoints' });
    expect(verdict(rules, 'acl-protected', 'egress', toDatabase)).toBe('deny');
    expect(verdict(rules, 'acl-isolated', 'ingress', toDatabase)).toBe('deny');
  });
});

describe('the plan', () => {
  const service = fc.oneof(
    fc.record({
      protocol: fc.constantFrom('tcp' as const, 'udp' as const),
      port: fc.integer({ min: 0, max: 65535 }),
    }),
    fc.constant({ protocol: 'icmp-echo' as const, port: 0 }),
  );
  const services = fc
    .uniqueArray(service, { maxLength: 3, selector: ({ protocol, port }) => `${protocol}${port}` })
    .map((list) =>
      list.map(
        ({ protocol, port }): NetworkService =>
          protocol === 'icmp-echo' ? { protocol } : { protocol, fromPort: port, toPort: port },
      ),
    );
  const world = fc
    .record({
      zones: fc.subarray(['a', 'b', 'c', 'd', 'f'], { minLength: 1 }),
      position: fc.constantFrom('after-nat' as const, 'before-nat' as const),
      ipv6: fc.constantFrom('none' as const, 'inspected' as const),
      nat: fc.constantFrom('zonal' as const, 'none' as const),
    })
    .map(literalVpc);
  const numbered = (vpc: IRoutedVpc, list: readonly NetworkService[]) =>
    new Map(
      planNetworkAcls({ vpc, services: list, rulesPerDirection: 40 }).flatMap(({ tier, ingress, egress }) =>
        Object.entries({ ingress, egress }).flatMap(([direction, rules]) =>
          rules.map(
            ({ ruleNumber, ...rule }) =>
              [`${tier} ${direction} ${JSON.stringify(rule)}`, ruleNumber] as const,
          ),
        ),
      ),
    );

  it('never moves a rule when zones come and services are appended', () => {
    fc.assert(
      fc.property(world, services, services, (vpc, before, more) => {
        const known = new Set(before.map((one) => JSON.stringify(one)));
        const after = [...before, ...more.filter((one) => !known.has(JSON.stringify(one)))];
        const all = literalVpc({
          zones: ['a', 'b', 'c', 'd', 'f'],
          position: vpc.position,
          ipv6: vpc.ipv6,
          nat: vpc.zones[0]?.nat === undefined ? 'none' : 'zonal',
        });
        const later = numbered(all, after);
        for (const [rule, number] of numbered(vpc, before)) {
          expect(later.get(rule) ?? number).toBe(number);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives every rule of an ACL and direction its own number, from 1 to 32766', () => {
    fc.assert(
      fc.property(world, services, (vpc, list) => {
        for (const { ingress, egress } of planNetworkAcls({ vpc, services: list, rulesPerDirection: 40 })) {
          for (const rules of [ingress, egress]) {
            const numbers = rules.map(({ ruleNumber }) => ruleNumber);
            expect(new Set(numbers).size).toBe(numbers.length);
            expect(numbers.every((number) => number >= 1 && number <= 32766)).toBe(true);
          }
        }
      }),
    );
  });

  it('holds no rule that others make superfluous', () => {
    fc.assert(
      fc.property(world, services, (vpc, list) => {
        for (const { ingress, egress } of planNetworkAcls({ vpc, services: list, rulesPerDirection: 40 })) {
          for (const rules of [ingress, egress]) {
            const json = rules.map((rule) => toJson(rule));
            for (const [index, rule] of json.entries()) {
              const others = json.filter((_, position) => position !== index);
              expect(
                corners(rule).some((packet) => verdict(others, 'acl', 'ingress', packet) === 'deny'),
              ).toBe(true);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

type PlannedRule = ReturnType<typeof planNetworkAcls>[number]['ingress'][number];

function toJson({ block, traffic, ruleNumber }: PlannedRule): RuleJson {
  const numbers = { all: '-1', icmp: '1', tcp: '6', udp: '17', icmpv6: '58' };
  return {
    network_acl_id: 'acl',
    egress: false,
    rule_action: 'allow',
    rule_number: ruleNumber,
    protocol: numbers[traffic.protocol],
    ...('cidrBlock' in block ? { cidr_block: block.cidrBlock } : { ipv6_cidr_block: block.ipv6CidrBlock }),
    ...('fromPort' in traffic ? { from_port: traffic.fromPort, to_port: traffic.toPort } : {}),
    ...('icmpType' in traffic ? { icmp_type: traffic.icmpType, icmp_code: traffic.icmpCode } : {}),
  };
}

/** Packets at the ends of what a rule matches: one of them needs it, when nothing else covers it. */
function corners(rule: RuleJson): readonly Packet[] {
  const block = String(rule['cidr_block'] ?? rule['ipv6_cidr_block']);
  const inside = block.split('/')[0] ?? '';
  const source = inside === '0.0.0.0' ? '203.0.113.7' : inside === '::' ? '2600::7' : inside;
  const ends = { source, destination: '' };
  switch (rule['protocol']) {
    case '-1':
      return [
        { ...ends, protocol: 'tcp', destinationPort: 5 },
        { ...ends, protocol: 'udp', destinationPort: 5 },
      ];
    case '6':
    case '17':
      return [rule['from_port'], rule['to_port']].map((port) => ({
        ...ends,
        protocol: rule['protocol'] === '6' ? 'tcp' : 'udp',
        destinationPort: Number(port),
      }));
    default:
      return [
        {
          ...ends,
          protocol: rule['protocol'] === '1' ? 'icmp' : 'icmpv6',
          icmp: `${Number(rule['icmp_type'])}/${Number(rule['icmp_code'])}`,
        },
      ];
  }
}

describe('emission', () => {
  it('adds rules to the ACLs that an InspectedVpc has and makes none', () => {
    const world = emit({ vpc: literalVpc() });
    expect(world.all('aws_network_acl')).toEqual([]);
    expect(new Set(world.all('aws_network_acl_rule').map((rule) => rule['network_acl_id']))).toEqual(
      new Set(['acl-protected', 'acl-nat', 'acl-firewall', 'acl-endpoint', 'acl-isolated']),
    );
  });

  it('makes one ACL for each tier of an adopted VPC, for the subnets of all its zones', () => {
    const acls = emit({ vpc: literalVpc({ networkAcls: 'nobody' }) }).all('aws_network_acl');
    expect(acls).toHaveLength(5);
    expect(acls.find((acl) => (acl['tags'] as RuleJson)['Name'] === 'nat')).toMatchObject({
      vpc_id: 'vpc-1',
      subnet_ids: ['subnet-a-nat', 'subnet-b-nat'],
    });
  });

  it('names a block of a known family, once, for every rule', () => {
    for (const rule of rulesOf({ vpc: literalVpc({ ipv6: 'inspected' }) })) {
      expect(
        [rule['cidr_block'], rule['ipv6_cidr_block']].filter((block) => block !== undefined),
      ).toHaveLength(1);
    }
  });
});

describe('bad input', () => {
  const linesOf = (props: Props) => problemLines(() => emit(props));

  it('is refused with all its problems at once', () => {
    const vpc = literalVpc();
    const crooked = { ...vpc, cidrBlocks: ['10.1.0.1/16'], networkAcls: { rules: 'open' as const, ids: {} } };
    expect(
      linesOf({
        vpc: crooked,
        services: [HTTPS, { protocol: 'udp', fromPort: 9, toPort: 7 }, HTTPS],
        workloadPorts: { fromPort: 80, toPort: 90 },
        rulesPerDirection: 60,
      }),
    ).toMatchSnapshot();
  });

  it.each<[Partial<Record<keyof Props, unknown>>, string]>([
    [
      { workloadPorts: 'macos' },
      'workloadPorts: `macos` is not one of the choices; use one of `linux`, `windows` [NET125]',
    ],
    [{ blocks: 'zone' }, 'blocks: `zone` is not one of the choices; use one of `subnet`, `vpc` [NET125]'],
    [
      { local: 'none' },
      'local: `none` is not one of the choices; use one of `all`, `interface-endpoints` [NET125]',
    ],
    [
      { interfaceEndpointClients: ['public'] },
      'interfaceEndpointClients[0]: `public` is not one of the choices; use one of `protected`, `nat`, `firewall`, `endpoint`, `isolated`, `transit` [NET125]',
    ],
    [
      { services: [{ ...HTTPS, protocol: 'sctp' }] },
      'services[0].protocol: `sctp` is not one of the choices; use one of `tcp`, `udp`, `icmp-echo` [NET125]',
    ],
    [
      { services: [HTTPS, { ...HTTPS, protocol: 'TCP' }] },
      'services[1].protocol: `TCP` is not one of the choices; use one of `tcp`, `udp`, `icmp-echo` [NET125]',
    ],
  ])('is refused where no compiler has seen it: %j', (props, expected) => {
    expect(linesOf({ vpc: literalVpc(), ...(props as Partial<Props>) })).toEqual([expected]);
  });

  it('is refused when an IPv6 block is needed and absent', () => {
    expect(linesOf({ vpc: literalVpc({ ipv6: 'inspected' }), blocks: 'vpc' })).toEqual([
      expect.stringContaining('[NET304]'),
    ]);
  });

  it('is refused when the nat subnet of a NAT gateway is not known', () => {
    const vpc = literalVpc();
    const zones = vpc.zones.map(({ subnets: { nat: _, ...subnets }, ...zone }) => ({ ...zone, subnets }));
    expect(linesOf({ vpc: { ...vpc, zones } }).join()).toContain('[NET307]');
  });

  it('is refused when an ACL cannot hold the rules, naming what has no room', () => {
    const zones = ['a', 'b', 'c', 'd', 'e', 'f'];
    const services = [22, 80, 443].map(
      (port): NetworkService => ({ protocol: 'tcp', fromPort: port, toPort: port }),
    );
    expect(linesOf({ vpc: literalVpc({ zones }), services })).toMatchSnapshot();
    expect(linesOf({ vpc: literalVpc({ zones }), services, rulesPerDirection: 21 })).toEqual([]);
    expect(linesOf({ vpc: literalVpc({ zones }), services, blocks: 'vpc' })).toEqual([]);
  });

  it('is not judged where it is a token', () => {
    const vpc = literalVpc();
    expect(linesOf({ vpc: { ...vpc, cidrBlocks: ['${aws_vpc.main.cidr_block}'] } })).toEqual([]);
  });
});
