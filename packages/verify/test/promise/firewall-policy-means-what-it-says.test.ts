import { DROP, POLICY, type FirewallWorld } from '../support/firewall-world';
import { found } from '../support/findings';
import { policyCodes, policyFindings } from '../support/policy-world';
import { notKnown, type Said } from '../support/estate-of';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PROMISE = 'firewall-policy-means-what-it-says';
const ALERT = DROP.replace('drop', 'alert');
const NAT = ['10.1.1.0/24', '10.1.2.0/24'];
const WORKLOADS = ['10.1.3.0/24', '10.1.4.0/24'];
const HELLO = 'ssl_state:client_hello; tls.sni;';
const passTls = (name: string, source = '$HOME_NET') =>
  `pass tls ${source} any -> $EXTERNAL_NET 443 (${HELLO} content:"${name}"; startswith; nocase; endswith; flow:to_server, established; sid:1;)`;
const PASS = passTls('ipinfo.io');

const domains = (type: string, targets: string[] = ['.example.com'], order = 'STRICT_ORDER') => ({
  type: 'STATEFUL',
  capacity: 100,
  rule_group: [
    {
      rules_source: [
        {
          rules_source_list: [
            { generated_rules_type: type, targets, target_types: ['TLS_SNI', 'HTTP_HOST'] },
          ],
        },
      ],
      stateful_rule_options: [{ rule_order: order }],
    },
  ],
});
const stateless = (rules: readonly (readonly [number, string, Said])[]): FirewallWorld => ({
  resources: {
    'aws_networkfirewall_rule_group.s': {
      type: 'STATELESS',
      capacity: 10,
      rule_group: [
        {
          rules_source: [
            {
              stateless_rules_and_custom_actions: [
                {
                  stateless_rule: rules.map(([priority, action, match]) => ({
                    priority,
                    rule_definition: [{ actions: [action], match_attributes: [match] }],
                  })),
                },
              ],
            },
          ],
        },
      ],
    },
  },
  policy: {
    stateless_rule_group_reference: [{ priority: 1, resource_arn: 'aws_networkfirewall_rule_group.s' }],
  },
});
const to = (block: string) => ({ destination: [{ address_definition: block }] });

/** What is enforced after NAT, where nothing is wrong but what the test says. */
const after = (world: FirewallWorld) => policyCodes(AFTER_NAT, { rules: PASS, homeNet: NAT, ...world });

it('is proved of a list of names that drops the rest, wherever it stands', () => {
  expect(after({})).toEqual(['proved VFY480']);
  expect(policyCodes(BEFORE_NAT, { rules: PASS, homeNet: WORKLOADS })).toEqual(['proved VFY480']);
  const [proof] = policyFindings(AFTER_NAT, { rules: PASS, homeNet: NAT });
  expect(proof).toMatchObject({
    subject: POLICY,
    because: `its rule means what it says, in strict order, and \`${DROP}\` drops the rest`,
    remedy: '',
  });
});

