import { PlanError } from '@inspected-egress/problem';
import {
  compileFortios,
  packageIndexPolicy,
  workshopPolicy,
  type EgressPolicy,
  type EgressRule,
  type FortiosOptions,
} from '../../src';
import { makeUnit, readConfiguration, type Knowledge } from '../support/fortios-interpreter';
import { policyOf, rule, TODAY } from '../support/policies';

const OPTIONS: FortiosOptions = {
  position: 'after-nat',
  natCidrBlocks: ['10.1.1.0/24', '10.1.2.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24', '10.1.4.0/24'],
  sourceInterface: 'gwlb1-tunnels',
  destinationInterface: 'gwlb1-tunnels',
  today: TODAY,
};

const compile = (policy: EgressPolicy, options: Partial<FortiosOptions> = {}) =>
  compileFortios(policy, { ...OPTIONS, ...options });
const textOf = (policy: EgressPolicy, options: Partial<FortiosOptions> = {}) =>
  compile(policy, options).artefact.configuration.replace(/edit \d+/g, 'edit <id>');
const tableOf = (policy: EgressPolicy, table: string, options: Partial<FortiosOptions> = {}) => [
  ...(readConfiguration(compile(policy, options).artefact.configuration).get(table) ?? []),
];
const policiesOf = (policy: EgressPolicy, options: Partial<FortiosOptions> = {}) =>
  tableOf(policy, 'firewall policy', options).map(([, fields]) => Object.fromEntries(fields));

// By hand, after the examples of Fortinet's administration guide.
const SOURCES = `config firewall address
    edit "net-10.1.1.0/24"
        set subnet 10.1.1.0 255.255.255.0
    next
    edit "net-10.1.2.0/24"
        set subnet 10.1.2.0 255.255.255.0
    next
`;
const LAST = `    edit <id>
        set name "no.rule"
        set srcintf "gwlb1-tunnels"
        set dstintf "gwlb1-tunnels"
        set action deny
        set srcaddr "all"
        set dstaddr "all"
        set srcaddr6 "all"
        set dstaddr6 "all"
        set schedule "always"
        set service "ALL"
        set logtraffic all
    next
end
`;

it('the workshop reads as one would type it', () => {
  expect(textOf(workshopPolicy())).toBe(`${SOURCES}    edit "fqdn-ipinfo.io"
        set type fqdn
        set fqdn "ipinfo.io"
    next
    edit "geo-US"
        set type geography
        set country "US"
    next
end
config firewall addrgrp
    edit "group-every.workload"
        set member "net-10.1.1.0/24" "net-10.1.2.0/24"
    next
end
config firewall policy
    edit <id>
        set name "ipinfo"
        set srcintf "gwlb1-tunnels"
        set dstintf "gwlb1-tunnels"
        set action accept
        set srcaddr "group-every.workload"
        set dstaddr "fqdn-ipinfo.io"
        set schedule "always"
        set service "HTTPS"
        set logtraffic all
        set comments "HTTPS to one name"
    next
    edit <id>
        set name "ping-united-states"
        set srcintf "gwlb1-tunnels"
        set dstintf "gwlb1-tunnels"
        set action accept
        set srcaddr "group-every.workload"
        set dstaddr "geo-US"
        set schedule "always"
        set service "PING"
        set logtraffic all
        set comments "Echo requests to addresses in the United States"
    next
${LAST}`);
});

it('the package index reads as one would type it', () => {
  expect(textOf(packageIndexPolicy())).toBe(
    `${SOURCES}    edit "fqdn-pypi.org"
        set type fqdn
        set fqdn "pypi.org"
    next
    edit "wildcard-pypi.org"
        set type fqdn
        set fqdn "*.pypi.org"
    next
    edit "fqdn-pythonhosted.org"
        set type fqdn
        set fqdn "pythonhosted.org"
    next
    edit "wildcard-pythonhosted.org"
        set type fqdn
        set fqdn "*.pythonhosted.org"
    next
end
config firewall addrgrp
    edit "group-every.workload"
        set member "net-10.1.1.0/24" "net-10.1.2.0/24"
    next
    edit "group-package-index"
        set member "fqdn-pypi.org" "wildcard-pypi.org" "fqdn-pythonhosted.org" "wildcard-pythonhosted.org"
    next
end
config firewall policy
    edit <id>
        set name "package-index"
        set srcintf "gwlb1-tunnels"
        set dstintf "gwlb1-tunnels"
        set action accept
        set srcaddr "group-every.workload"
        set dstaddr "group-package-index"
        set schedule "always"
        set service "HTTPS"
        set logtraffic all
        set comments "Python packages, and not their mirrors"
    next
${LAST}`,
  );
});

