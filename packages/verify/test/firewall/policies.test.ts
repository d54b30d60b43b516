import type { FirewallFlow } from '../../src/firewall/firewall-flow';
import { judgeFlow } from '../../src/firewall/judge-flow';
import { domains } from '../support/broken-policies';
import { notKnown, ref, type Said } from '../support/estate-of';
import {
  at,
  ENDPOINT,
  firewallGraph,
  flow,
  groupKey,
  http,
  tls,
  verdictOf,
  type FirewallWorld,
} from '../support/firewall-world';

const PASS = 'pass tls any any -> any any (tls.sni; content:"a.test"; endswith; flow:to_server; sid:1;)';
const DROP = 'drop tls any any -> any any (tls.sni; content:"a.test"; endswith; flow:to_server; sid:2;)';
const ssh = flow({ port: 22, application: 'ssh' });
const udp = flow({ protocol: 'udp', port: 40000, application: 'other' });

describe('order', () => {
  const uses = (...priorities: readonly Said[]) => ({
    stateful_rule_group_reference: priorities.map((priority, index) => ({
      priority,
      resource_arn: ref(groupKey(index), 'arn'),
    })),
  });

  it.each<[string, FirewallWorld, string]>([
    ['the first rule decides', { rules: `${PASS}\n${DROP}` }, 'pass'],
    ['the group of the lowest priority is first', { rules: [DROP, PASS], policy: uses(20, 10) }, 'pass'],
    [
      'of priorities that are not known nobody knows which is first',
      { rules: [DROP, PASS], policy: uses(20, notKnown('`var.p`')) },
      'undetermined',
    ],
    [
      'in action order every pass is first',
      { rules: `${DROP}\n${PASS}`, order: 'DEFAULT_ACTION_ORDER', defaults: [] },
      'pass',
    ],
    [
      'in action order nothing drops what no rule decides',
      { rules: DROP.replace('a.test', 'b.test'), order: 'DEFAULT_ACTION_ORDER', defaults: [] },
      'pass',
    ],
    ['an alert decides nothing', { rules: `${DROP.replace('drop', 'alert')}\n${PASS}` }, 'pass'],
    [
      'a group that drops nothing any more',
      {
        rules: DROP,
        policy: {
          stateful_rule_group_reference: [
            { priority: 1, resource_arn: ref(groupKey(0), 'arn'), override: [{ action: 'DROP_TO_ALERT' }] },
          ],
        },
        defaults: [],
      },
      'pass',
    ],
  ])('%s', (_, world, verdict) => {
    expect(verdictOf(world, tls('a.test'))).toBe(verdict);
  });
});

// Network Firewall guide, "Strict evaluation order", 2026-11.
describe('default actions', () => {
  it.each<[string, FirewallFlow, string]>([
    ['aws:drop_strict', tls('a.test'), 'drop'],
    ['aws:drop_established', tls('a.test'), 'drop'],
    ['aws:drop_established', udp, 'drop'],
    ['aws:drop_established_app_layer', tls('a.test'), 'drop'],
    ['aws:drop_established_app_layer_to_server', ssh, 'drop'],
    // Bytes of no known protocol leave until the engine gives up on them.
    ['aws:drop_established_app_layer_to_server', flow({ port: 5432, application: 'other' }), 'undetermined'],
    ['aws:alert_established', tls('a.test'), 'pass'],
  ])('%s', (action, asked, verdict) => {
    expect(verdictOf({ defaults: [action] }, asked)).toBe(verdict);
  });

  it('the first segment of a long ClientHello is lost where the default does not wait for the name', () => {
    const remarks = (action: string) =>
      judgeFlow(firewallGraph({ rules: PASS, defaults: [action] }), ENDPOINT, tls('a.test')).remarks;
    expect(remarks('aws:drop_established')).toEqual([
      expect.stringContaining('of a request in several segments'),
    ]);
    expect(remarks('aws:drop_established_app_layer_to_server')).toEqual([]);
  });
});

