import {
  compileNetworkAcl,
  compileOpenServices,
  packageIndexPolicy,
  workshopPolicy,
  type EgressPolicy,
  type EgressRule,
  type NetworkAclEntry,
  type NetworkAclOptions,
  type OpenServicesOptions,
} from '../../src';
import { isAllowed } from '../support/network-acl-interpreter';
import { policyOf, rule, TODAY } from '../support/policies';

const compile = (policy: EgressPolicy, options: Partial<NetworkAclOptions> = {}) =>
  compileNetworkAcl(policy, { today: TODAY, subnetCidrBlocks: ['10.1.3.0/24'], ...options });

/** `100 allow tcp 443-443 0.0.0.0/0`, as a table of AWS shows entries. */
function lineOf({ ruleNumber, action, block, traffic }: NetworkAclEntry): string {
  const what =
    traffic.protocol === 'all'
      ? 'all'
      : 'fromPort' in traffic
        ? `${traffic.protocol} ${traffic.fromPort}-${traffic.toPort}`
        : `${traffic.protocol} ${traffic.icmpType}/${traffic.icmpCode}`;
  return `${ruleNumber} ${action} ${what} ${Object.values(block).join()}`;
}
const tables = (policy: EgressPolicy, options: Partial<NetworkAclOptions> = {}) => {
  const { egress, ingress } = compile(policy, options).artefact;
  return { egress: egress.map(lineOf), ingress: ingress.map(lineOf) };
};
/** Without what is for the policy as a whole. */
const linesOf = (entries: readonly NetworkAclEntry[]) =>
  entries.filter(({ rules }) => rules.length > 0).map(lineOf);

const TOO_BIG = ['32000 allow icmp 3/4 0.0.0.0/0', '32001 allow icmpv6 2/-1 ::/0'];
const tcp = (from: number, to = from) => ({ tcp: { from, to } });
const to = (...blocks: string[]) => blocks.map((cidrBlock) => ({ cidrBlock }));
const pass = (fields: Partial<EgressRule>) => rule({ id: 'pass', applications: [tcp(443)], ...fields });
const drop = (fields: Partial<EgressRule>) =>
  rule({ id: 'drop', applications: [tcp(443)], action: 'drop', ...fields });

describe('presets', () => {
  it('opens HTTPS and ping for the workshop, with replies', () => {
    expect(tables(workshopPolicy())).toEqual({
      egress: [
        '100 allow tcp 443-443 0.0.0.0/0',
        '101 allow tcp 443-443 ::/0',
        '200 allow icmp 8/-1 0.0.0.0/0',
        '201 allow icmpv6 128/-1 ::/0',
        ...TOO_BIG,
      ],
      ingress: [
        '100 allow tcp 32768-61000 0.0.0.0/0',
        '101 allow tcp 32768-61000 ::/0',
        '200 allow icmp 0/-1 0.0.0.0/0',
        '201 allow icmpv6 129/-1 ::/0',
        ...TOO_BIG,
      ],
    });
    expect(compile(workshopPolicy()).artefact.services).toEqual([
      { protocol: 'tcp', fromPort: 443, toPort: 443 },
      { protocol: 'icmp-echo' },
    ]);
    expect(compile(workshopPolicy()).approximations).toEqual(
      [
        [
          'headers',
          'ipinfo',
          'a network ACL does not see the name or the bytes of the application: all that the rule may mean passes',
        ],
        [
          'headers',
          'ping-united-states',
          'a network ACL does not see the country: all that the rule may mean passes',
        ],
        [
          'path-mtu-discovery',
          undefined,
          'path MTU discovery needs ICMP type 3 code 4, which pass to and from any address',
        ],
      ].map(([kind, id, reason]) => ({
        layer: 'network-acl',
        direction: 'wider',
        kind,
        ...(id === undefined ? {} : { rule: id }),
        reason,
      })),
    );
  });

  it('opens HTTPS for the package index, with replies', () => {
    expect(tables(packageIndexPolicy())).toEqual({
      egress: ['100 allow tcp 443-443 0.0.0.0/0', '101 allow tcp 443-443 ::/0', ...TOO_BIG],
      ingress: ['100 allow tcp 32768-61000 0.0.0.0/0', '101 allow tcp 32768-61000 ::/0', ...TOO_BIG],
    });
  });
});

