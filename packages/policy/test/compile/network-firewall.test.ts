import { PlanError } from '@inspected-egress/problem';
import {
  compileNetworkFirewall,
  type NetworkFirewallOptions,
} from '../../src/compile/network-firewall/compile-network-firewall';
import { prefixListVariable } from '../../src/compile/network-firewall/prefix-lists';
import type { EgressPolicy, EgressRule } from '../../src/model';

const AFTER_NAT: NetworkFirewallOptions = {
  position: 'after-nat',
  natCidrBlocks: ['10.1.1.0/24', '10.1.2.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24', '10.1.4.0/24', 'fd00:1::/64'],
  today: '2026-11-22',
};
const BEFORE_NAT: NetworkFirewallOptions = { ...AFTER_NAT, position: 'before-nat' };

function policyOf(rules: readonly Partial<EgressRule>[], more: Partial<EgressPolicy> = {}): EgressPolicy {
  return {
    version: 1,
    name: 'test',
    mode: 'enforce',
    rules: rules.map((rule, index) => ({
      id: `rule-${index}`,
      destinations: [{ anywhere: 'all' }],
      applications: ['https'],
      action: 'pass',
      ...rule,
    })),
    ...more,
  };
}

/** Lines of rules of the policy, without what every line has: log line, metadata, ids. */
function linesOf(policy: EgressPolicy, options = AFTER_NAT): readonly string[] {
  return compileNetworkFirewall(policy, options)
    .artefact.ruleGroups.flatMap(({ rules }) => rules.trim().split('\n'))
    .filter((line) => line.includes(', rule ') || line.includes('msg:"monitor: no rule'))
    .map((line) => line.replace(/ (alert; )?msg:.*$/, ')').replace(/;\)$/, ';)'));
}

/** Those that one rule is the reason for. */
function approximationsOf(policy: EgressPolicy, options = AFTER_NAT) {
  return compileNetworkFirewall(policy, options).approximations.filter(({ rule }) => rule !== undefined);
}

const linesOfRule = (rule: Partial<EgressRule>, options = AFTER_NAT) => linesOf(policyOf([rule]), options);

describe('names', () => {
  it('writes an exact name as AWS documents it', () => {
    expect(linesOfRule({ destinations: [{ name: 'ipinfo.io' }] })).toEqual([
      'pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; tls.sni; content:"ipinfo.io"; startswith; nocase; endswith; flow:to_server, established;)',
    ]);
  });

  it('writes a name with its subdomains as AWS generates it for `.example.com`, and keeps `.example.com` itself out', () => {
    expect(linesOfRule({ destinations: [{ name: 'amazon.com' }, { name: '*.amazon.com' }] })).toEqual([
      'pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; tls.sni; dotprefix; content:".amazon.com"; nocase; endswith; pcre:"/^\\.(.+\\.)?amazon\\.com$/is"; flow:to_server, established;)',
    ]);
  });

  it('leaves the name itself out of its subdomains', () => {
    expect(linesOfRule({ destinations: [{ name: '*.amazon.com' }] })).toEqual([
      'pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; tls.sni; content:".amazon.com"; nocase; endswith; pcre:"/.\\.amazon\\.com$/is"; flow:to_server, established;)',
    ]);
  });

  it('reads the host of HTTP, which may end in dots, and the name of a DNS query', () => {
    expect(linesOfRule({ destinations: [{ name: 'example.com' }], applications: ['http', 'dns'] })).toEqual([
      'pass http $HOME_NET any -> any 80 (http.host; content:"example.com"; startswith; pcre:"/^example\\.com\\.*$/"; flow:to_server, established;)',
      'pass dns $HOME_NET any -> any 53 (dns.query; content:"example.com"; startswith; nocase; endswith; flow:to_server;)',
    ]);
  });

  it('says that a pass by name holds for later requests of the flow', () => {
    const policy = policyOf([{ destinations: [{ name: 'example.com' }], applications: ['http'] }]);
    expect(approximationsOf(policy)).toEqual([
      {
        layer: 'network-firewall',
        direction: 'wider',
        rule: 'rule-0',
        kind: 'several-requests',
        applications: ['http'],
        reason: 'a pass holds for the whole flow: later requests on it are not judged by their names',
      },
    ]);
  });
});