describe('domain lists', () => {
  const list = (type: string, order = 'STRICT_ORDER'): FirewallWorld => ({
    groups: [domains(type, ['.example.com', 'one.test'], order)],
    ...(order === 'STRICT_ORDER' ? {} : { order: 'DEFAULT_ACTION_ORDER' as const, defaults: [] }),
  });
  it.each<[FirewallWorld, FirewallFlow, string]>([
    [list('ALLOWLIST'), tls('example.com'), 'pass'],
    [list('ALLOWLIST'), tls('A.B.EXAMPLE.com'), 'pass'],
    [list('ALLOWLIST'), http('a.example.com', { port: 8080 }), 'pass'],
    [list('ALLOWLIST'), tls('one.test'), 'pass'],
    [list('ALLOWLIST'), tls('a.one.test'), 'drop'],
    [list('ALLOWLIST'), tls(null), 'drop'],
    [{ ...list('ALLOWLIST'), defaults: [] }, tls('other.test'), 'pass'],
    [list('ALLOWLIST', 'DEFAULT_ACTION_ORDER'), tls('other.test'), 'drop'],
    [list('ALLOWLIST', 'DEFAULT_ACTION_ORDER'), http(null), 'drop'],
    [list('ALLOWLIST', 'DEFAULT_ACTION_ORDER'), ssh, 'pass'],
    [{ ...list('DENYLIST'), defaults: [] }, tls('a.example.com'), 'drop'],
    [{ ...list('REJECTLIST'), defaults: [] }, tls('a.example.com'), 'reject'],
    [{ ...list('ALERTLIST'), defaults: [] }, tls('a.example.com'), 'pass'],
    [{ groups: [domains('ALLOWLIST', ['*.example.com'])] }, tls('a.example.com'), 'undetermined'],
    [{ groups: [domains('SOMELIST')] }, tls('a.example.com'), 'undetermined'],
  ])('%#', (world, asked, verdict) => {
    expect(verdictOf(world, asked)).toBe(verdict);
  });

  it('are about the home network alone', () => {
    expect(verdictOf({ ...list('ALLOWLIST'), homeNet: ['10.9.0.0/16'] }, tls('example.com'))).toBe('drop');
  });
});

describe('rules in fields', () => {
  const fields = (
    action: string,
    said: Record<string, Said>,
    options: readonly Said[] = [],
  ): FirewallWorld => ({
    groups: [
      {
        type: 'STATEFUL',
        capacity: 10,
        rule_group: [
          {
            rules_source: [
              {
                stateful_rule: [
                  {
                    action,
                    header: [
                      {
                        protocol: 'TCP',
                        source: 'ANY',
                        source_port: 'ANY',
                        direction: 'FORWARD',
                        destination: 'ANY',
                        destination_port: 'ANY',
                        ...said,
                      },
                    ],
                    rule_option: [{ keyword: 'sid', settings: ['1'] }, ...options],
                  },
                ],
              },
            ],
            stateful_rule_options: [{ rule_order: 'STRICT_ORDER' }],
          },
        ],
      },
    ],
  });
  it.each<[FirewallWorld, FirewallFlow, string]>([
    [fields('PASS', { destination_port: '443' }), tls('a.test'), 'pass'],
    [fields('PASS', { destination_port: '443' }), ssh, 'drop'],
    [fields('REJECT', { destination: '198.51.100.0/24' }), ssh, 'reject'],
    [
      fields('PASS', { protocol: 'TLS' }, [{ keyword: 'flow', settings: ['to_server', 'established'] }]),
      tls('a.test'),
      'pass',
    ],
    [fields('PASS', { source: '$HOME_NET' }), tls('a.test'), 'pass'],
    [fields('PASS', { direction: 'ANY', source: '198.51.100.7' }), tls('a.test'), 'pass'],
    [
      fields('PASS', { protocol: 'TLS' }, [
        { keyword: 'tls.sni' },
        { keyword: 'content', settings: ['"a.test"'] },
      ]),
      tls('a.test'),
      'undetermined',
    ],
    [fields('PASS', { destination: notKnown('`var.d`') }), tls('a.test'), 'undetermined'],
    [fields('ALERT', { destination: notKnown('`var.d`') }), tls('a.test'), 'drop'],
  ])('%#', (world, asked, verdict) => {
    expect(verdictOf(world, asked)).toBe(verdict);
  });
});

