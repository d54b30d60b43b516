import { evaluate, type EgressRule, type Flow, type Verdict } from '../src';
import { flow, policyOf, rule, TODAY, without } from './support/policies';

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

describe('the layer that stops a flow is the first that knows enough:', () => {
  const rules = [
    rule({ destinations: [{ name: 'pypi.org' }] }),
    rule({ id: 'block', destinations: [{ cidrBlock: '192.0.2.0/24' }] }),
  ];

  it.each<[string, Partial<Flow>, string]>([
    ['the security group, where no rule has the port', { port: 8443 }, 'security-group'],
    ['the firewall, where a name decides', { sni: 'evil.example' }, 'network-firewall'],
    [
      'DNS Firewall, where the resolver of the VPC is asked',
      { destination: '169.254.169.253', protocol: 'udp', port: 53, application: 'dns' },
      'dns-firewall',
    ],
  ])('%s', (_, fields, layer) => {
    expect(judge(rules, flow(fields))).toMatchObject({ verdict: 'drop', stoppedBy: layer });
  });

  it('the security group, where no rule has the address', () => {
    expect(judge(rules.slice(1), flow({})).stoppedBy).toBe('security-group');
  });
});

it('a policy or a flow that cannot be read is refused, not judged', () => {
  expect(() => judge([rule({ destinations: [] })], flow({}))).toThrow('[POL105]');
  expect(() => judge([rule({})], flow({ destination: '10.0.0.300' }))).toThrow('destination: octet `300`');
  expect(() => evaluate(policyOf([]), flow({}), { today: 'today' })).toThrow('[POL113]');
});
