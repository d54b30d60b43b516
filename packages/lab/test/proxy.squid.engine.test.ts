import {
  compileSquid,
  packageIndexPolicy,
  workshopPolicy,
  type EgressPolicy,
  type EgressRule,
} from '@inspected-egress/policy';
import { checkSquidConfiguration, replaySquid, type ProxiedRequest, type ProxyVerdict } from '../src/index';
import { clientHelloRecord } from '../src/capture/client-hello';
import { describeWithSquid } from './support/squid-engine';

const CLIENT = '10.1.3.10';
const NAMES = {
  'pypi.org': ['198.51.100.7'],
  'files.pythonhosted.org': ['198.51.100.8'],
  'mirror.example.net': ['203.0.113.9'],
  'ipinfo.io': ['198.51.100.20'],
  'example.com': ['198.51.100.30'],
  'www.example.com': ['198.51.100.31'],
  'both.example.org': ['198.51.100.30', '203.0.113.9'],
  'inside.example.org': ['127.0.0.1'],
  'metadata.example.org': ['169.254.169.254'],
};
const OPTIONS = { today: '2026-11-22', clientCidrBlocks: ['10.1.3.0/24'] };

type Asked = ProxiedRequest extends infer One
  ? One extends ProxiedRequest
    ? Omit<One, 'name' | 'client'>
    : never
  : never;
const tls = (serverName: string | null, port = 443) => ({ kind: 'tls', serverName, port }) as const;
const tunnel = (host: string, sni: string | null = host, port = 443): Asked => ({
  tunnel: { host, port },
  sends: tls(sni, port),
});
const page = (url: string, host?: string): Asked => ({ page: url, ...(host === undefined ? {} : { host }) });

function ask(
  policy: EgressPolicy,
  mode: 'explicit' | 'transparent',
  asked: Readonly<Record<string, Asked>>,
  client = CLIENT,
): Readonly<Record<string, ProxyVerdict>> {
  const { files } = compileSquid(policy, { ...OPTIONS, mode }).artefact;
  const requests = Object.entries(asked).map(([name, one]) => ({ name, client, ...one }) as ProxiedRequest);
  return Object.fromEntries(
    replaySquid({ files, mode, names: NAMES, requests }).map((one) => [one.request, one]),
  );
}

const words = (verdicts: Readonly<Record<string, ProxyVerdict>>) =>
  Object.fromEntries(Object.entries(verdicts).map(([name, { verdict }]) => [name, verdict]));

function policyOf(
  rules: readonly Partial<EgressRule>[],
  mode: EgressPolicy['mode'] = 'enforce',
): EgressPolicy {
  const all = { destinations: [{ anywhere: 'all' }], applications: ['https'], action: 'pass' } as const;
  return {
    version: 1,
    name: 'test',
    mode,
    rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...all, ...rule })),
  };
}

