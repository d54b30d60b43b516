import { DROP, POLICY, type FirewallWorld } from '../support/firewall-world';
import { found } from '../support/findings';
import { policyCodes, policyFindings } from '../support/policy-world';
import { BROKEN_POLICIES, domains, HELLO, NAT, PASS, passTls, WORKLOADS } from '../support/broken-policies';
import { notKnown } from '../support/estate-of';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PROMISE = 'firewall-policy-means-what-it-says';
const ALERT = DROP.replace('drop', 'alert');
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

describe.each(BROKEN_POLICIES)('%s: %s', (code, _, broken, says, mended) => {
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

// V24: QUIC, DNS and DNS over TLS are each a channel of its own.
it.each<[string, { udp?: string; tls?: string; tcp?: string }]>([
  ['QUIC, UDP to port 443', { udp: '!443' }],
  ['DNS over TLS, TCP to port 853', { tls: '!853' }],
  ['DNS over QUIC, UDP to port 853', { udp: '!853' }],
  ['DNS to resolvers of others, UDP to port 53', { udp: '!53' }],
  ['DNS to resolvers of others, TCP to port 53', { tcp: '22' }],
])(
  'a channel past the names that nothing drops: %s',
  (what, { udp = 'any', tls = 'any', tcp = '[22,53]' }) => {
    const rules = [
      PASS,
      `drop tls any any -> any ${tls} (${HELLO} content:"."; sid:2;)`,
      `drop tcp any any -> any ${tcp} (flow:to_server; sid:3;)`,
      `drop udp $HOME_NET any -> any ${udp} (sid:4;)`,
      'drop icmp any any -> any any (sid:5;)',
    ];
    const open = policyFindings(AFTER_NAT, { rules: rules.join('\n'), homeNet: NAT, defaults: [] }).filter(
      ({ code }) => code === 'VFY491',
    );
    expect(open.map(({ verdict }) => verdict)).toEqual(['violated']);
    expect(open[0]?.because).toContain(what);
  },
);

it('shows the packet that passes', () => {
  const [finding] = policyFindings(AFTER_NAT, { groups: [domains('ALLOWLIST')], homeNet: NAT, defaults: [] });
  expect(finding?.witness).toMatchObject({
    source: '10.1.3.10',
    destination: '8.8.8.8',
    destinationPort: 443,
  });
});

it('a name can match where the connection may be opened', () => {
  const rules = `${PASS}\npass tcp $HOME_NET any <> $EXTERNAL_NET 443 (flow:not_established; sid:2;)`;
  const world = { rules, defaults: ['aws:drop_strict', 'aws:alert_strict'] };
  expect(after(world)).toEqual(['proved VFY480', 'proved VFY496']);
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