describe('addresses and ports', () => {
  it.each<[string, Partial<EgressRule>, string]>([
    [
      'a country, of echo requests',
      { destinations: [{ country: 'US' }], applications: ['icmp-echo'] },
      'pass icmp $HOME_NET any -> 0.0.0.0/0 any (geoip:dst,US; itype:8; flow:to_server;)\n' +
        'pass icmp $HOME_NET any -> ::/0 any (geoip:dst,US; itype:128; flow:to_server;)',
    ],
    [
      'blocks, joined',
      {
        destinations: [
          { cidrBlock: '192.0.2.0/25' },
          { cidrBlock: '192.0.2.128/25' },
          { cidrBlock: '2001:db8::/32' },
        ],
        applications: ['https'],
      },
      'pass tls $HOME_NET any -> [192.0.2.0/24,2001:db8::/32] 443 (ssl_state:client_hello; flow:to_server, established;)',
    ],
    [
      'echo requests to blocks of one family',
      { destinations: [{ cidrBlock: '192.0.2.0/24' }], applications: ['icmp-echo'] },
      'pass icmp $HOME_NET any -> 192.0.2.0/24 any (itype:8; flow:to_server;)',
    ],
    [
      'ports of TCP',
      { applications: [{ tcp: { from: 5432, to: 5432 } }] },
      'pass tcp $HOME_NET any -> any 5432 (flow:to_server, established;)',
    ],
    [
      'ports of UDP',
      { applications: [{ udp: { from: 8000, to: 8080 } }] },
      'pass udp $HOME_NET any -> any 8000:8080 (flow:to_server;)',
    ],
    ['NTP', { applications: ['ntp'] }, 'pass ntp $HOME_NET any -> any 123 (flow:to_server;)'],
    ['SSH', { applications: ['ssh'] }, 'pass ssh $HOME_NET any -> any 22 (flow:to_server, established;)'],
  ])('writes %s', (_, rule, expected) => {
    expect(linesOfRule(rule).join('\n')).toBe(expected);
  });

  it('names the blocks of a prefix list by a variable of the group', () => {
    const policy = policyOf([{ destinations: [{ prefixList: 'pl-0123456789abcdef0' }] }]);
    const options = { ...AFTER_NAT, prefixLists: { 'pl-0123456789abcdef0': ['192.0.2.0/24'] } };
    const [group] = compileNetworkFirewall(policy, options).artefact.ruleGroups;
    expect(group?.ipSetVariables).toEqual({ PL_0123456789abcdef0: ['192.0.2.0/24'] });
    expect(linesOf(policy, options)).toEqual([
      'pass tls $HOME_NET any -> $PL_0123456789abcdef0 443 (ssl_state:client_hello; flow:to_server, established;)',
    ]);
  });
});

describe('identifiers', () => {
  it.each<[string, Partial<EgressRule>]>([
    ['a name and a country', { destinations: [{ name: 'country' }, { country: 'US' }] }],
    ['a name and blocks', { destinations: [{ name: 'addresses' }, { cidrBlock: '192.0.2.0/24' }] }],
    ['a rule like no rule', { id: 'no-rule', destinations: [{ name: 'tcp' }], applications: ['dns'] }],
    ['a rule like a closed channel', { id: 'closed', destinations: [{ name: 'quic' }] }],
  ])('are apart: %s', (_, rule) => {
    const lines = compileNetworkFirewall(policyOf([rule]), AFTER_NAT).artefact.ruleGroups.flatMap(
      ({ rules }) => rules.trim().split('\n'),
    );
    const sids = lines.map((line) => /sid:(\d+);/.exec(line)?.[1]);
    expect(new Set(sids).size).toBe(lines.length);
  });
});