describeWithSquid('an explicit proxy', () => {
  it('lets the package index through by its names, and no mirror', () => {
    expect(
      words(
        ask(packageIndexPolicy(), 'explicit', {
          index: tunnel('pypi.org'),
          files: tunnel('files.pythonhosted.org'),
          mirror: tunnel('mirror.example.net'),
          'mirror in a tunnel for the index': tunnel('pypi.org', 'mirror.example.net'),
          'index in a tunnel for a mirror': tunnel('mirror.example.net', 'pypi.org'),
          'no server name': tunnel('pypi.org', null),
          'by address': tunnel('198.51.100.7', 'pypi.org'),
          'upper case': tunnel('PyPI.org', 'PYPI.ORG'),
          'final dot in the request': tunnel('pypi.org.', 'pypi.org'),
          'final dot in the server name': tunnel('pypi.org', 'pypi.org.'),
          'leading dot in the server name': tunnel('pypi.org', '.pypi.org'),
          'wildcard in the server name': tunnel('pypi.org', '*.pypi.org'),
          'no TLS': {
            tunnel: { host: 'pypi.org', port: 443 },
            sends: { kind: 'http', host: 'pypi.org', port: 443 },
          },
          'no protocol': {
            tunnel: { host: 'pypi.org', port: 443 },
            sends: { kind: 'tcp', port: 443, payload: '\0\x01\x02\x03 any bytes' },
          },
          'another port': tunnel('pypi.org', 'pypi.org', 8443),
          'plain HTTP': page('pypi.org'),
          'plain HTTP to 443': page('pypi.org:443'),
        }),
      ),
    ).toEqual({
      index: 'pass',
      files: 'pass',
      mirror: 'drop',
      'mirror in a tunnel for the index': 'drop',
      'index in a tunnel for a mirror': 'drop',
      'no server name': 'drop',
      'by address': 'drop',
      'upper case': 'pass',
      'final dot in the request': 'pass',
      'final dot in the server name': 'drop',
      'leading dot in the server name': 'drop',
      'wildcard in the server name': 'drop',
      'no TLS': 'drop',
      'no protocol': 'drop',
      'another port': 'drop',
      'plain HTTP': 'drop',
      'plain HTTP to 443': 'drop',
    });
  });

  it('passes https and drops http of the workshop', () => {
    const asked = { https: tunnel('ipinfo.io'), http: page('ipinfo.io') };
    expect(words(ask(workshopPolicy(), 'explicit', asked))).toEqual({ https: 'pass', http: 'drop' });
  });

  it('tells a name from its subdomains, and subdomains from their name', () => {
    const asked = { name: page('example.com'), subdomain: page('www.example.com') };
    const verdicts = (name: string) =>
      words(ask(policyOf([{ destinations: [{ name }], applications: ['http'] }]), 'explicit', asked));
    expect(verdicts('example.com')).toEqual({ name: 'pass', subdomain: 'drop' });
    expect(verdicts('*.example.com')).toEqual({ name: 'drop', subdomain: 'pass' });
  });

  it('passes on the ClientHello as it came', () => {
    const { index } = ask(packageIndexPolicy(), 'explicit', { index: tunnel('pypi.org') });
    expect(index?.arrived).toEqual({
      address: '198.51.100.7',
      port: 443,
      bytes: clientHelloRecord({ serverName: 'pypi.org' }).toString('latin1'),
    });
  });

  it('tells a server the host that it judged, and nothing about the client', () => {
    const policy = policyOf([{ destinations: [{ name: 'example.com' }], applications: ['http'] }]);
    const { lie } = ask(policy, 'explicit', { lie: page('example.com', 'mirror.example.net') });
    expect(lie?.arrived?.bytes).toMatch(/^Host: example\.com\r$/m);
    expect(lie?.arrived?.bytes).not.toMatch(/mirror|^Via:|^X-Forwarded-For:|10\.1\.3\.10/im);
  });

  it('is no way to the host of the proxy, nor to its metadata service', () => {
    const asked = {
      inside: page('inside.example.org'),
      metadata: page('metadata.example.org'),
      address: page('127.0.0.1'),
    };
    const verdicts = words(ask(policyOf([{ applications: ['http'] }]), 'explicit', asked));
    expect(verdicts).toEqual({ inside: 'drop', metadata: 'drop', address: 'drop' });
  });

  it('serves nobody but its clients', () => {
    const policy = policyOf([{ applications: ['http', 'https'] }]);
    const asked = { http: page('example.com'), https: tunnel('example.com') };
    expect(words(ask(policy, 'explicit', asked, '10.1.4.10'))).toEqual({ http: 'drop', https: 'drop' });
    expect(words(ask(policy, 'explicit', asked))).toEqual({ http: 'pass', https: 'pass' });
  });

  it('judges a name by all its addresses, where a rule is about addresses', () => {
    const rule = { destinations: [{ cidrBlock: '198.51.100.0/24' }], applications: ['http'] } as const;
    const asked = { both: page('both.example.org'), inside: page('example.com') };
    expect(words(ask(policyOf([rule]), 'explicit', asked))).toEqual({ both: 'drop', inside: 'pass' });
    const drop = policyOf([{ ...rule, action: 'drop' }, { applications: ['http'] }]);
    expect(words(ask(drop, 'explicit', { ...asked, outside: page('mirror.example.net') }))).toEqual({
      both: 'drop',
      inside: 'drop',
      outside: 'pass',
    });
  });

  it('opens no tunnel to a port whose protocol is forbidden above and is not read there', () => {
    const policy = policyOf([
      { applications: ['ssh'], action: 'drop' },
      { applications: [{ tcp: { from: 1, to: 65_535 } }] },
    ]);
    const asked = {
      ssh: { tunnel: { host: 'example.com', port: 22 }, sends: { kind: 'ssh' } } as const,
      other: tunnel('example.com', null, 8443),
    };
    expect(words(ask(policy, 'explicit', asked))).toEqual({ ssh: 'drop', other: 'pass' });
  });

  it('lets bytes of no TLS by where TLS may not pass, and no TLS with the name of another tunnel', () => {
    const policy = policyOf([
      { destinations: [{ name: 'pypi.org' }] },
      { action: 'drop' },
      { applications: [{ tcp: { from: 443, to: 443 } }] },
    ]);
    const bytes = { kind: 'tcp', port: 443, payload: '\0\x01\x02\x03 any bytes' } as const;
    const asked = {
      'TLS of the tunnel': tunnel('pypi.org'),
      'TLS of another tunnel': tunnel('mirror.example.net', 'pypi.org'),
      'bytes in another tunnel': { tunnel: { host: 'mirror.example.net', port: 443 }, sends: bytes },
    };
    expect(words(ask(policy, 'explicit', asked))).toEqual({
      'TLS of the tunnel': 'pass',
      'TLS of another tunnel': 'drop',
      'bytes in another tunnel': 'pass',
    });
  });

  it('holds nothing back in monitor, and writes down what it would have done', () => {
    const policy = policyOf(
      [
        { id: 'watch', destinations: [{ name: 'ipinfo.io' }], action: 'alert' },
        { id: 'no', destinations: [{ name: 'ipinfo.io' }], action: 'drop' },
      ],
      'monitor',
    );
    const verdicts = ask(policy, 'explicit', {
      named: tunnel('ipinfo.io'),
      other: tunnel('mirror.example.net', 'pypi.org'),
      bytes: { tunnel: { host: 'pypi.org', port: 443 }, sends: { kind: 'http', host: null, port: 443 } },
      http: page('pypi.org:8080'),
    });
    expect(words(verdicts)).toEqual({ named: 'pass', other: 'pass', bytes: 'pass', http: 'pass' });
    expect(verdicts['named']).toMatchObject({ rule: 'no', alerts: ['watch'] });
  });
});

