import type { Said } from './estate-of';
import type { FirewallWorld } from './firewall-world';

export const NAT = ['10.1.1.0/24', '10.1.2.0/24'];
export const WORKLOADS = ['10.1.3.0/24', '10.1.4.0/24'];
export const HELLO = 'ssl_state:client_hello; tls.sni;';
export const passTls = (name: string, source = '$HOME_NET') =>
  `pass tls ${source} any -> $EXTERNAL_NET 443 (${HELLO} content:"${name}"; startswith; nocase; endswith; flow:to_server, established; sid:1;)`;
export const PASS = passTls('ipinfo.io');

export const domains = (type: string, targets: string[] = ['.example.com'], order = 'STRICT_ORDER') => ({
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

/** Policies behind NAT: by code what is broken, what is said of it, and the same mended. Names that pass are {@link PASS}. */
export const BROKEN_POLICIES: readonly (readonly [string, string, FirewallWorld, string, FirewallWorld])[] = [
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
    { groups: [domains('ALLOWLIST')] },
  ],
  [
    'VFY483',
    'a rule of addresses alone drops the handshake',
    { rules: `${PASS}\ndrop tcp any any -> any any (sid:2;)` },
    'lost while its connection is opened, before the name is known; `aws_networkfirewall_rule_group.g1` line 2 says drop',
    { rules: PASS },
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