describe('prefix lists', () => {
  it.each([
    ['pl-0123456789abcdef0', 'PL_0123456789abcdef0'],
    [`pl-${'a'.repeat(29)}`, `PL_${'a'.repeat(29)}`],
  ])('%s is the variable %s', (id, variable) => {
    expect(prefixListVariable(id)).toBe(variable);
  });

  it.each([
    ['pl-a-b', 'pl-a_b'],
    ['1', 'pl-1'],
    [`pl-${'a'.repeat(40)}`, `pl-${'a'.repeat(41)}`],
    ['${aws_ec2_managed_prefix_list.one.id}', '${aws_ec2_managed_prefix_list.one.arn}'],
  ])('%s and %s have a variable each', (one, other) => {
    const variables = [one, other].map(prefixListVariable);
    expect(new Set(variables).size).toBe(2);
    // API reference, `RuleVariableName`: 1 to 32 of these.
    for (const variable of variables) expect(variable).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,31}$/);
  });

  it('of an expired rule need no blocks', () => {
    const policy = policyOf([
      {},
      { destinations: [{ prefixList: 'pl-0123456789abcdef0' }], expires: '2026-11-21' },
    ]);
    expect(compileNetworkFirewall(policy, AFTER_NAT).remarks).toContainEqual({
      rule: 'rule-1',
      remark: 'it expired on `2026-11-21`',
    });
  });
});

describe('order in time', () => {
  it('makes a rule on any bytes of a port wait for the rule on names before it, on that port alone', () => {
    const [drop, ...pass] = linesOf(
      policyOf([
        { destinations: [{ name: 'example.com' }], action: 'drop' },
        { applications: [{ tcp: { from: 1, to: 65535 } }] },
      ]),
    );
    expect(drop).toMatch(/^drop tls/);
    expect(pass).toEqual([
      'pass tcp $HOME_NET any -> any [1:442,444:65535] (flow:to_server, established;)',
      'pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; flow:to_server, established;)',
      'pass tcp $HOME_NET any -> any 443 (byte_test:1,!=,0x16,0; flow:to_server, established;)',
      'pass tcp $HOME_NET any -> any 443 (app-layer-protocol:!tls; flow:to_server, established;)',
    ]);
  });

  it('judges a country with the first bytes, which the engine can do with `geoip`, and says what that changes', () => {
    const policy = policyOf([
      { destinations: [{ name: 'example.com' }], action: 'drop' },
      { id: 'to-us', destinations: [{ country: 'US' }] },
    ]);
    expect(linesOf(policy)[1]).toBe(
      'pass tls $HOME_NET any -> any 443 (geoip:dst,US; flow:to_server, established;)',
    );
    expect(approximationsOf(policy)).toEqual([
      {
        layer: 'network-firewall',
        direction: 'wider',
        rule: 'to-us',
        kind: 'segmented-request',
        reason:
          'a country is judged with the first bytes: rules on names above are not asked when a request is in several segments',
      },
    ]);
  });

  it('lets it decide at once when it comes first', () => {
    const [pass] = linesOf(
      policyOf([
        { applications: [{ tcp: { from: 443, to: 443 } }] },
        { destinations: [{ name: 'example.com' }], action: 'drop' },
      ]),
    );
    expect(pass).toBe('pass tcp $HOME_NET any -> any 443 (flow:to_server, established;)');
  });

  it('names the rules that hold in strict order only', () => {
    const { remarks } = compileNetworkFirewall(
      policyOf([
        { id: 'no-evil', destinations: [{ name: 'evil.example.com' }], action: 'drop' },
        { id: 'no-ssh', applications: ['ssh'], action: 'drop' },
        { id: 'all-example', destinations: [{ name: '*.example.com' }] },
        { id: 'no-tls', applications: ['https'], action: 'drop' },
        { id: 'store', destinations: [{ service: 's3' }] },
      ]),
      AFTER_NAT,
    );
    expect(remarks).toEqual([
      { rule: 'store', remark: 'its destinations are reached through endpoints, not by the firewall' },
      {
        rule: 'no-evil',
        remark: 'holds in strict order only: in action order `all-example` would pass before it',
      },
    ]);
  });
});