describeWithSquid('a transparent proxy', () => {
  const to = (name: keyof typeof NAMES, sends: Extract<Asked, { server: string }>['sends']): Asked => ({
    server: NAMES[name][0] ?? '',
    sends,
  });

  it('lets the package index through by its names, and no mirror', () => {
    expect(
      words(
        ask(packageIndexPolicy(), 'transparent', {
          index: to('pypi.org', tls('pypi.org')),
          'upper case': to('pypi.org', tls('PYPI.org')),
          mirror: to('mirror.example.net', tls('mirror.example.net')),
          'mirror that says it is the index': to('mirror.example.net', tls('pypi.org')),
          'no server name': to('pypi.org', tls(null)),
          'final dot': to('pypi.org', tls('pypi.org.')),
          'no TLS': to('pypi.org', { kind: 'http', host: 'pypi.org', port: 443 }),
          http: to('pypi.org', { kind: 'http', host: 'pypi.org' }),
        }),
      ),
    ).toEqual({
      index: 'pass',
      'upper case': 'pass',
      mirror: 'drop',
      'mirror that says it is the index': 'drop',
      'no server name': 'drop',
      'final dot': 'drop',
      'no TLS': 'drop',
      http: 'drop',
    });
  });

  it('passes https and drops http of the workshop', () => {
    const asked = {
      https: to('ipinfo.io', tls('ipinfo.io')),
      http: to('ipinfo.io', { kind: 'http', host: 'ipinfo.io' }),
    };
    expect(words(ask(workshopPolicy(), 'transparent', asked))).toEqual({ https: 'pass', http: 'drop' });
  });

  it('passes bytes of no HTTP where HTTP is dropped, and the other way round', () => {
    const anywhere = { applications: [{ tcp: { from: 80, to: 80 } }] } as const;
    const asked = {
      http: to('example.com', { kind: 'http', host: 'example.com' }),
      bytes: to('example.com', { kind: 'tcp', port: 80, payload: '\0\x01 any bytes\r\n\r\n' }),
    };
    const verdicts = (...rules: Partial<EgressRule>[]) => words(ask(policyOf(rules), 'transparent', asked));
    expect(verdicts({ applications: ['http'], action: 'drop' }, anywhere)).toEqual({
      http: 'drop',
      bytes: 'pass',
    });
    expect(verdicts({ applications: ['http'] }, { ...anywhere, action: 'drop' })).toEqual({
      http: 'pass',
      bytes: 'drop',
    });
  });

  it('asks for no page of another kind on the behalf of a client', () => {
    const policy = policyOf([{ applications: ['http', { tcp: { from: 443, to: 443 } }] }]);
    const raw = (payload: string) => to('example.com', { kind: 'tcp', port: 80, payload });
    const asked = {
      page: raw('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n'),
      connect: raw('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'),
      ftp: raw('GET ftp://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n'),
    };
    expect(words(ask(policy, 'transparent', asked))).toEqual({ page: 'pass', connect: 'drop', ftp: 'drop' });
  });
});