// "workload subnet: out W:e→X:443 / in X:443→W:e", and nothing else of TCP.
it.each<[string, 'egress' | 'ingress', number, boolean]>([
  ['a request to port 443', 'egress', 443, true],
  ['a request to port 80', 'egress', 80, false],
  ['a reply to the lowest port of Linux', 'ingress', 32_768, true],
  ['a reply to the highest port of Linux', 'ingress', 61_000, true],
  ['a packet below them', 'ingress', 32_767, false],
  ['a packet above them', 'ingress', 61_001, false],
  ['a request to a server in the subnet', 'ingress', 443, false],
])('judges at the edge of a workload subnet: %s', (_, direction, port, expected) => {
  const { artefact } = compile(packageIndexPolicy());
  expect(isAllowed(artefact[direction], { protocol: 'tcp', remote: '198.51.100.7', port })).toBe(expected);
});

describe('order', () => {
  it('denies what a later rule would permit, and no reply that another request needs', () => {
    const policy = policyOf([
      drop({ id: 'ssh', destinations: to('198.51.100.0/24'), applications: [tcp(22)] }),
      drop({ id: 'range', destinations: to('203.0.113.0/24'), applications: [tcp(1, 65_535)] }),
      drop({
        id: 'udp',
        destinations: to('203.0.113.0/24'),
        applications: [{ udp: { from: 1, to: 65_535 } }],
      }),
      pass({ destinations: to('0.0.0.0/0'), applications: [tcp(1, 1023)] }),
    ]);
    const { artefact, approximations } = compile(policy);
    expect(linesOf(artefact.egress)).toEqual([
      '100 deny tcp 22-22 198.51.100.0/24',
      '200 deny tcp 1-65535 203.0.113.0/24',
      '400 allow tcp 1-1023 0.0.0.0/0',
    ]);
    expect(linesOf(artefact.ingress)).toEqual([
      '200 deny tcp 32768-61000 203.0.113.0/24',
      '400 allow tcp 32768-61000 0.0.0.0/0',
    ]);
    expect(approximations.map(({ rule: id }) => id)).toEqual([undefined]);
  });

  it('leaves out what no packet reaches and what later entries say too', () => {
    const policy = policyOf([
      pass({ id: 'narrow', destinations: to('198.51.100.0/24') }),
      pass({ id: 'wide', destinations: to('0.0.0.0/0') }),
      pass({ id: 'again', destinations: to('203.0.113.0/24') }),
      drop({ destinations: to('203.0.113.0/24') }),
    ]);
    expect(linesOf(compile(policy).artefact.egress)).toEqual(['200 allow tcp 443-443 0.0.0.0/0']);
  });
});

describe('rules with more blocks than an ACL has entries', () => {
  const hosts = (count: number) => Array.from({ length: count }, (_, index) => `198.51.${index}.1/32`);

  it('deny before a later rule permits, though most of their blocks need no entry', () => {
    const policy = policyOf([
      drop({ destinations: to(...hosts(60)) }),
      pass({ destinations: to('198.51.56.0/22') }),
    ]);
    expect(linesOf(compile(policy).artefact.egress)).toEqual([
      '100 deny tcp 443-443 198.51.56.1/32',
      '102 deny tcp 443-443 198.51.57.1/32',
      '104 deny tcp 443-443 198.51.58.1/32',
      '106 deny tcp 443-443 198.51.59.1/32',
      '200 allow tcp 443-443 198.51.56.0/22',
    ]);
  });

  it('permit what a later rule permits too by no entry of theirs', () => {
    const policy = policyOf([
      pass({ id: 'hosts', destinations: to(...hosts(60)) }),
      pass({ id: 'all', destinations: to('198.51.0.0/16') }),
    ]);
    expect(linesOf(compile(policy).artefact.egress)).toEqual(['200 allow tcp 443-443 198.51.0.0/16']);
  });
});

it('lets replies in from where requests may go, whatever a rule that is never reached says', () => {
  const dns = { applications: [{ udp: { from: 53, to: 53 } }] };
  const policy = policyOf([
    drop({ id: 'no-names', ...dns }),
    pass({ id: 'never', ...dns }),
    pass({
      id: 'hosts',
      destinations: to('198.51.100.7/32', '203.0.113.0/25'),
      applications: [{ udp: { from: 5000, to: 5000 } }, tcp(443)],
    }),
  ]);
  expect(linesOf(compile(policy).artefact.ingress)).toEqual([
    '300 allow tcp 32768-61000 198.51.100.7/32',
    '302 allow tcp 32768-61000 203.0.113.0/25',
    '304 allow udp 32768-61000 198.51.100.7/32',
    '306 allow udp 32768-61000 203.0.113.0/25',
  ]);
});