describe('actions', () => {
  it('rejects TCP and drops the rest, and says so', () => {
    const rule: Partial<EgressRule> = { action: 'reject', applications: ['dns', 'icmp-echo'] };
    expect(linesOfRule(rule)).toEqual([
      'reject tcp $HOME_NET any -> any 53 (dns.opcode:!15; flow:to_server;)',
      'drop udp $HOME_NET any -> any 53 (dns.opcode:!15; flow:to_server;)',
      'drop icmp $HOME_NET any -> 0.0.0.0/0 any (itype:8; flow:to_server;)',
      'drop icmp $HOME_NET any -> ::/0 any (itype:128; flow:to_server;)',
    ]);
    expect(compileNetworkFirewall(policyOf([rule]), AFTER_NAT).remarks).toEqual([
      { rule: 'rule-0', remark: 'AWS rejects TCP alone: its UDP and ICMP is dropped without notice' },
    ]);
  });

  it('drops nothing in monitor mode, and logs what it would drop', () => {
    const policy = policyOf([{ action: 'drop', destinations: [{ name: 'example.com' }] }], {
      mode: 'monitor',
    });
    const rules = compileNetworkFirewall(policy, AFTER_NAT)
      .artefact.ruleGroups.map((group) => group.rules)
      .join('');
    expect(rules).not.toMatch(/^(drop|reject)/m);
    expect(rules).toContain('msg:"monitor: rule-0 would drop"');
    expect(linesOf(policy).slice(1)).toEqual([
      'pass tcp $HOME_NET any -> any [1:442,444:65535] (flow:to_server, established;)',
      'pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; flow:to_server, established;)',
      'pass tcp $HOME_NET any -> any 443 (byte_test:1,!=,0x16,0; flow:to_server, established;)',
      'pass tcp $HOME_NET any -> any 443 (app-layer-protocol:!tls; flow:to_server, established;)',
      'pass udp $HOME_NET any -> any 1:65535 (flow:to_server;)',
      'pass icmp $HOME_NET any -> any any (flow:to_server;)',
      'pass ip $HOME_NET any -> any any (ip_proto:!1; ip_proto:!6; ip_proto:!17; ip_proto:!58; flow:to_server;)',
    ]);
  });

  it('leaves expired rules and services out, and says so', () => {
    const { remarks } = compileNetworkFirewall(
      policyOf([{ expires: '2026-11-21' }, { destinations: [{ service: 's3' }] }]),
      AFTER_NAT,
    );
    expect(remarks).toEqual([
      { rule: 'rule-0', remark: 'it expired on `2026-11-21`' },
      { rule: 'rule-1', remark: 'its destinations are reached through endpoints, not by the firewall' },
    ]);
  });

  it('closes QUIC, DNS over TLS and known DNS over HTTPS after every rule of the policy', () => {
    const lines = compileNetworkFirewall(policyOf([{}]), AFTER_NAT).artefact.ruleGroups.flatMap(({ rules }) =>
      rules.trim().split('\n'),
    );
    const messages = lines.map((line) => /msg:"([^"]*)"/.exec(line)?.[1]);
    expect(messages.slice(0, 5)).toEqual([
      'rule-0',
      'closed: QUIC',
      'closed: DNS over QUIC',
      'closed: DNS over TLS',
      'closed: DNS over HTTPS at adguard-dns.com',
    ]);
  });
});