/** By code: the broken world, what is said of it, and the same world mended. */
const WORLDS: readonly (readonly [string, string, FirewallWorld, string, FirewallWorld])[] = [
  [
    'VFY481',
    'an allow-list of domains in strict order drops nothing by itself',
    { groups: [domains('ALLOWLIST')], defaults: [] },
    'passes too: no rule matches, and no default action drops it',
    { groups: [domains('ALLOWLIST')] },
  ],
  [
    'VFY481',
    'a rule at the end passes every name',
    { rules: `${PASS}\npass tls any any -> any any (${HELLO} content:"."; flow:to_server; sid:2;)` },
    'with the name `in-no-list.example` passes too: `aws_networkfirewall_rule_group.g1` line 2 says pass',
    { rules: PASS },
  ],
  [
    'VFY482',
    'in action order a list of domains is about TLS and HTTP alone',
    {
      groups: [domains('ALLOWLIST', ['.example.com'], 'DEFAULT_ACTION_ORDER')],
      order: 'DEFAULT_ACTION_ORDER',
      defaults: [],
    },
    'SSH to port 22, which none of them means, passes too',
    {
      groups: [
        domains('ALLOWLIST', ['.example.com'], 'DEFAULT_ACTION_ORDER'),
        {
          type: 'STATEFUL',
          capacity: 10,
          rules: `drop tcp any any -> any any (flow:to_server, established; app-layer-protocol:!tls; app-layer-protocol:!http; sid:1;)
drop udp any any -> any any (sid:2;)
drop icmp any any -> any any (sid:3;)`,
        },
      ],
      order: 'DEFAULT_ACTION_ORDER',
      defaults: [],
    },
  ],
  [
    'VFY482',
    'no rule drops anything',
    { rules: 'alert tls any any -> any any (sid:1;)', defaults: [] },
    'no rule drops anything, and everything passes',
    { rules: 'alert tls any any -> any any (sid:1;)' },
  ],
  [
    'VFY483',
    'the default drops the handshake before any name is known',
    { groups: [domains('ALLOWLIST')], defaults: ['aws:drop_strict', 'aws:alert_strict'] },
    '`aws_networkfirewall_rule_group.g1` target .example.com can never match',
    {
      rules: `${PASS}\npass tcp $HOME_NET any <> $EXTERNAL_NET 443 (flow:not_established; sid:2;)`,
      defaults: ['aws:drop_strict', 'aws:alert_strict'],
    },
  ],
  [
    'VFY483',
    'a rule of addresses alone drops the handshake',
    { rules: `${PASS}\ndrop tcp any any -> any any (sid:2;)` },
    'lost while its connection is opened, before the name is known; `aws_networkfirewall_rule_group.g1` line 2 says drop',
    { rules: `${PASS}\ndrop tcp any any -> any any (flow:to_server, established; sid:2;)` },
  ],
  [
    'VFY484',
    'there are two drops',
    { defaults: ['aws:drop_strict', 'aws:drop_established'] },
    'drop in several ways, and AWS takes one',
    {},
  ],
  [
    'VFY484',
    'the families are mixed',
    { defaults: ['aws:drop_established', 'aws:alert_strict'] },
    'are of several families',
    {},
  ],
  [
    'VFY484',
    'a value is none of AWS',
    { defaults: ['aws:drop'] },
    '`aws:drop` is no stateful default action',
    {},
  ],
  [
    'VFY484',
    'default actions stand in action order',
    {
      order: 'DEFAULT_ACTION_ORDER',
      groups: [domains('DENYLIST', ['.example.com'], 'DEFAULT_ACTION_ORDER')],
    },
    'stateful default actions are of strict order alone',
    {},
  ],
  [
    'VFY486',
    '`HOME_NET` is the workloads, which NAT hides',
    { homeNet: WORKLOADS },
    'has the source {10.1.1.0/24}, and `$HOME_NET` of `aws_networkfirewall_firewall_policy.p`, `10.1.3.0/24`, `10.1.4.0/24`, does not hold it',
    { homeNet: NAT },
  ],
  [
    'VFY486',
    'a rule group has a `HOME_NET` of its own',
    { group: { rule_variables: [{ ip_sets: [{ key: 'HOME_NET', ip_set: [{ definition: WORKLOADS }] }] }] } },
    '`$HOME_NET` of `aws_networkfirewall_rule_group.g1`',
    { group: { rule_variables: [{ ip_sets: [{ key: 'HOME_NET', ip_set: [{ definition: NAT }] }] }] } },
  ],
  [
    'VFY487',
    'rules are about workloads behind NAT',
    { rules: `${PASS}\n${passTls('example.org', '10.1.3.0/24')}` },
    '`aws_networkfirewall_rule_group.g1` line 2 is about the source `10.1.3.0/24`, which `nat-a` has replaced',
    { rules: `${PASS}\n${passTls('example.org', '10.1.1.0/24')}` },
  ],
  [
    'VFY488',
    'a group is in another order than the policy',
    { groups: [domains('ALLOWLIST', ['.example.com'], 'DEFAULT_ACTION_ORDER')] },
    'is in `DEFAULT_ACTION_ORDER` and the policy in `STRICT_ORDER`',
    { groups: [domains('ALLOWLIST')] },
  ],
  [
    'VFY488',
    'two groups have one priority',
    {
      rules: [PASS, passTls('example.org')],
      policy: {
        stateful_rule_group_reference: [1, 2].map((group) => ({
          priority: 1,
          resource_arn: `aws_networkfirewall_rule_group.g${group}`,
        })),
      },
    },
    'have the same priority, 1',
    { rules: [PASS, passTls('example.org')] },
  ],
  [
    'VFY488',
    'there are more groups than AWS takes',
    { rules: Array.from({ length: 21 }, () => PASS) },
    'the policy has 21 stateful rule groups, and AWS takes 20',
    { rules: Array.from({ length: 20 }, () => PASS) },
  ],
  [
    'VFY488',
    'groups are larger together than AWS takes',
    { groups: [1, 2].map(() => ({ ...domains('ALLOWLIST'), capacity: 15_001 })) },
    'have a capacity of 30002 together, and AWS takes 30000',
    { groups: [1, 2].map(() => ({ ...domains('ALLOWLIST'), capacity: 15_000 })) },
  ],
  [
    'VFY489',
    'the stateless default passes',
    { policy: { stateless_default_actions: ['aws:pass'] } },
    'the stateless default action passes TCP to port 443, and no stateful rule sees it',
    { policy: { stateless_default_actions: ['aws:forward_to_sfe'] } },
  ],
  [
    'VFY489',
    'fragments pass',
    { policy: { stateless_fragment_default_actions: ['aws:pass'] } },
    'passes fragments of UDP',
    { policy: { stateless_fragment_default_actions: ['aws:drop'] } },
  ],
  [
    'VFY489',
    'a stateless rule passes some addresses',
    stateless([[5, 'aws:pass', to('93.184.215.0/24')]]),
    'passes',
    stateless([
      [1, 'aws:forward_to_sfe', to('93.0.0.0/8')],
      [5, 'aws:pass', to('93.184.215.0/24')],
    ]),
  ],
  [
    'VFY491',
    'the list is about TLS, and QUIC passes by default',
    {
      rules: `${PASS}\ndrop tls any any -> any any (${HELLO} content:"."; sid:2;)\ndrop tcp any any -> any [22,53] (flow:to_server; sid:3;)\ndrop udp $HOME_NET any -> any !443 (sid:4;)\ndrop icmp any any -> any any (sid:5;)`,
      defaults: [],
    },
    'QUIC, UDP to port 443, which carries names past them, passes too',
    {
      rules: `${PASS}\ndrop tls any any -> any any (${HELLO} content:"."; sid:2;)\ndrop tcp any any -> any [22,53] (flow:to_server; sid:3;)\ndrop udp any any -> any any (sid:4;)\ndrop icmp any any -> any any (sid:5;)`,
      defaults: [],
    },
  ],
];