it('keeps the numbers of replies when a rule at the end makes one that forbids needless', () => {
  const rules = [
    drop({ id: 'no-bucket', destinations: [{ service: 's3' }] }),
    pass({ id: 'time', destinations: [{ country: 'DE' }], applications: ['ntp'] }),
  ];
  const times = (more: readonly EgressRule[]) =>
    linesOf(compile(policyOf([...rules, ...more])).artefact.ingress).filter((line) => line.includes('udp'));
  const numbered = ['200 allow udp 32768-61000 0.0.0.0/0', '201 allow udp 32768-61000 ::/0'];
  expect(times([])).toEqual(numbered);
  expect(times([pass({ id: 'web', applications: ['https'] })])).toEqual(numbered);
});

describe('IPv6 of path MTU discovery', () => {
  const errorsOf = (options: Partial<NetworkAclOptions>) =>
    compile(packageIndexPolicy(), options).approximations.find(({ kind }) => kind === 'path-mtu-discovery')
      ?.reason;

  it.each<[string, Partial<NetworkAclOptions>, boolean]>([
    ['no subnet has IPv6', { subnetCidrBlocks: ['10.1.3.0/24'] }, false],
    ['a subnet has IPv6', { subnetCidrBlocks: ['10.1.3.0/24', '2001:db8::/64'] }, true],
    ['a block is not known', { subnetCidrBlocks: ['10.1.3.0/24', '${aws_subnet.a.ipv6}'] }, true],
    ['no block is known', { subnetCidrBlocks: [] }, true],
    ['it is told', { subnetCidrBlocks: ['10.1.3.0/24'], ipv6: 'some' }, true],
    ['it is told otherwise', { subnetCidrBlocks: [], ipv6: 'none' }, false],
  ])('is named where it may be: %s', (_, options, isNamed) => {
    expect(errorsOf(options)?.includes('ICMPv6')).toBe(isNamed);
  });
});

describe('options', () => {
  it('takes the ports of Windows, or ports that are told', () => {
    const inbound = (ephemeralPorts: NetworkAclOptions['ephemeralPorts']) =>
      linesOf(
        compile(
          policyOf([pass({ destinations: to('198.51.100.0/24') })]),
          ephemeralPorts === undefined ? {} : { ephemeralPorts },
        ).artefact.ingress,
      );
    expect(inbound('windows')).toEqual(['100 allow tcp 49152-65535 198.51.100.0/24']);
    expect(inbound({ from: 1024, to: 65_535 })).toEqual(['100 allow tcp 1024-65535 198.51.100.0/24']);
  });

  it('permits a prefix list by its blocks, joined', () => {
    const policy = policyOf([pass({ destinations: [{ prefixList: 'pl-1' }] })]);
    const { artefact } = compile(policy, {
      prefixLists: { 'pl-1': ['198.51.100.0/25', '198.51.100.128/25'] },
    });
    expect(linesOf(artefact.egress)).toEqual(['100 allow tcp 443-443 198.51.100.0/24']);
  });

  it('permits a service at its endpoint, and opens nothing for it to the internet', () => {
    const policy = policyOf([pass({ destinations: [{ service: 's3' }], applications: ['https'] })]);
    const { artefact } = compile(policy, { services: { s3: { cidrBlocks: ['10.9.0.0/24'] } } });
    expect(linesOf(artefact.egress)).toEqual(['100 allow tcp 443-443 10.9.0.0/24']);
    expect(artefact.services).toEqual([]);
    expect(compile(policy).approximations).toEqual([
      {
        layer: 'network-acl',
        direction: 'narrower',
        kind: 'service-endpoint',
        rule: 'pass',
        reason:
          'the endpoint of service `s3` is not given, so nothing to it passes: name it under `services`',
      },
    ]);
  });

  it('leaves out rules of other subnets, and permits by rules of some workloads of these', () => {
    const policy = policyOf(
      [
        pass({ id: 'other', sources: [{ cidrBlock: '10.1.4.0/24' }], applications: [tcp(1)] }),
        pass({ id: 'half', sources: [{ cidrBlock: '10.1.3.0/25' }], applications: [tcp(2)] }),
        pass({
          id: 'halves',
          sources: [{ cidrBlock: '10.1.3.0/25' }, { cidrBlock: '10.1.3.128/25' }],
          applications: [tcp(3)],
        }),
      ].map((one) => ({ ...one, destinations: to('198.51.100.0/24') })),
    );
    const { artefact, approximations } = compile(policy);
    expect(linesOf(artefact.egress)).toEqual([
      '200 allow tcp 2-2 198.51.100.0/24',
      '300 allow tcp 3-3 198.51.100.0/24',
    ]);
    expect(approximations.map(({ rule: id }) => id)).toEqual(['half', undefined]);
  });
});