describe('sources', () => {
  const groups = { builders: { cidrBlocks: ['10.1.3.0/25'] } };
  const byGroup = (action: EgressRule['action']) =>
    policyOf([{ action, sources: [{ group: 'builders' }] }], { groups });

  it('names workloads where the firewall sees them', () => {
    const [line] = linesOf(byGroup('pass'), BEFORE_NAT);
    expect(line).toMatch(/^pass tls 10\.1\.3\.0\/25 any -> /);
    expect(approximationsOf(byGroup('pass'), BEFORE_NAT)).toEqual([]);
  });

  it('after NAT passes a rule by workload from every workload, and says so', () => {
    const [line] = linesOf(byGroup('pass'));
    expect(line).toMatch(/^pass tls \[10\.1\.1\.0\/24,10\.1\.2\.0\/24\] any -> /);
    expect(approximationsOf(byGroup('pass'))).toEqual([
      {
        layer: 'network-firewall',
        direction: 'wider',
        rule: 'rule-0',
        kind: 'source',
        reason: 'NAT hides the source: every workload passes, and its security group is to hold it back',
      },
    ]);
  });

  it.each(['drop', 'reject'] as const)('after NAT leaves a %s by workload out, and says so', (action) => {
    expect(linesOf(byGroup(action))).toEqual([]);
    expect(approximationsOf(byGroup(action))).toEqual([
      {
        layer: 'network-firewall',
        direction: 'wider',
        rule: 'rule-0',
        kind: 'source',
        reason: 'NAT hides the source: the rule is left out, and the security group is to forbid it',
      },
    ]);
  });

  it('after NAT still names IPv6 workloads, which are not translated', () => {
    const policy = policyOf([{ action: 'drop', sources: [{ cidrBlock: 'fd00:1::/64' }] }]);
    expect(linesOf(policy)[0]).toMatch(/^drop tls fd00:1::\/64 any -> /);
    expect(approximationsOf(policy)).toEqual([]);
  });

  it('after NAT a block that holds every workload hides nothing', () => {
    const policy = policyOf([{ action: 'drop', sources: [{ cidrBlock: '10.1.0.0/16' }] }]);
    expect(linesOf(policy)[0]).toMatch(/^drop tls \[10\.1\.1\.0\/24,10\.1\.2\.0\/24\] any -> /);
    expect(approximationsOf(policy)).toEqual([]);
  });

  it('derives HOME_NET from the position', () => {
    const homeNet = (options: NetworkFirewallOptions) =>
      compileNetworkFirewall(policyOf([{}]), options).artefact.homeNet;
    expect(homeNet(AFTER_NAT)).toEqual(['10.1.1.0/24', '10.1.2.0/24', 'fd00:1::/64']);
    expect(homeNet(BEFORE_NAT)).toEqual(['10.1.3.0/24', '10.1.4.0/24', 'fd00:1::/64']);
  });
});