describe('variables', () => {
  const rule = (text: string) => `pass tcp any any -> ${text} (flow:to_server; sid:1;)`;
  const sets = (fields: Record<string, Said>) => ({ group: { rule_variables: [fields] } });
  const ips = (definition: Said) => ({ ip_sets: [{ key: 'FRIENDS', ip_set: [{ definition }] }] });
  const list = 'aws_ec2_managed_prefix_list.l';
  const reference = (arn: Said) => ({
    group: {
      reference_sets: [{ ip_set_references: [{ key: 'L', ip_set_reference: [{ reference_arn: arn }] }] }],
    },
    resources: { [list]: { entry: [{ cidr: '198.51.100.0/24' }] } },
  });
  it.each<[string, FirewallWorld, string]>([
    ['of a group', { rules: rule('$FRIENDS any'), ...sets(ips(['198.51.100.0/24'])) }, 'pass'],
    ['of a group, negated', { rules: rule('!$FRIENDS any'), ...sets(ips(['198.51.100.0/24'])) }, 'drop'],
    [
      'of ports',
      {
        rules: rule('any $WEB'),
        ...sets({ port_sets: [{ key: 'WEB', port_set: [{ definition: ['80', '443'] }] }] }),
      },
      'pass',
    ],
    [
      'with a member that is not known, beside one that is enough',
      { rules: rule('$FRIENDS any'), ...sets(ips(['198.51.100.0/24', notKnown('`var.x`')])) },
      'pass',
    ],
    [
      'with a member that is not known',
      { rules: rule('$FRIENDS any'), ...sets(ips([notKnown('`var.x`')])) },
      'undetermined',
    ],
    ['a reference to a list of the input', { rules: rule('@L any'), ...reference(ref(list, 'arn')) }, 'pass'],
    [
      'a reference to a list elsewhere',
      { rules: rule('@L any'), ...reference('arn:aws:ec2:us-east-1:1:prefix-list/pl-1') },
      'undetermined',
    ],
  ])('%s', (_, world, verdict) => {
    expect(verdictOf({ defaults: ['aws:drop_established'], ...world }, tls('a.test'))).toBe(verdict);
  });

  it('the home network of AWS is the block of the VPC, and nobody knows whether other blocks are of it', () => {
    const world: FirewallWorld = {
      rules: 'pass tcp $HOME_NET any -> $EXTERNAL_NET any (flow:to_server; sid:1;)',
      homeNet: 'of AWS',
    };
    expect(verdictOf(world, tls('a.test'))).toBe('pass');
    expect(verdictOf(world, tls('a.test', { source: at('10.2.3.10') }))).toBe('drop');
    const six = tls('a.test', { source: at('2001:db8::1'), destination: at('2001:db8:ffff::1') });
    const vpc = { cidr_block: '10.1.0.0/16', ipv6_cidr_block: '2001:db8::/56' };
    expect(verdictOf({ ...world, resources: { 'aws_vpc.v': vpc } }, six)).toBe('undetermined');
  });
});

describe('stateless rules', () => {
  const group = (rules: readonly (readonly [Said, string, Record<string, Said>])[]): FirewallWorld => ({
    rules: 'pass tcp any any -> any any (flow:to_server; sid:1;)',
    resources: {
      'aws_networkfirewall_rule_group.s': {
        type: 'STATELESS',
        rule_group: [
          {
            rules_source: [
              {
                stateless_rules_and_custom_actions: [
                  {
                    stateless_rule: rules.map(([priority, action, match]) => ({
                      priority,
                      rule_definition: [{ actions: [action, 'CountIt'], match_attributes: [match] }],
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
      stateless_rule_group_reference: [
        { priority: 1, resource_arn: ref('aws_networkfirewall_rule_group.s', 'arn') },
      ],
    },
  });
  const TO = { destination: [{ address_definition: '198.51.100.0/24' }] };
  it.each<[string, FirewallWorld, string]>([
    ['drop before any stateful rule', group([[1, 'aws:drop', TO]]), 'drop'],
    ['pass around them', { ...group([[1, 'aws:pass', TO]]), rules: '' }, 'pass'],
    [
      'are asked by priority',
      group([
        [2, 'aws:drop', TO],
        [1, 'aws:forward_to_sfe', TO],
      ]),
      'pass',
    ],
    ['are about protocols', group([[1, 'aws:drop', { ...TO, protocols: [17] }]]), 'pass'],
    [
      'are about ports',
      group([[1, 'aws:drop', { destination_port: [{ from_port: 400, to_port: 500 }] }]]),
      'drop',
    ],
    [
      'with flags of TCP are about some packets',
      group([[1, 'aws:drop', { tcp_flag: [{ flags: ['SYN'] }] }]]),
      'undetermined',
    ],
    [
      'that drop replies leave half of the flow',
      group([[1, 'aws:drop', { source: [{ address_definition: '198.51.100.0/24' }] }]]),
      'undetermined',
    ],
    ['in an order that is not known', group([[notKnown('`var.p`'), 'aws:drop', TO]]), 'undetermined'],
  ])('%s', (_, world, verdict) => {
    expect(verdictOf(world, tls('a.test'))).toBe(verdict);
  });

  it('what none of them is about goes where the default says', () => {
    expect(verdictOf({ policy: { stateless_default_actions: ['aws:drop'] } }, tls('a.test'))).toBe('drop');
    expect(verdictOf({ policy: { stateless_default_actions: ['aws:pass'] } }, tls('a.test'))).toBe('pass');
    expect(verdictOf({ policy: { stateless_default_actions: ['aws:other'] } }, tls('a.test'))).toBe(
      'undetermined',
    );
  });
});