describe('services', () => {
  it('are what goes to the internet, in the order of the rules, each said once', () => {
    const policy = policyOf([
      pass({ id: 'web', applications: ['https', 'http'] }),
      pass({ id: 'private', destinations: to('10.0.0.0/8', 'fd00::/8'), applications: [tcp(5432)] }),
      pass({
        id: 'again',
        destinations: to('198.51.100.0/24'),
        applications: [tcp(443), 'dns', 'icmp-echo'],
      }),
      drop({ applications: [tcp(8001)] }),
      pass({ id: 'range', applications: [tcp(8000, 8002)] }),
    ]);
    expect(compile(policy).artefact.services).toEqual([
      { protocol: 'tcp', fromPort: 80, toPort: 80 },
      { protocol: 'tcp', fromPort: 443, toPort: 443 },
      { protocol: 'tcp', fromPort: 53, toPort: 53 },
      { protocol: 'udp', fromPort: 53, toPort: 53 },
      { protocol: 'icmp-echo' },
      { protocol: 'tcp', fromPort: 8000, toPort: 8000 },
      { protocol: 'tcp', fromPort: 8002, toPort: 8002 },
    ]);
  });
});

describe('open services', () => {
  const open = (policy: EgressPolicy, options: Partial<OpenServicesOptions> = {}) =>
    compileOpenServices(policy, { today: TODAY, subnetCidrBlocks: ['10.1.0.0/16'], ...options });

  it('are those of private addresses too, where packets come by for them', () => {
    const policy = policyOf([
      pass({ id: 'web' }),
      pass({ id: 'database', destinations: to('10.2.0.0/16'), applications: [tcp(5432)] }),
    ]);
    const web = { protocol: 'tcp', fromPort: 443, toPort: 443 };
    const database = { protocol: 'tcp', fromPort: 5432, toPort: 5432 };
    expect(open(policy).artefact).toEqual([web]);
    expect(open(policy, { forwardedCidrBlocks: ['10.0.0.0/8'] }).artefact).toEqual([web, database]);
    expect(open(policy, { forwardedCidrBlocks: ['192.168.0.0/16'] }).artefact).toEqual([web]);
  });

  it('say that no address is judged', () => {
    const told = open(policyOf([pass({ destinations: to('198.51.100.0/24') })])).approximations;
    expect(told).toEqual([expect.objectContaining({ direction: 'wider', kind: 'headers' })]);
    expect(open({ ...workshopPolicy(), mode: 'monitor' }).approximations).toEqual([]);
  });

  it('are refused for a block that is none', () => {
    expect(() => open(policyOf([pass({})]), { forwardedCidrBlocks: ['10.0.0.1/8'] })).toThrow(
      'forwardedCidrBlocks[0]',
    );
  });
});

describe('remarks', () => {
  it('are for what keeps no state, for traffic among the subnets, and for monitor', () => {
    const policy = policyOf([pass({ destinations: to('10.1.0.0/16') })]);
    expect(compile(policy).remarks).toEqual([
      {
        rule: 'pass',
        remark:
          'packets within a subnet cross no network ACL, and between subnets of it requests need inbound entries that an egress policy does not give',
      },
      {
        remark:
          'a network ACL keeps no state: what workloads may reach may send to their ports 32768-61000 unasked',
      },
    ]);
    expect(tables({ ...policy, mode: 'monitor' })).toEqual({
      egress: ['100 allow all 0.0.0.0/0', '101 allow all ::/0'],
      ingress: ['100 allow all 0.0.0.0/0', '101 allow all ::/0'],
    });
  });
});