describe("the workshop's table on a unit behind NAT gateways", () => {
  // What of the table is egress: its rules 2, 6 and 7.
  const everything: EgressRule['applications'] = [
    { tcp: { from: 1, to: 65_535 } },
    { udp: { from: 1, to: 65_535 } },
    'icmp-echo',
  ];
  const table = (fields: Partial<EgressRule> = {}) =>
    policyOf([
      rule({ id: 'block-list', destinations: [{ country: 'RU' }], applications: everything, action: 'drop' }),
      rule({ id: 'icmp-egress', destinations: [{ country: 'US' }], applications: ['icmp-echo'] }),
      rule({ id: 'ipinfo-egress', destinations: [{ name: 'ipinfo.io' }], ...fields }),
    ]);
  const knowledge: Knowledge = {
    resolved: { 'ipinfo.io': ['34.117.59.81'] },
    countryOf: (address) =>
      ({ '8.8.8.8': 'US', '34.117.59.81': 'US', '109.169.203.90': 'RU' })[address] ?? null,
  };
  const unit = (policy: EgressPolicy, options: Partial<FortiosOptions> = {}) =>
    makeUnit(compile(policy, options).artefact.configuration, knowledge);
  const tcp = (destination: string, port: number) =>
    ({ source: '10.1.1.5', destination, protocol: 'tcp', port }) as const;

  it.each([
    ['G1: ping 8.8.8.8', { ...tcp('8.8.8.8', 0), protocol: 'icmp', icmpType: 8 }, 'accept', 'icmp-egress'],
    ['G2: http://ipinfo.io', tcp('34.117.59.81', 80), 'deny', 'no.rule'],
    ['G3: https://ipinfo.io', tcp('34.117.59.81', 443), 'accept', 'ipinfo-egress'],
    ['G6: an address in Russia', tcp('109.169.203.90', 443), 'deny', 'block-list'],
  ] as const)('%s', (_, session, action, name) => {
    expect(unit(table())(session)).toEqual({ action, policy: name, tellsClient: false });
  });

  it('G4: sources that are workloads match nothing where NAT hides them', () => {
    const written = unit(table({ sources: [{ cidrBlock: '10.1.3.0/24' }] }), { position: 'before-nat' });
    expect(written(tcp('34.117.59.81', 443)).policy).toBe('no.rule');
  });

  it('G4: so the compiler, told that the unit is behind NAT, writes the addresses of NAT and says what that permits', () => {
    const policy = table({ sources: [{ cidrBlock: '10.1.3.0/24' }] });
    expect(unit(policy)(tcp('34.117.59.81', 443)).policy).toBe('ipinfo-egress');
    expect(compile(policy).approximations[0]).toEqual({
      layer: 'fortios',
      direction: 'wider',
      rule: 'ipinfo-egress',
      kind: 'source',
      reason: 'NAT hides the source: every workload passes, and its security group is to hold it back',
    });
  });
});

