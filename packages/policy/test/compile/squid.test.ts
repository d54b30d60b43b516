import { compileSquid, packageIndexPolicy, type EgressPolicy, type SquidOptions } from '../../src';
import { policyOf, rule, TODAY } from '../support/policies';

const EXPLICIT: SquidOptions = { today: TODAY, mode: 'explicit', clientCidrBlocks: ['10.1.3.0/24'] };
const TRANSPARENT: SquidOptions = { ...EXPLICIT, mode: 'transparent' };

/** Lines that decide, without what every configuration has. */
function linesOf(policy: EgressPolicy, options = EXPLICIT): readonly string[] {
  const [conf] = compileSquid(policy, options).artefact.files;
  return (conf?.text ?? '')
    .split('\n')
    .filter((line) => /^(http_access|ssl_bump|on_unsupported_protocol) /.test(line))
    .filter((line) => !/deny (!clients|manager|!CONNECT !pages|proxy_itself)$/.test(line));
}

const aclsOf = (policy: EgressPolicy, options = EXPLICIT) =>
  new Map(
    compileSquid(policy, options)
      .artefact.files[0]?.text.split('\n')
      .filter((line) => line.startsWith('acl '))
      .map((line) => [line.split(' ')[1] ?? '', line.split(' ').slice(2).join(' ')]),
  );
const approximationsOf = (policy: EgressPolicy, options = EXPLICIT) =>
  compileSquid(policy, options).approximations.map(({ direction, rule: id, reason }) => [
    direction,
    id,
    reason,
  ]);
const remarksOf = (policy: EgressPolicy, options = EXPLICIT) =>
  compileSquid(policy, options).remarks.map(({ remark }) => remark);

describe('rules', () => {
  it('of the package index, explicit', () => {
    expect(linesOf(packageIndexPolicy()).join('\n')).toMatchInlineSnapshot(`
     "http_access allow CONNECT port_443 !odd_host host_package-index !proxy_itself by_package-index
     http_access deny all
     ssl_bump splice !port_443
     ssl_bump peek step_1
     ssl_bump splice has_sni !odd_sni sni_package-index by_package-index
     ssl_bump terminate by_no_rule
     on_unsupported_protocol respond all"
    `);
  });

  it('of the package index, transparent', () => {
    expect(linesOf(packageIndexPolicy(), TRANSPARENT).join('\n')).toMatchInlineSnapshot(`
     "http_access allow on_443 CONNECT
     http_access deny all
     ssl_bump peek step_1
     ssl_bump splice has_sni !odd_sni sni_package-index by_package-index
     ssl_bump terminate by_no_rule
     on_unsupported_protocol respond all"
    `);
  });

  it('without TLS to read need no certificate', () => {
    const [conf] = compileSquid(policyOf([rule({ applications: ['http'] })]), EXPLICIT).artefact.files;
    expect(conf?.text).not.toMatch(/ssl-bump|ssl_bump|tls-cert/);
  });

  it('of a monitor deny nothing that is no guard', () => {
    const rules = [rule({ action: 'drop' }), rule({ id: 'b', applications: ['http'], action: 'reject' })];
    for (const options of [EXPLICIT, TRANSPARENT]) {
      const lines = linesOf(policyOf(rules, { mode: 'monitor' }), options);
      expect(lines.filter((line) => !/ (allow|splice|tunnel|peek) /.test(line))).toEqual([]);
    }
  });
});

