import { evaluate, lintPolicy, type EgressPolicy, type EgressRule } from '../src';
import { anyFlow, anyPolicy } from './support/arbitraries';
import { policyOf, rule, TODAY } from './support/policies';
import { fc, runs } from './support/properties';

const lint = (rules: readonly EgressRule[], fields: Partial<EgressPolicy> = {}) =>
  lintPolicy(policyOf(rules, fields), { today: TODAY }).filter(({ code }) => code !== 'POL208');
const summary = (rules: readonly EgressRule[], fields: Partial<EgressPolicy> = {}) =>
  lint(rules, fields).map(({ code, path, severity }) => `${path} ${code} ${severity}`);

const block = (cidrBlock: string, fields: Partial<EgressRule> = {}) =>
  rule({ destinations: [{ cidrBlock }], ...fields });
const names = (list: readonly string[], fields: Partial<EgressRule> = {}) =>
  rule({ destinations: list.map((name) => ({ name })), ...fields });

describe('a rule that never decides', () => {
  it('is shadowed by a wider one that says the same', () => {
    expect(summary([block('198.51.0.0/16', { id: 'a' }), block('198.51.100.0/24', { id: 'b' })])).toEqual([
      'rules[1] POL201 warning',
    ]);
  });

  it('is shadowed by several together', () => {
    expect(
      summary([
        names(['*.b.org'], { id: 'a' }),
        names(['c.org'], { id: 'b' }),
        names(['a.b.org', 'c.org'], { id: 'c' }),
      ]),
    ).toEqual(['rules[2] POL201 warning']);
  });

  it('is a duplicate where each holds the other', () => {
    expect(summary([names(['a.org', 'b.org'], { id: 'a' }), names(['b.org', 'a.org'], { id: 'b' })])).toEqual(
      ['rules[1] POL202 warning'],
    );
  });

  it('contradicts where the one before it says otherwise', () => {
    expect(
      lint([names(['*.b.org'], { id: 'no', action: 'drop' }), names(['a.b.org'], { id: 'yes' })]),
    ).toEqual([
      {
        code: 'POL203',
        path: 'rules[1]',
        rule: 'yes',
        severity: 'error',
        message: 'the rule says pass and never decides: `no` before it says otherwise',
        remedy: 'remove it, or move it before them',
      },
    ]);
  });

  it('contradicts in one destination only', () => {
    expect(
      summary([names(['*.b.org'], { id: 'no', action: 'drop' }), names(['c.org', 'a.b.org'], { id: 'yes' })]),
    ).toEqual(['rules[1] POL203 error']);
  });

  it.each<[string, Partial<EgressRule>, Partial<EgressRule>]>([
    ['only alerts', { action: 'alert' }, {}],
    ['has expired', { expires: '2026-11-21' }, {}],
    ['has another source', { sources: [{ tier: 'isolated' }] }, {}],
    ['has another application', { applications: ['dns'] }, {}],
  ])('is not shadowed by one that %s', (_, first, second) => {
    const codes = lint([
      names(['*.b.org'], { id: 'a', ...first }),
      names(['a.b.org'], { id: 'b', ...second }),
    ]).map(({ code }) => code);
    expect(codes.filter((code) => /POL20[123]/.test(code))).toEqual([]);
  });

  it('reaches a service that a rule on every address does not: its endpoint is not behind the firewall', () => {
    const anywhere = rule({ id: 'anywhere', applications: ['https'] });
    const service = rule({ id: 'service', destinations: [{ service: 's3' }] });
    expect(summary([anywhere, service])).toEqual(['rules[0] POL207 warning']);
    expect(summary([anywhere, block('0.0.0.0/0', { id: 'block', action: 'drop' })])).toContain(
      'rules[1] POL203 error',
    );
  });

  it.each<[string, Partial<EgressRule>, Partial<EgressRule>, boolean]>([
    [
      'DNS, by UDP 53 too',
      { applications: [{ tcp: { from: 1, to: 65_535 } }] },
      { applications: ['dns'] },
      false,
    ],
    [
      'DNS, by TCP 53 too',
      { applications: [{ udp: { from: 1, to: 65_535 } }] },
      { applications: ['dns'] },
      false,
    ],
    ['HTTPS', { applications: [{ tcp: { from: 443, to: 443 } }] }, { applications: ['https'] }, true],
    ['NTP', { applications: [{ udp: { from: 123, to: 123 } }] }, { applications: ['ntp'] }, true],
    ['NTP of UDP', { applications: [{ tcp: { from: 123, to: 123 } }] }, { applications: ['ntp'] }, false],
    [
      'SSH on a port before it',
      { applications: [{ tcp: { from: 1, to: 21 } }] },
      { applications: ['ssh'] },
      false,
    ],
    ['pings', { applications: [{ tcp: { from: 1, to: 65_535 } }] }, { applications: ['icmp-echo'] }, false],
  ])('by ports before it: %s', (_, first, second, isShadowed) => {
    const codes = lint([
      block('198.51.100.0/24', { id: 'ports', ...first }),
      block('198.51.100.0/24', { id: 'named', ...second }),
    ]).flatMap(({ code, rule: id }) => (id === 'named' ? [code] : []));
    expect(codes.includes('POL201')).toBe(isShadowed);
  });

  it('law: without the rules that are said never to decide, every flow has the same verdict', () => {
    fc.assert(
      fc.property(anyPolicy, anyFlow, (policy, flow) => {
        const idle = new Set(
          lintPolicy(policy, { today: TODAY })
            .filter(({ code, path }) => /POL20[123]/.test(code) && /^rules\[\d+\]$/.test(path))
            .filter(({ message }) => message.startsWith('the rule'))
            .map((remark) => remark.rule),
        );
        const rest = { ...policy, rules: policy.rules.filter(({ id }) => !idle.has(id)) };
        const [before, after] = [policy, rest].map((one) => evaluate(one, flow, { today: TODAY }));
        expect([after?.verdict, after?.rule]).toEqual([before?.verdict, before?.rule]);
      }),
      runs(500),
    );
  });
});