describe('quota', () => {
  const messageOf = (policy: EgressPolicy, options: Partial<NetworkAclOptions> = {}) => {
    try {
      compile(policy, options);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  // 18 entries of IPv4 fit beside the one for path MTU discovery and the last deny.
  const apart = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      pass({ id: `rule-${index}`, destinations: to(`198.51.${index * 2}.0/24`) }),
    );
  const adjacent = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      pass({ id: `rule-${index}`, destinations: to(`198.51.${index}.0/24`) }),
    );

  it('keeps an entry for each rule while they fit', () => {
    expect(linesOf(compile(policyOf(adjacent(18))).artefact.egress)).toHaveLength(18);
  });

  it('joins entries of several rules before it gives up, and says so', () => {
    const { artefact, remarks } = compile(policyOf(adjacent(32)));
    expect(linesOf(artefact.egress)).toEqual(['100 allow tcp 443-443 198.51.0.0/19']);
    expect(artefact.egress[0]?.rules).toHaveLength(32);
    expect(remarks).toContainEqual({
      remark: 'egress entries of several rules are joined, for want of room',
    });
  });

  it('joins only the direction that does not fit', () => {
    const { artefact, remarks } = compile(policyOf(adjacent(18)), {
      reservedEntries: { egress: { ipv4: 1 } },
    });
    expect(linesOf(artefact.egress)).toHaveLength(2);
    expect(linesOf(artefact.ingress)).toHaveLength(18);
    expect(remarks.filter(({ remark }) => remark.includes('joined'))).toEqual([
      { remark: 'egress entries of several rules are joined, for want of room' },
    ]);
  });

  it('leaves room for entries of the caller, by direction and family', () => {
    const six = policyOf([pass({ destinations: to('2001:db8::/32', '2001:dbb::/32') })]);
    const reserve = (family: 'ipv4' | 'ipv6') => ({ reservedEntries: { ingress: { [family]: 18 } } });
    expect(messageOf(six, reserve('ipv4'))).toBe('');
    expect(messageOf(six, reserve('ipv6'))).toContain(
      'rules[0]: the rule needs 2 ingress rules of IPv6 and does not fit: the rest takes 19 of the 19 beside',
    );
  });

  it('names each rule that does not fit, in each direction', () => {
    expect(messageOf(policyOf(apart(20)))).toBe(
      [
        'PlanError: network ACL of egress policy `test`: 4 problems',
        ...(['egress', 'ingress'] as const).flatMap((direction) =>
          [18, 19].map(
            (index) =>
              `  rules[${index}]: the rule needs 1 ${direction} rule of IPv4 and does not fit: the rest takes 19 of the 19 beside the last deny; use fewer or larger blocks, or have the quota raised to 40 [POL554]`,
          ),
        ),
      ].join('\n'),
    );
    expect(messageOf(policyOf(apart(20)), { rulesPerDirection: 22 })).toBe('');
  });

  it.each<[string, Partial<NetworkAclOptions>]>([
    ['rulesPerDirection: `41` is no number of rules', { rulesPerDirection: 41 }],
    ['reservedEntries.egress.ipv4: `20` is no number', { reservedEntries: { egress: { ipv4: 20 } } }],
    ['reservedEntries.ingress.ipv6: `-1` is no number', { reservedEntries: { ingress: { ipv6: -1 } } }],
    ['ephemeralPorts: `mac` is not', { ephemeralPorts: 'mac' as 'linux' }],
    ['ephemeralPorts: `{ from: 80, to: 90 }` are no ports', { ephemeralPorts: { from: 80, to: 90 } }],
    ['prefixLists.pl-1: the blocks of prefix list `pl-1` are not known', {}],
    ['prefixLists.pl-1[0]: ', { prefixLists: { 'pl-1': ['198.51.100.1/24'] } }],
    ['services.s3.cidrBlocks[0]: ', { services: { s3: { cidrBlocks: ['10.0.0.1/24'] } } }],
    ['subnetCidrBlocks[0]: ', { subnetCidrBlocks: ['10.0.0.1/24'] }],
    ['today: `soon` is not a day', { today: 'soon' }],
  ])('refuses %s', (message, options) => {
    expect(messageOf(policyOf([pass({ destinations: [{ prefixList: 'pl-1' }] })]), options)).toContain(
      message,
    );
  });
});