describe('limits', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `n${index}.example.com` }));
  const problemsOf = (policy: EgressPolicy, options = AFTER_NAT) => {
    try {
      compileNetworkFirewall(policy, options);
    } catch (error) {
      if (error instanceof PlanError) return error.message.split('\n').slice(1);
      throw error;
    }
    return [];
  };

  it('gives a single group room for as many rules again', () => {
    const groups = compileNetworkFirewall(policyOf([{ destinations: names(5000) }]), AFTER_NAT).artefact
      .ruleGroups;
    expect(groups.map(({ name, capacity }) => ({ name, capacity }))).toEqual([
      { name: 'policy-1', capacity: 16_384 },
    ]);
  });

  it('shares all capacity among several groups', () => {
    const { ruleGroups } = compileNetworkFirewall(
      policyOf([{ destinations: names(20_000) }]),
      AFTER_NAT,
    ).artefact;
    expect(ruleGroups.length).toBeGreaterThan(1);
    for (const { rules, capacity } of ruleGroups) {
      expect(rules.trim().split('\n').length).toBeLessThanOrEqual(capacity);
      expect(Buffer.byteLength(rules)).toBeLessThanOrEqual(2_000_000);
    }
    expect(ruleGroups.reduce((sum, { capacity }) => sum + capacity, 0)).toBeLessThanOrEqual(30_000);
  });

  it('names the rule that does not fit', () => {
    const policy = policyOf([{ id: 'few' }, { id: 'many', destinations: names(30_001) }]);
    expect(problemsOf(policy).join('\n')).toMatch(
      /^ {2}rules\[1\]: the policy becomes `\d+` signatures .* the firewall policy has room for `30000`; `many` alone has `30001`; .* \[POL304\]$/,
    );
  });

  it('wants the blocks of prefix lists', () => {
    expect(problemsOf(policyOf([{ destinations: [{ prefixList: 'pl-0123456789abcdef0' }] }]))).toEqual([
      '  prefixLists.pl-0123456789abcdef0: the blocks of prefix list `pl-0123456789abcdef0` are not known, and a rule group knows a prefix list by them alone; add its blocks [POL302]',
    ]);
  });

  it('wants blocks that traffic comes from', () => {
    expect(
      problemsOf(policyOf([{}]), { ...AFTER_NAT, natCidrBlocks: [], workloadCidrBlocks: [] }).join(),
    ).toContain('natCidrBlocks: the firewall sees no block with position `after-nat`');
  });

  it.each<[string, object, string]>([
    [
      'another position',
      { position: 'behind-nat' },
      '  position: `behind-nat` is not `after-nat`, `before-nat` or `no-nat`; use one of these [POL104]',
    ],
    [
      'a block whose family NAT makes a difference to',
      { workloadCidrBlocks: ['${aws_subnet.a.ipv6_cidr_block}'] },
      '  workloadCidrBlocks[0]: whether `${aws_subnet.a.ipv6_cidr_block}` is IPv6, which the firewall sees as it is, or IPv4 behind NAT, is not known; give `homeNet`, with the blocks that inspected traffic comes from [POL314]',
    ],
    [
      'no Region',
      { region: 'not a region' },
      '  region: `not a region` is not the name of a Region; use a name like `us-east-1`, without the letter of a zone [POL672]',
    ],
    [
      'a partition of other Regions',
      { region: 'cn-north-1', partition: 'aws' },
      '  partition: `cn-north-1` is not in the partition `aws`; set `partition` to `aws-cn` [POL673]',
    ],
    [
      'no partition',
      { region: '${region}', partition: 'bogus' },
      '  partition: `bogus` is not `aws`, `aws-cn`, `aws-us-gov`, `aws-iso`, `aws-iso-b`, `aws-iso-e`, `aws-iso-f` or `aws-eusc`; use one of these [POL104]',
    ],
  ])('refuses %s', (_, options, expected) => {
    expect(problemsOf(policyOf([{}]), { ...AFTER_NAT, ...options })).toEqual([expected]);
  });

  it('takes tokens of workloads where their family makes no difference, or HOME_NET is told', () => {
    const workloadCidrBlocks = ['${aws_subnet.a.cidr_block}'];
    expect(problemsOf(policyOf([{}]), { ...BEFORE_NAT, workloadCidrBlocks })).toEqual([]);
    const homeNet = ['10.1.1.0/24'];
    expect(problemsOf(policyOf([{}]), { ...AFTER_NAT, workloadCidrBlocks, homeNet })).toEqual([]);
  });

  it('splits blocks that one signature does not hold', () => {
    const blocks = Array.from({ length: 1000 }, (_, index) => ({
      cidrBlock: `2001:db8:${(2 * index).toString(16)}::/48`,
    }));
    const valid = blocks.map(({ cidrBlock }) => ({ cidrBlock: cidrBlock.replace(':0::', '::') }));
    expect(linesOfRule({ destinations: valid })).toHaveLength(10);
  });
});
