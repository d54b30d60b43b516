import { evaluate, type EgressRule, type Flow, type Verdict } from '../src';
import { flow, policyOf, rule, TODAY, without } from './support/policies';
import { query } from './support/queries';

const judge = (rules: readonly EgressRule[], one: Flow) => evaluate(policyOf(rules), one, { today: TODAY });

describe('a name means what the client claims', () => {
  const named = (name: string) => [
    rule({ destinations: [{ name }], applications: ['https', 'http', 'dns'] }),
  ];
  const tls = (sni: string | null) => flow({ sni });
  const http = (host: string) => flow({ port: 80, application: 'http', host });
  const dns = (queryName: string) => flow({ protocol: 'udp', port: 53, application: 'dns', queryName });

  it.each<[string, string, Flow, Verdict['verdict']]>([
    ['the server name', 'pypi.org', tls('pypi.org'), 'pass'],
    ['in any case', 'pypi.org', tls('PyPI.Org'), 'pass'],
    ['and no other', 'pypi.org', tls('notpypi.org'), 'drop'],
    ['not its subdomain', 'pypi.org', tls('test.pypi.org'), 'drop'],
    ['nor its parent with more', 'pypi.org', tls('pypi.org.evil.example'), 'drop'],
    ['a wildcard is every subdomain', '*.pypi.org', tls('a.b.pypi.org'), 'pass'],
    ['and not the name itself', '*.pypi.org', tls('pypi.org'), 'drop'],
    ['nor a name that ends alike', '*.pypi.org', tls('notpypi.org'), 'drop'],
    ['nor an empty label before it', '*.pypi.org', tls('.pypi.org'), 'drop'],
    ['no server name is no name', 'pypi.org', tls(null), 'drop'],
    ['the Host of HTTP', 'pypi.org', http('pypi.org'), 'pass'],
    ['without its port', 'pypi.org', http('pypi.org:8080'), 'pass'],
    ['without its final dot', 'pypi.org', http('pypi.org.'), 'pass'],
    ['the name of a query', 'pypi.org', dns('pypi.org.'), 'pass'],
    ['the Host is not asked of TLS', 'pypi.org', flow({ host: 'pypi.org' }), 'drop'],
  ])('%s', (_, name, one, verdict) => {
    expect(judge(named(name), one).verdict).toBe(verdict);
  });
});

describe('an application is its bytes as well as its port', () => {
  it.each<[EgressRule['applications'][number], Partial<Flow>, Verdict['verdict']]>([
    ['https', {}, 'pass'],
    ['https', { port: 8443 }, 'drop'],
    ['https', { application: 'http' }, 'drop'],
    ['https', { protocol: 'udp', application: 'quic' }, 'drop'],
    ['http', { port: 443, application: 'http' }, 'drop'],
    ['dns', { protocol: 'tcp', port: 53, application: 'dns' }, 'pass'],
    ['dns', { protocol: 'udp', port: 53, application: 'other' }, 'drop'],
    ['ntp', { protocol: 'udp', port: 123, application: 'ntp' }, 'pass'],
    ['ssh', { port: 22, application: 'other' }, 'drop'],
    ['icmp-echo', { protocol: 'icmp', icmpType: 8 }, 'pass'],
    ['icmp-echo', { protocol: 'icmp', icmpType: 13 }, 'drop'],
    ['icmp-echo', { protocol: 'icmpv6', icmpType: 128 }, 'pass'],
    ['icmp-echo', { protocol: 'icmpv6', icmpType: 8 }, 'drop'],
    [{ tcp: { from: 443, to: 443 } }, { application: 'other' }, 'pass'],
    [{ udp: { from: 443, to: 443 } }, {}, 'drop'],
  ])('%j, %j: %s', (application, fields, verdict) => {
    expect(judge([rule({ applications: [application] })], flow(fields)).verdict).toBe(verdict);
  });
});