describe('names', () => {
  const named = (...names: readonly string[]) =>
    aclsOf(
      policyOf([rule({ id: 'r', destinations: names.map((name) => ({ name })), applications: ['http'] })]),
    );

  it('of a name and its subdomains are one value', () => {
    expect(named('example.com', '*.example.com').get('host_r')).toBe('dstdomain -n .example.com');
  });

  it('of subdomains alone leave the name itself out', () => {
    const acls = named('*.example.com');
    expect([acls.get('host_r'), acls.get('not_host_r')]).toEqual([
      'dstdomain -n .example.com',
      'dstdomain -n example.com',
    ]);
  });

  it('within one another are written once, for Squid ignores the outer one otherwise', () => {
    const acls = named('*.example.com', 'www.example.com', '*.b.example.com');
    expect([acls.get('host_r'), acls.get('not_host_r')]).toEqual([
      'dstdomain -n .example.com',
      'dstdomain -n example.com',
    ]);
  });

  it('that are many have a file of their own, the same for hosts and server names', () => {
    const destinations = Array.from({ length: 5000 }, (_, index) => ({ name: `host-${index}.example.com` }));
    const policy = policyOf([rule({ id: 'many', destinations, applications: ['https', 'http'] })]);
    const { files } = compileSquid(policy, EXPLICIT).artefact;
    expect(files.map(({ path }) => path)).toEqual(['squid.conf', 'lists/host_many']);
    expect(files[1]?.text.trim().split('\n')).toHaveLength(5000);
    expect(aclsOf(policy).get('sni_many')).toBe(
      'ssl::server_name --client-requested "/etc/squid/lists/host_many"',
    );
  });
});

describe('addresses', () => {
  it('are never written as `0.0.0.0/0`, which Squid reads as IPv6 too', () => {
    const policy = policyOf([
      rule({ id: 'r', destinations: [{ cidrBlock: '0.0.0.0/0' }], sources: [{ cidrBlock: '0.0.0.0/0' }] }),
    ]);
    expect(aclsOf(policy).get('to_r')).toBe('dst 0.0.0.0/1 128.0.0.0/1');
    expect(aclsOf(policy).get('from_r')).toBe('src 0.0.0.0/1 128.0.0.0/1');
  });

  it('of IPv6 leave out the block in which Squid keeps IPv4', () => {
    const policy = policyOf([rule({ id: 'r', destinations: [{ cidrBlock: '::/0' }] })]);
    const list = compileSquid(policy, EXPLICIT).artefact.files.find(({ path }) => path === 'lists/to_r');
    expect(list?.text.split('\n')).toHaveLength(97); // a block for each bit of the prefix that is left out, and the end of the file
    expect(list?.text).toContain('8000::/1\n');
    expect(list?.text).not.toContain('::/0\n');
  });
});

describe('what a proxy does not see', () => {
  it('is narrower where a program has only the proxy, and goes past a transparent one', () => {
    const policy = policyOf([rule({ id: 'r', applications: ['ssh', 'ntp'] })]);
    expect(approximationsOf(policy)).toEqual([
      ['narrower', 'r', 'no program asks a proxy for `ssh`, `ntp`: without another way out it stays inside'],
    ]);
    expect(approximationsOf(policy, TRANSPARENT)).toEqual([]);
    expect(remarksOf(policy, TRANSPARENT)).toEqual([
      '`ssh`, `ntp`: only ports 80 and 443 are redirected to the proxy, the rest goes past it',
    ]);
  });

  it('of countries permits every address, or forbids none', () => {
    const to = { destinations: [{ country: 'US' }] };
    const policy = policyOf([rule({ id: 'a', ...to, action: 'drop' }), rule({ id: 'b', ...to })]);
    expect(approximationsOf(policy, EXPLICIT)).toEqual([
      ['wider', 'a', 'Squid does not know the country of an address: countries are left out'],
      ['wider', 'b', 'Squid does not know the country of an address: every address is permitted'],
    ]);
    expect(linesOf(policy).filter((line) => line.includes('by_a'))).toEqual([]);
    expect(linesOf(policy)).toContain('http_access allow CONNECT port_443 !proxy_itself by_b');
  });

  it('of a group without blocks or a tier permits every client, unless its blocks are told', () => {
    const policy = policyOf(
      [
        rule({ id: 'a', sources: [{ group: 'web' }] }),
        rule({ id: 'b', sources: [{ tier: 'isolated' }], action: 'drop' }),
      ],
      { groups: { web: { cidrBlocks: [] } } },
    );
    expect(approximationsOf(policy).map(([direction, id]) => [direction, id])).toEqual([
      ['wider', 'a'],
      ['wider', 'b'],
    ]);
    expect(linesOf(policy)).toContain('http_access allow CONNECT port_443 !proxy_itself by_a');
    const told = { ...EXPLICIT, tiers: { isolated: ['10.1.3.0/25'] } };
    expect(approximationsOf(policy, told).map(([, id]) => id)).toEqual(['a']);
    expect(aclsOf(policy, told).get('from_b')).toBe('src 10.1.3.0/25');
  });

  it('in tunnels is closed where a rule above forbids it', () => {
    const tcp = { from: 1, to: 65_535 };
    const policy = policyOf([
      rule({ id: 'a', applications: ['ssh'], action: 'reject' }),
      rule({ id: 'b', applications: [{ tcp }] }),
    ]);
    expect(aclsOf(policy).get('tunnel_b')).toBe('port 1-21 23-65535');
    expect(approximationsOf(policy)).toEqual([
      [
        'narrower',
        'b',
        'no tunnel is opened to port `22`: rules above forbid protocols that a proxy does not read there',
      ],
    ]);
  });

  it('is said of expired rules and of services', () => {
    const policy = policyOf([
      rule({ id: 'a', expires: '2026-11-21' }),
      rule({ id: 'b', destinations: [{ service: 's3' }] }),
    ]);
    expect(remarksOf(policy)).toEqual([
      'it expired on `2026-11-21`',
      'its destinations are reached through endpoints, not by the proxy',
    ]);
  });
});