it('the same destination twice in a rule is a duplicate', () => {
  expect(summary([names(['a.org', 'b.org', 'a.org'])])).toEqual(['rules[0].destinations[2] POL202 warning']);
});

it('a rule that has expired is reported as such', () => {
  expect(summary([names(['*.com'], { expires: '2026-11-21' })])).toEqual(['rules[0].expires POL204 warning']);
});

describe('a name is too wide', () => {
  it.each([
    ['*.com', ['POL205 error']],
    ['*.co.uk', ['POL205 error']],
    ['*.amazonaws.com', ['POL206 warning']],
    ['*.s3.amazonaws.com', ['POL206 warning']],
    ['*.github.io', ['POL206 warning']],
    ['*.example.co.uk', []],
    ['*.pypi.org', []],
    ['com', []],
  ])('%s: %j', (name, expected) => {
    expect(lint([names([name])]).map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
  });

  it('in a set too, and not in a rule that drops', () => {
    const sets = { wide: [{ name: '*.com' }] };
    expect(summary([rule({ destinations: [{ set: 'wide' }] })], { sets })).toEqual(['rules[0] POL205 error']);
    expect(summary([rule({ destinations: [{ set: 'wide' }], action: 'drop' })], { sets })).toEqual([]);
  });
});

describe('a pass rule is remarked where it', () => {
  it.each<[string, Partial<EgressRule>, string[]]>([
    ['permits every address', {}, ['POL207']],
    ['permits every address by block', { destinations: [{ cidrBlock: '::/0' }] }, ['POL207']],
    [
      'permits every address by blocks that make it up',
      { destinations: [{ cidrBlock: '0.0.0.0/1' }, { cidrBlock: '128.0.0.0/1' }] },
      ['POL207'],
    ],
    [
      'permits every address but private ones',
      {
        destinations: ['::/1', '8000::/2', 'c000::/3', 'e000::/4', 'f000::/5', 'f800::/6', 'fe00::/7'].map(
          (cidrBlock) => ({ cidrBlock }),
        ),
      },
      ['POL207'],
    ],
    ['permits half of the addresses: it is not', { destinations: [{ cidrBlock: '0.0.0.0/1' }] }, []],
    ['only pings every address: it is not', { applications: ['icmp-echo'] }, []],
    ['permits plain HTTP', { destinations: [{ name: 'a.org' }], applications: ['http'] }, ['POL209']],
    [
      'permits plain HTTP by its port',
      { destinations: [{ cidrBlock: '198.51.100.0/24' }], applications: [{ tcp: { from: 80, to: 80 } }] },
      ['POL209'],
    ],
    [
      'permits its port inside: it is not',
      { destinations: [{ cidrBlock: '10.0.0.0/8' }], applications: [{ tcp: { from: 80, to: 80 } }] },
      [],
    ],
    ['permits DNS over HTTPS', { destinations: [{ name: 'dns.google' }] }, ['POL214']],
    [
      'permits DNS over HTTPS among subdomains',
      { destinations: [{ name: '*.cloudflare-dns.com' }] },
      ['POL214'],
    ],
    [
      'only asks for the name of a resolver: it is not',
      { destinations: [{ name: 'dns.google' }], applications: ['http'] },
      ['POL209'],
    ],
    [
      'asks outside resolvers',
      { destinations: [{ cidrBlock: '8.8.8.8/32' }], applications: ['dns'] },
      ['POL210'],
    ],
    [
      'asks outside resolvers by port',
      { destinations: [{ cidrBlock: '8.8.8.8/32' }], applications: [{ tcp: { from: 850, to: 860 } }] },
      ['POL210'],
    ],
    [
      'asks resolvers inside: it is not',
      { destinations: [{ cidrBlock: '10.0.0.2/32' }], applications: ['dns'] },
      [],
    ],
    [
      'permits QUIC',
      { destinations: [{ country: 'US' }], applications: [{ udp: { from: 443, to: 443 } }] },
      ['POL211'],
    ],
  ])('%s', (_, fields, codes) => {
    expect(lint([rule(fields)]).map(({ code }) => code)).toEqual(codes);
  });
});

it('what a rule before forbids to everyone is no way to DNS over HTTPS', () => {
  const drop = names(['*.quad9.net'], { id: 'no-doh', action: 'drop' });
  const wide = names(['dns.quad9.net'], { id: 'wide' });
  const codes = (rules: readonly EgressRule[]) => lint(rules).map(({ code }) => code);
  expect(codes([drop, wide])).not.toContain('POL214');
  expect(codes([wide, drop])).toContain('POL214');
  expect(codes([{ ...drop, sources: [{ cidrBlock: '10.0.0.0/24' }] }, wide])).toContain('POL214');
  expect(codes([{ ...drop, expires: '2026-11-21' }, wide])).toContain('POL214');
});

it('the trust in claimed names is stated once, with its rules', () => {
  const policy = policyOf([names(['a.org'], { id: 'a' }), names(['b.org'], { id: 'b' })]);
  expect(lintPolicy(policy, { today: TODAY })).toEqual([
    {
      code: 'POL208',
      path: 'rules',
      severity: 'info',
      message:
        '`a` and `b` trust the name that the client claims: it may claim a permitted name to any address',
      remedy:
        'where that matters, inspect TLS, or send clients through a proxy that resolves the name itself',
    },
  ]);
});

it('monitor, and what no rule refers to, is stated', () => {
  const unused = { groups: { web: { cidrBlocks: [] } }, sets: { a: [{ name: 'a.org' }] } };
  expect(summary([], { mode: 'monitor', ...unused })).toEqual([
    'mode POL212 info',
    'groups.web POL213 info',
    'sets.a POL213 info',
  ]);
});