describe('unknown is an answer', () => {
  const rules = [rule({ id: 'index', destinations: [{ name: 'pypi.org' }] })];

  it('a fact that would change the verdict is named', () => {
    expect(judge(rules, without(flow({}), 'sni'))).toEqual({
      verdict: 'undetermined',
      alerts: [],
      because:
        '`index` says pass, the default says drop: which one decides depends on sni, not known of the flow',
      missing: ['sni'],
    });
  });

  it('a fact that would not change the verdict is not missed', () => {
    expect(judge(rules, without(flow({}), 'sni', 'port', 'application')).missing).toEqual([
      'port',
      'application',
      'sni',
    ]);
    expect(judge(rules, without(flow({ port: 80 }), 'sni', 'application')).verdict).toBe('drop');
  });

  it('one destination that matches is enough, whatever is not known of the others', () => {
    const either = [rule({ destinations: [{ name: 'pypi.org' }, { cidrBlock: '198.51.100.0/24' }] })];
    expect(judge(either, without(flow({}), 'sni')).verdict).toBe('pass');
  });

  it('two rules that say the same leave only the rule open', () => {
    const both = [...rules, rule({ id: 'any', applications: [{ tcp: { from: 1, to: 65535 } }] })];
    const verdict = judge(both, without(flow({}), 'sni'));
    expect(verdict).toMatchObject({ verdict: 'pass', missing: [] });
    expect(verdict.rule).toBeUndefined();
  });

  it('an alert that may not be reached is not promised', () => {
    const alerted = [...rules, rule({ id: 'log', action: 'alert' })];
    expect(judge(alerted, flow({})).alerts).toEqual(['log']);
    expect(judge(alerted, without(flow({}), 'sni')).alerts).toEqual([]);
  });
});

it('a rule holds until the end of its last day', () => {
  const rules = [rule({ expires: '2026-12-31' })];
  const on = (today: string) => evaluate(policyOf(rules), flow({}), { today }).verdict;
  expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['pass', 'drop']);
});

it('an AWS service is reached through its endpoint, so what leaves by the firewall never matches it', () => {
  expect(judge([rule({ destinations: [{ service: 's3' }] })], flow({})).verdict).toBe('drop');
});

it('monitor passes what enforce would reject, with an alert', () => {
  const policy = policyOf([rule({ id: 'no', action: 'reject' })], { mode: 'monitor' });
  expect(evaluate(policy, flow({}), { today: TODAY })).toMatchObject({
    verdict: 'pass',
    rule: 'no',
    alerts: ['no'],
    monitored: 'reject',
  });
});