describe('what is not the same', () => {
  const reasonsOf = (rules: readonly EgressRule[]) =>
    compile(policyOf(rules)).approximations.map(
      ({ rule: id, direction, reason }) => `${id} ${direction}: ${reason}`,
    );
  const rest = rule({
    id: 'rest',
    applications: [{ tcp: { from: 1, to: 65_535 } }, { udp: { from: 1, to: 65_535 } }],
  });

  it('of a name that passes', () => {
    expect(reasonsOf([rule({ id: 'web', destinations: [{ name: '*.example.com' }] })])).toEqual([
      'web wider: a name is the addresses that the unit resolved: every name that is served on them passes',
      'web narrower: a client that resolved another address than the unit does not pass',
      'web narrower: a wildcard knows the addresses in DNS answers that cross the unit: queries to the VPC resolver never do',
      'web wider: without an application control profile the bytes are not looked at: whatever uses these ports passes',
    ]);
  });

  it('of a name that is forbidden before something passes', () => {
    const web = rule({ id: 'web', destinations: [{ name: 'example.com' }], action: 'drop' });
    expect(reasonsOf([web, rest])).toEqual([
      'web wider: a name is the addresses that the unit resolved: on others it is not forbidden',
      'web narrower: other names that are served on the addresses of a name are forbidden with it',
      'web narrower: without an application control profile the bytes are not looked at: whatever uses these ports is forbidden',
    ]);
    expect(reasonsOf([web])).toEqual([]);
  });

  it('of queries, which go to a resolver and not to the name they ask', () => {
    const asks = rule({ id: 'ask', destinations: [{ name: 'example.com' }], applications: ['dns'] });
    expect(reasonsOf([asks])[0]).toBe(
      'ask wider: the name that a query asks is not read: every query passes',
    );
    expect(policiesOf(policyOf([asks]))[0]).toMatchObject({
      name: ['ask.dns'],
      dstaddr: ['all'],
      service: ['DNS'],
    });
    const forbids = rule({ ...asks, action: 'drop' });
    expect(reasonsOf([forbids, rest])).toEqual([
      'ask wider: the name that a query asks is not read: queries are not forbidden',
    ]);
    expect(policiesOf(policyOf([forbids, rest])).map(({ name }) => name)).toEqual([['rest'], ['no.rule']]);
  });

  it.each<[string, Partial<EgressRule>, string]>([
    ['an expired rule', { expires: '2026-11-21' }, 'it expired on `2026-11-21`'],
    [
      'an alert',
      { action: 'alert' },
      'FortiOS has no rule that logs and goes on: whichever policy decides logs the session',
    ],
    [
      'a service',
      { destinations: [{ service: 's3' }] },
      'its destinations are reached through endpoints, not by the unit',
    ],
    [
      'an address of a family that no source has',
      { destinations: [{ cidrBlock: '2001:db8::/32' }] },
      'its sources and destinations have no address family in common',
    ],
    [
      'a country',
      { destinations: [{ country: 'US' }] },
      "FortiGuard's database says which addresses are of a country",
    ],
  ])('is remarked of %s', (_, fields, remark) => {
    expect(compile(policyOf([rule({ id: 'it', ...fields })])).remarks).toEqual([{ rule: 'it', remark }]);
  });
});

describe('policies', () => {
  it("are the same for a rule with any id: no name of a rule is one of the unit's own", () => {
    const ofRule = (id: string) => {
      const blocks = [{ cidrBlock: '198.51.100.0/24' }, { cidrBlock: '203.0.113.0/24' }];
      const unit = makeUnit(compile(policyOf([rule({ id, destinations: blocks })])).artefact.configuration, {
        resolved: {},
        countryOf: () => null,
      });
      const from = (source: string) =>
        unit({ source, destination: '198.51.100.7', protocol: 'tcp', port: 443 }).action;
      return { natGateway: from('10.1.1.7'), elsewhere: from('203.0.113.9') };
    };
    expect(ofRule('workloads')).toEqual(ofRule('any-other'));
    expect(ofRule('workloads')).toEqual({ natGateway: 'accept', elsewhere: 'deny' });
  });

  it('have addresses of both families where the workloads have', () => {
    const [web] = policiesOf(
      policyOf([rule({ destinations: [{ name: 'example.com' }, { country: 'US' }] })]),
      {
        workloadCidrBlocks: ['10.1.3.0/24', '2001:db8:1::/64'],
      },
    );
    expect(web).toMatchObject({
      srcaddr: ['group-every.workload'],
      dstaddr: ['group-rule'],
      srcaddr6: ['net-2001:db8:1::/64'],
      dstaddr6: ['group6-rule'],
    });
  });

  it('tell the client of a reject', () => {
    const [reject, drop] = policiesOf(
      policyOf([rule({ id: 'reject', action: 'reject' }), rule({ id: 'drop', action: 'drop' })]),
    );
    expect(reject).toMatchObject({ action: ['deny'], 'send-deny-packet': ['enable'] });
    expect(drop).not.toHaveProperty('send-deny-packet');
  });

  it('accept all that workloads send in monitor, and say in the log what they would not', () => {
    const policy = policyOf([rule({ id: 'no-web', action: 'reject' })], { mode: 'monitor' });
    expect(policiesOf(policy).map(({ name, action, comments }) => [name, action, comments])).toEqual([
      [['no-web'], ['accept'], ['monitor: reject']],
      [['no.rule'], ['accept'], ['monitor: drop']],
    ]);
  });

  it('use NTP by its port of UDP, for the predefined service is of TCP too', () => {
    const policy = policyOf([rule({ applications: ['ntp', { tcp: { from: 8000, to: 8080 } }] })]);
    expect(tableOf(policy, 'firewall service custom').map(([name, fields]) => [name, ...fields])).toEqual([
      ['udp-123', ['udp-portrange', ['123']]],
      ['tcp-8000-8080', ['tcp-portrange', ['8000-8080']]],
    ]);
  });

  it('name the blocks of a prefix list', () => {
    const policy = policyOf([rule({ destinations: [{ prefixList: 'pl-0123456789abcdef0' }] })]);
    const options = { prefixLists: { 'pl-0123456789abcdef0': ['192.0.2.0/24'] } };
    expect(policiesOf(policy, options)[0]).toMatchObject({ dstaddr: ['net-192.0.2.0/24'] });
  });

  it('split 31,000 names into groups of 300, and these among policies', () => {
    const destinations = Array.from({ length: 31_000 }, (_, index) => ({
      name: `host-${index}.example.com`,
    }));
    const policy = policyOf([rule({ destinations })]);
    const sizes = policiesOf(policy).map(({ name, dstaddr }) => [name?.[0], dstaddr?.length]);
    expect(sizes).toEqual([
      ['rule', 100],
      ['rule.2', 4],
      ['no.rule', 1],
    ]);
    const groups = tableOf(policy, 'firewall addrgrp').filter(([name]) => name !== 'group-every.workload');
    const members = groups.map(([, fields]) => fields.get('member') ?? []);
    expect(Math.max(...members.map(({ length }) => length))).toBe(300);
    expect(new Set(members.flat()).size).toBe(31_000);
  });
});