describe.each(WORLDS)('%s: %s', (code, _, broken, says, mended) => {
  it('is violated, and mended is not', () => {
    const findings = policyFindings(AFTER_NAT, { rules: PASS, homeNet: NAT, ...broken });
    const one = findings.find((finding) => finding.code === code);
    expect(one).toMatchObject({
      verdict: 'violated',
      subject: POLICY,
      because: expect.stringContaining(says),
    });
    expect(one?.remedy).not.toBe('');
    expect(after(mended).filter((each) => each.startsWith('violated') || each.endsWith(code))).toEqual([]);
  });
});

it('shows the packet that passes', () => {
  const [finding] = policyFindings(AFTER_NAT, { groups: [domains('ALLOWLIST')], homeNet: NAT, defaults: [] });
  expect(finding?.witness).toMatchObject({
    source: '10.1.3.10',
    destination: '8.8.8.8',
    destinationPort: 443,
  });
});

describe('lesser remarks are made on what is proved', () => {
  const remark = (world: FirewallWorld) => after(world).filter((one) => one !== 'proved VFY480');

  it('a drop that nobody hears of', () => {
    expect(remark({ defaults: [DROP] })).toEqual(['proved VFY493']);
    expect(remark({ defaults: [DROP, ALERT] })).toEqual([]);
  });

  it('a channel past the names that a rule passes', () => {
    const udp = (where: string) => `${PASS}\npass udp any any -> ${where} (flow:to_server; sid:2;)`;
    expect(remark({ rules: udp('any 443') })).toEqual(['proved VFY492']);
    expect(remark({ rules: udp('192.0.2.53 53') })).toEqual([]);
    expect(remark({ rules: passTls('dns.google') })).toEqual(['proved VFY492']);
  });

  it('a list of what may not pass', () => {
    expect(remark({ groups: [domains('DENYLIST')], defaults: [] })).toEqual(['proved VFY494']);
  });

  it('exceptions to what a list forbids', () => {
    const rules = `${passTls('ok.example.com')}\ndrop tls any any -> any 443 (${HELLO} content:".example.com"; endswith; sid:2;)\ndrop udp any any -> any any (sid:3;)\ndrop icmp any any -> any any (sid:4;)\ndrop tcp any any -> any [22,53,853] (flow:to_server; sid:5;)`;
    expect(remark({ rules, defaults: [] })).toEqual(['proved VFY494']);
  });

  it('a request that passes only in one segment', () => {
    expect(remark({ defaults: ['aws:drop_established', 'aws:alert_established'] })).toEqual([
      'proved VFY496',
    ]);
  });
});