describe('a query to the resolver is judged by the name asked:', () => {
  const named = rule({ id: 'named', destinations: [{ name: 'example.com' }, { name: '*.example.com' }] });
  const drop = (fields: Partial<EgressRule>) => rule({ id: 'drop', action: 'drop', ...fields });
  const ask = (rules: readonly EgressRule[], fields: Partial<Flow> = {}) =>
    judge(rules, query({ queryName: 'a.example.com.', ...fields })).verdict;
  const blocks = (...texts: string[]) => texts.map((cidrBlock) => ({ cidrBlock }));

  it.each<[string, readonly EgressRule[], Verdict['verdict']]>([
    ['a rule passes HTTPS to it', [named], 'pass'],
    ['no rule passes anything', [], 'drop'],
    ['it is dropped for HTTPS, and nothing else passes', [drop({}), named], 'drop'],
    [
      'it is dropped for HTTPS, and HTTP passes',
      [drop({}), { ...named, applications: ['https', 'http'] }],
      'pass',
    ],
    [
      'the name may be at other addresses than the dropped',
      [drop({ destinations: blocks('0.0.0.0/0') }), named],
      'pass',
    ],
    ['every address is dropped', [drop({ destinations: blocks('0.0.0.0/0', '::/0') }), named], 'drop'],
    [
      'every port of TCP is dropped',
      [drop({ applications: [{ tcp: { from: 1, to: 65535 } }] }), named],
      'drop',
    ],
    ['HTTPS may go to a block, whatever the name', [rule({ destinations: blocks('192.0.2.0/24') })], 'pass'],
    [
      'HTTPS may go to a block that is dropped before',
      [drop({ destinations: blocks('192.0.0.0/16') }), rule({ destinations: blocks('192.0.2.0/24') })],
      'drop',
    ],
    ['HTTPS may go to a country', [rule({ destinations: [{ country: 'US' }] })], 'pass'],
    [
      'port 443 of TCP is open, which HTTPS is',
      [rule({ applications: [{ tcp: { from: 443, to: 443 } }] })],
      'pass',
    ],
    [
      'a port without names is open',
      [rule({ applications: [{ tcp: { from: 5432, to: 5432 } }, 'ssh'] })],
      'drop',
    ],
    [
      'only the resolver itself is dropped',
      [drop({ applications: ['dns'], destinations: blocks('169.254.169.253/32') }), named],
      'pass',
    ],
    ['an endpoint of AWS is meant', [rule({ destinations: [{ service: 's3' }] })], 'drop'],
  ])('%s: %#', (_, rules, verdict) => {
    expect(ask(rules)).toBe(verdict);
    expect(ask(rules, { destination: 'fd00:ec2::253', protocol: 'tcp' })).toBe(verdict);
  });

  it('who asks counts, and a name not known leaves it open', () => {
    const web = [{ ...named, sources: [{ group: 'web' }] }];
    const policy = policyOf(web, { groups: { web: { cidrBlocks: [] } } });
    const on = (one: Flow) => evaluate(policy, one, { today: TODAY });
    const one = query({ queryName: 'example.com', groups: ['web'] });
    expect([on(one).verdict, on({ ...one, groups: [] }).verdict]).toEqual(['pass', 'drop']);
    expect(on(without(one, 'queryName', 'groups'))).toMatchObject({
      verdict: 'undetermined',
      missing: ['groups', 'queryName'],
    });
  });

  it('a name not known may be the one that is dropped', () => {
    const rules = [drop({ destinations: [{ name: 'evil.example' }] }), rule({})];
    const asked = (queryName: string) => judge(rules, query({ queryName })).verdict;
    expect([asked('evil.example'), asked('example.com')]).toEqual(['drop', 'pass']);
    expect(judge(rules, without(query({}), 'queryName'))).toMatchObject({
      verdict: 'undetermined',
      missing: ['queryName'],
    });
  });

  it('a flow that may be a query or not is judged both ways', () => {
    const one = without(query({ queryName: 'example.com' }), 'application');
    expect(judge([named], one)).toMatchObject({ verdict: 'undetermined', missing: ['application'] });
    expect(judge([], one)).toMatchObject({ verdict: 'drop', stoppedBy: 'dns-firewall' });
  });
});

describe('the layer that stops a flow is the first that knows enough:', () => {
  const rules = [
    rule({ destinations: [{ name: 'pypi.org' }] }),
    rule({ id: 'block', destinations: [{ cidrBlock: '192.0.2.0/24' }] }),
  ];

  it.each<[string, Partial<Flow>, string]>([
    ['the security group, where no rule has the port', { port: 8443 }, 'security-group'],
    ['the firewall, where a name decides', { sni: 'evil.example' }, 'network-firewall'],
  ])('%s', (_, fields, layer) => {
    expect(judge(rules, flow(fields))).toMatchObject({ verdict: 'drop', stoppedBy: layer });
  });

  it('the security group, where no rule has the address', () => {
    expect(judge(rules.slice(1), flow({})).stoppedBy).toBe('security-group');
  });

  it('DNS Firewall, where the resolver of the VPC is asked for a name that may not be reached', () => {
    expect(judge(rules.slice(0, 1), query({ queryName: 'evil.example.' }))).toMatchObject({
      verdict: 'drop',
      stoppedBy: 'dns-firewall',
    });
  });
});

it('a policy or a flow that cannot be read is refused, not judged', () => {
  expect(() => judge([rule({ destinations: [] })], flow({}))).toThrow('[POL105]');
  expect(() => judge([rule({})], flow({ destination: '10.0.0.300' }))).toThrow('destination: octet `300`');
  expect(() => evaluate(policyOf([]), flow({}), { today: 'today' })).toThrow('[POL113]');
});