describe('text', () => {
  it('keeps long names apart, and within what FortiOS takes', () => {
    const label = 'a'.repeat(60);
    const names = ['one', 'two'].map((last) => ({ name: `${label}.${label}.${last}.example` }));
    const ids = ['x', 'y'].map((end) => `${'rule-'.repeat(12)}${end}`);
    const policy = policyOf(ids.map((id) => rule({ id, destinations: names })));
    const objects = tableOf(policy, 'firewall address').map(([name]) => name);
    expect(new Set(objects).size).toBe(4);
    expect(new Set(policiesOf(policy).map(({ name }) => name?.[0])).size).toBe(3);
  });

  it.each([
    ['ends its quotes', '" \\" next end'],
    ['holds a backslash at its end', 'all \\'],
    ['looks like a script or asks for help', "<b>(it's) #1?</b>"],
  ])('is not broken by a description that %s', (_, description) => {
    const names = policiesOf(policyOf([rule({ description })])).map(({ name }) => name);
    expect(names).toEqual([['rule'], ['no.rule']]);
    const comments = /set comments "(.*)"$/m.exec(textOf(policyOf([rule({ description })])))?.[1] ?? '"';
    expect(comments).not.toMatch(/["'\\<>()#?]/);
  });
});

describe('bad input is refused', () => {
  const problemsOf = (options: Partial<FortiosOptions>, policy = policyOf([rule({})])) => {
    try {
      compile(policy, options);
      return [];
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      return error.problems.map(({ path, code }) => `${path} ${code}`);
    }
  };

  it('with all its problems at once', () => {
    const policy = policyOf([rule({ destinations: [{ prefixList: 'pl-0123456789abcdef0' }] })]);
    expect(
      problemsOf(
        {
          today: 'today',
          natCidrBlocks: ['10.1.1.5/24'],
          workloadCidrBlocks: ['${aws_subnet.a.cidr_block}'],
          sourceInterface: 'port1"\nend',
        },
        policy,
      ),
    ).toEqual([
      'today POL113',
      'natCidrBlocks[0] CIDR113',
      'workloadCidrBlocks[0] POL641',
      'sourceInterface POL644',
      'prefixLists.pl-0123456789abcdef0 POL643',
    ]);
  });

  it('with a position that is none', () => {
    expect(problemsOf({ position: 'behind' as 'no-nat' })).toEqual(['position POL104']);
  });

  it('without a word on lists of rules that expired', () => {
    const old = rule({ destinations: [{ prefixList: 'pl-0123456789abcdef0' }], expires: '2026-11-21' });
    expect(problemsOf({}, policyOf([old]))).toEqual([]);
  });

  it('when the unit would see nothing', () => {
    expect(problemsOf({ natCidrBlocks: [] })).toEqual(['natCidrBlocks POL642']);
  });
});