describeWithSquid('configurations', () => {
  const long = policyOf([
    {
      destinations: Array.from({ length: 5000 }, (_, index) => ({ name: `host-${index}.example.com` })),
      applications: ['https', 'http'],
      description: 'a \\ in text of people, and ${a} variable',
    },
    {
      id: 'x'.repeat(64),
      destinations: [
        { name: '*.example.org' },
        { cidrBlock: '198.51.100.0/24' },
        { cidrBlock: '2001:db8::/32' },
      ],
    },
    { destinations: [{ cidrBlock: '0.0.0.0/0' }], applications: ['http'], action: 'alert' },
    {
      destinations: [{ cidrBlock: '::/0' }],
      applications: [{ tcp: { from: 443, to: 443 } }],
      action: 'reject',
    },
    { applications: [{ tcp: { from: 1, to: 65_535 } }] },
  ]);

  it.each(['explicit', 'transparent'] as const)('are read without a word: %s', (mode) => {
    for (const policy of [
      packageIndexPolicy(),
      workshopPolicy(),
      long,
      { ...long, mode: 'monitor' } as const,
    ]) {
      expect(checkSquidConfiguration(compileSquid(policy, { ...OPTIONS, mode }).artefact.files)).toEqual([]);
    }
  });

  it('are refused with the line, or named where Squid warns', () => {
    const files = (text: string) => [{ path: 'squid.conf', text }];
    expect(checkSquidConfiguration(files('http_port 3128\nacl a src nowhere.invalid/33\n'))).toContainEqual(
      expect.objectContaining({ code: 'LAB401' }),
    );
    expect(checkSquidConfiguration(files('http_port 3128\nvia off\n'))).toEqual([
      expect.objectContaining({ code: 'LAB402', message: 'Squid warns `HTTP requires the use of Via`' }),
    ]);
  });

  it('hold 5,000 names and judge by them as fast as by one', () => {
    const asked = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${index}`, page('example.com')]),
    );
    const began = performance.now();
    ask({ ...long, rules: long.rules.slice(0, 1) }, 'explicit', asked);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