const TEXT_NOT_KNOWN = {
  rules_source: [{ rules_string: notKnown('`data.x`') }],
  stateful_rule_options: [{ rule_order: 'STRICT_ORDER' }],
};

describe('what cannot be read leaves it undetermined', () => {
  it.each<[string, FirewallWorld, string]>([
    [
      'rules that are known after apply',
      { groups: [{ ...domains('ALLOWLIST'), rule_group: [TEXT_NOT_KNOWN] }] },
      '`data.x`',
    ],
    [
      'a rule that passes by what is not modelled',
      { rules: `${PASS}\npass tls any any -> any any (ja3.hash; content:"abc"; flow:to_server; sid:2;)` },
      '`ja3.hash` is not modelled',
    ],
    ['a rule that is none', { rules: `${PASS}\npass tls any -> any (sid:2;)` }, 'its header is not'],
    [
      'a rule group that is elsewhere',
      {
        policy: {
          stateful_rule_group_reference: [
            { priority: 1, resource_arn: 'arn:aws:network-firewall:us-east-1:1:stateful-rulegroup/x' },
          ],
        },
      },
      'its rules are not in the input',
    ],
    ['decrypted TLS', { policy: { tls_inspection_configuration_arn: 'arn:aws:x' } }, 'has TLS decrypted'],
    [
      'default actions of somebody else',
      { policy: { stateful_default_actions: notKnown('`var.d`') } },
      '`var.d`',
    ],
    [
      'stateless default actions of somebody else',
      { policy: { stateless_default_actions: notKnown('`var.d`') } },
      '`var.d`',
    ],
    [
      'a rule order of somebody else',
      { policy: { stateful_engine_options: [{ rule_order: notKnown('`var.o`') }] } },
      '`var.o`',
    ],
    ['addresses of `HOME_NET`', { homeNet: [notKnown('`var.h`')] }, '`var.h`'],
  ])('%s', (_, world, reason) => {
    const findings = policyFindings(AFTER_NAT, { rules: PASS, homeNet: NAT, ...world });
    const doubtful = findings.filter(({ verdict }) => verdict === 'undetermined');
    expect(findings.filter(({ verdict }) => verdict !== 'undetermined')).toEqual([]);
    expect(doubtful.map(({ code }) => code)).toContain('VFY485');
    expect(doubtful.map(({ because }) => because).join('\n')).toContain(reason);
  });

  it('but a rule group of AWS drops what is bad, and passes nothing', () => {
    const arn =
      'arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup/AttackInfrastructureStrictOrder';
    const references = [
      { priority: 1, resource_arn: arn },
      { priority: 2, resource_arn: 'aws_networkfirewall_rule_group.g1' },
    ];
    expect(after({ policy: { stateful_rule_group_reference: references } })).toEqual(['proved VFY480']);
    const ofActionOrder = [{ priority: 1, resource_arn: arn.replace('Strict', 'Action') }];
    expect(after({ policy: { stateful_rule_group_reference: ofActionOrder } })).toContain('violated VFY488');
  });
});