describe('exact rules', () => {
  it('have no approximation', () => {
    const rules = [
      rule({
        id: 'a',
        destinations: [{ name: 'example.com' }, { name: '*.example.org' }],
        applications: ['http'],
      }),
      rule({ id: 'b', applications: ['https'], sources: [{ cidrBlock: '10.1.3.0/25' }] }),
      rule({ id: 'c', destinations: [{ name: 'example.net' }], action: 'drop' }),
    ];
    expect(approximationsOf(policyOf(rules))).toEqual([]);
  });
});

describe('text of people', () => {
  it('stays in one comment, without what squid.conf reads', () => {
    const policy = policyOf([rule({ description: 'a \\ and ${service_name} and “quotes”' })]);
    const [conf] = compileSquid(policy, EXPLICIT).artefact.files;
    expect(conf?.text).toContain('# pass rule: a ? and ?{service_name} and ?quotes?\n');
  });
});

it('writes nothing that a person said where Terraform or Squid would read more than text', () => {
  const policy = policyOf([rule({ description: '%{ if true }${evil} \\' })]);
  const text = compileSquid(policy, EXPLICIT).artefact.files[0]?.text ?? '';
  const comment = text.split('\n').find((line) => line.startsWith('# pass rule: '));
  expect(comment).toBe('# pass rule: ?{ if true }?{evil} ?');
});

it('asks for no list of a rule that expired', () => {
  const old = rule({ destinations: [{ prefixList: 'pl-0123456789abcdef0' }], expires: '2026-11-21' });
  expect(remarksOf(policyOf([old]))).toEqual(['it expired on `2026-11-21`']);
});

it('refuses a mode that it does not have', () => {
  const mode = 'explicitly' as 'explicit';
  expect(() => compileSquid(policyOf([rule({})]), { ...EXPLICIT, mode })).toThrow(
    /mode: `explicitly` is not .*\[POL104\]/,
  );
});

it('refuses options that make no proxy, all at once', () => {
  const policy = policyOf([rule({ destinations: [{ prefixList: 'pl-0123456789abcdef0' }] })]);
  const options = {
    ...EXPLICIT,
    clientCidrBlocks: [],
    folder: '/etc/squid\nhttp_access allow all',
    today: 'now',
  };
  expect(() => compileSquid(policy, options)).toThrow(/POL601[^]*POL602[^]*POL603/);
  expect(() => compileSquid(policy, { ...EXPLICIT, clientCidrBlocks: ['10.1.3.1/24'] })).toThrow('CIDR');
});