describe('the home network', () => {
  it('is the VPC of the firewall where nobody says', () => {
    expect(after({ homeNet: 'of AWS' })).toEqual(['proved VFY480']);
  });

  it('has to hold every workload of a subnet before NAT', () => {
    const finding = policyFindings(BEFORE_NAT, { rules: PASS, homeNet: ['10.1.3.0/25', '10.1.4.0/24'] });
    expect(finding.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual(['violated VFY486']);
    expect(finding[0]?.because).toContain('has the source 10.1.3.128,');
  });

  it('is undetermined where the address of a NAT gateway may be on either side of its edge', () => {
    expect(after({ homeNet: ['10.1.1.0/25', '10.1.2.0/24'] })).toContain('undetermined VFY485');
  });

  it('is of no concern to rules that do not name it', () => {
    const rules = `pass tls any any -> any 443 (${HELLO} content:"ipinfo.io"; endswith; flow:to_server; sid:1;)`;
    expect(after({ rules, homeNet: WORKLOADS })).toEqual(['proved VFY480']);
  });

  it('holds no IPv6 when it says none, and then nothing of IPv6 is outside of it', () => {
    const codes = policyCodes(WITHOUT_NAT, { rules: PASS, homeNet: WORKLOADS });
    expect(codes).toContain('violated VFY486');
  });
});

it('rules by source hold before NAT', () => {
  expect(policyCodes(BEFORE_NAT, { rules: passTls('ipinfo.io', '10.1.3.0/24'), homeNet: WORKLOADS })).toEqual(
    ['proved VFY480'],
  );
});

describe('behind an endpoint', () => {
  it('of another product, nothing is known', () => {
    const rows = changed(
      changed(AFTER_NAT, 'endpoint fw-a f-a', 'endpoint fw-a f-a gwlb'),
      'endpoint fw-b f-b',
      'endpoint fw-b f-b gwlb',
    );
    expect(found(rows, PROMISE)).toEqual(['fw-a undetermined VFY495', 'fw-b undetermined VFY495']);
  });

  it('whose firewall is not in the input, neither', () => {
    expect(found(AFTER_NAT, PROMISE)).toEqual(['fw-a undetermined VFY495', 'fw-b undetermined VFY495']);
  });
});

it('nothing is to be said where nothing passes an endpoint', () => {
  const rows = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a:');
  const alone = changed(rows, 'w-b: 0.0.0.0/0 > nat-b', 'w-b:');
  expect(found(alone, PROMISE)).toEqual(['w-a proved VFY480', 'w-b proved VFY480']);
});

it('is undetermined where a way that the input does not tell may lead to the firewall', () => {
  const rows = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > ?');
  expect(policyCodes(rows, { rules: PASS, homeNet: NAT })).toContain('undetermined VFY485');
});
