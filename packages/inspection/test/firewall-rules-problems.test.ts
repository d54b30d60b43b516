import { findFirewallRulesProblems, type FirewallRules } from '../src';
import { messages } from './messages';
import { rulesOf, workshop, WORKSHOP_RULES } from './rules';

const rule = (text: string) => rulesOf(`pass ${text}`);
const group = (name: string, sid: number) => ({ name, rules: `drop ip any any -> any any (sid:${sid};)` });
/** A value that no TypeScript program can write, but a JSON file can. */
const fromJson = (text: string) => JSON.parse(text) as FirewallRules;

function problemsOf(rules: FirewallRules, homeNet = ['10.1.1.0/24', '10.1.17.0/24']) {
  return messages(findFirewallRulesProblems(rules, { name: 'dev-egress', homeNet }));
}

it('the workshop rules have no problem', () => {
  expect(problemsOf(workshop)).toEqual([]);
});

describe('rule groups are refused that AWS would refuse at apply', () => {
  it.each<[string, FirewallRules, string]>([
    [
      'none',
      { ruleGroups: [] },
      'ruleGroups: a firewall policy holds 1 to 20 rule groups, not `0`; add a rule group [INS202]',
    ],
    [
      'more than twenty',
      { ruleGroups: Array.from({ length: 21 }, (_, index) => group(`group-${index}`, index + 1)) },
      'ruleGroups: a firewall policy holds 1 to 20 rule groups, not `21`; join rule groups [INS202]',
    ],
    [
      'a name with other characters',
      rulesOf('drop ip any any -> any any (sid:1;)', { name: 'allow_list' }),
      'ruleGroups[0].name: `allow_list` makes a name that AWS does not take; use letters, digits and hyphens; with what is added to it, at most 128 characters [INS201]',
    ],
    [
      'a name that is too long with what is added to it',
      rulesOf('drop ip any any -> any any (sid:1;)', { name: 'n'.repeat(114) }),
      `ruleGroups[0].name: \`${'n'.repeat(100)}…\` makes a name that AWS does not take; use letters, digits and hyphens; with what is added to it, at most 128 characters [INS201]`,
    ],
    [
      'two of one name',
      { ruleGroups: [group('allow', 1), group('deny', 2), group('allow', 3)] },
      'ruleGroups[2].name: `allow` is the name of `ruleGroups[0]` too; give each rule group its own name [INS203]',
    ],
    [
      'a capacity out of range',
      rulesOf('drop ip any any -> any any (sid:1;)', { capacity: 30_001 }),
      'ruleGroups[0].capacity: `30001` is not a whole number from 1 to 30,000; leave it out to have it derived from the number of rules [INS205]',
    ],
    [
      'a capacity of half a rule',
      rulesOf('drop ip any any -> any any (sid:1;)', { capacity: 1.5 }),
      'ruleGroups[0].capacity: `1.5` is not a whole number from 1 to 30,000; leave it out to have it derived from the number of rules [INS205]',
    ],
    [
      'a capacity below the number of rules',
      rulesOf(WORKSHOP_RULES, { capacity: 1 }),
      'ruleGroups[0].capacity: `1` is less than the 2 rules of the group; leave it out to have it derived from the number of rules [INS206]',
    ],
    [
      'capacities that exceed those of a policy together',
      {
        ruleGroups: [
          { ...group('one', 1), capacity: 20_000 },
          { ...group('two', 2), capacity: 10_001 },
        ],
      },
      'ruleGroups: capacities `20000 + 10001 = 30001` exceed the 30,000 of a firewall policy; set smaller capacities, or move rules to another firewall policy [INS207]',
    ],
    [
      'a text over two million bytes',
      rulesOf(`drop ip any any -> any any (sid:1;)\n#${'é'.repeat(1_000_000)}`),
      'ruleGroups[0].rules: the text has `2000037` bytes, a rule group holds 2,000,000; split the rule group [INS208]',
    ],
    [
      'a text without a rule',
      rulesOf('# later'),
      'ruleGroups[0].rules: there is no rule in the text; write one rule on each line, or leave the rule group out [INS209]',
    ],
  ])('%s', (_, rules, message) => {
    expect(problemsOf(rules)).toEqual([message]);
  });
});

describe('rules are refused that AWS would refuse at apply, or that could never match', () => {
  it.each<[string, FirewallRules, string]>([
    [
      'longer than 8,192 characters',
      rule(`tcp any any -> any any (msg:"${'m'.repeat(8_192)}"; sid:1;)`),
      'ruleGroups[0].rules line 1: the rule has `8236` characters with its variables expanded, AWS takes 8,192; split the rule [INS210]',
    ],
    [
      'not a rule',
      rulesOf('allow everything'),
      'ruleGroups[0].rules line 1: `allow everything` has no options in parentheses; write each rule on one line: `action protocol source port -> destination port (option; … sid:1;)` [INS211]',
    ],
    [
      'another action',
      rulesOf('rejectsrc ip any any -> any any (sid:1;)'),
      'ruleGroups[0].rules line 1: `rejectsrc` is not an action of Network Firewall; use pass, drop, reject or alert [INS212]',
    ],
    [
      'no sid',
      rule('ip any any -> any any (msg:"x";)'),
      'ruleGroups[0].rules line 1: the rule has no `sid` of digits; add `sid:<number>;` [INS213]',
    ],
    [
      'sid 0',
      rule('ip any any -> any any (sid:0;)'),
      'ruleGroups[0].rules line 1: `sid:0` is not from 1 to 4,294,967,295; give the rule another sid [INS227]',
    ],
    [
      'a sid of more than 32 bits',
      rule('ip any any -> any any (sid:4294967296;)'),
      'ruleGroups[0].rules line 1: `sid:4294967296` is not from 1 to 4,294,967,295; give the rule another sid [INS227]',
    ],
    [
      'a protocol that Suricata does not know',
      rule('https any any -> any any (sid:1;)'),
      'ruleGroups[0].rules line 1: `https` is not a protocol of Suricata; use one such as `ip`, `tcp`, `udp`, `icmp`, `tls`, `http` or `dns` [INS228]',
    ],
    [
      'a sid of another group',
      { ruleGroups: [group('allow', 7), { name: 'deny', rules: '\ndrop ip any any -> any any (sid:7;)' }] },
      'ruleGroups[1].rules line 2: `sid:7` is the sid of `ruleGroups[0].rules` line 1 too; give each rule of the policy its own sid, so that a log line names one rule [INS214]',
    ],
    [
      'a keyword that Network Firewall leaves out',
      rule('http any any -> any any (http.host; dataset:isset,hosts; sid:1;)'),
      'ruleGroups[0].rules line 1: Network Firewall does not support `dataset` (data sets); write the rule without it [INS215]',
    ],
    [
      'a protocol that Network Firewall leaves out',
      rule('sctp any any -> any any (sid:1;)'),
      'ruleGroups[0].rules line 1: Network Firewall does not support the protocol `sctp` (SCTP); match it by `ip`, `tcp` or `udp` [INS216]',
    ],
    [
      'a priority, which strict order does not read',
      rule('ip any any -> any any (priority:1; sid:1;)'),
      'ruleGroups[0].rules line 1: `priority` has no meaning in strict order; put the rule where it is to be tried [INS217]',
    ],
    [
      'pcre alone',
      rule('tcp any any -> any any (pcre:"/a/"; sid:1;)'),
      'ruleGroups[0].rules line 1: Network Firewall takes `pcre` only beside one of `content`, `tls.sni`, `http.host`, `dns.query`; add one of them to the rule [INS218]',
    ],
    [
      'a variable that the group does not have',
      rule('ip $WORKLOADS any -> any any (sid:1;)'),
      'ruleGroups[0].rules line 1: `$WORKLOADS` is not a variable of the rule group; add `WORKLOADS` to ipSetVariables [INS219]',
    ],
    [
      'a variable for ports',
      rule('tcp any any -> any $HTTP_PORTS (sid:1;)'),
      'ruleGroups[0].rules line 1: `$HTTP_PORTS` stands for ports, and rule groups here have no port variables; write the ports, as in `[80,443]` [INS220]',
    ],
    [
      'an IP set reference',
      rule('ip @PARTNERS any -> any any (sid:1;)'),
      'ruleGroups[0].rules line 1: `@PARTNERS` is not an IP set reference of the rule group; add `PARTNERS` to ipSetReferences [INS221]',
    ],
    [
      'a Terraform token',
      rule('ip ${TfToken[TOKEN.1]} any -> any any (sid:1;)'),
      'ruleGroups[0].rules line 1: `pass ip ${TfToken[TOKEN.1]} any -> any any (sid:1;)` holds `${`, the beginning of a Terraform token, whose value is not known when rules are checked; name the value as a variable in ipSetVariables; write a literal `${` as `|24 7b|` [INS222]',
    ],
  ])('%s', (_, rules, message) => {
    expect(problemsOf(rules)).toEqual([message]);
  });

  it.each(['ip', 'tcp-pkt', 'udp', 'icmpv6', 'quic', 'dns', 'http2', 'websocket'])(
    'the protocol %s is taken',
    (protocol) => {
      expect(problemsOf(rule(`${protocol} any any -> any any (sid:4294967295;)`))).toEqual([]);
    },
  );

  it('the length counts variables as AWS does, written out', () => {
    const blocks = Array.from({ length: 400 }, (_, index) => `10.${index % 256}.${index >> 8}.0/24`);
    const rules = rulesOf('pass ip $MANY any -> $MANY any (sid:1;)', { ipSetVariables: { MANY: blocks } });
    expect(problemsOf(rules)).toEqual([expect.stringContaining('[INS210]')]);
  });
});

describe('variables', () => {
  const drop = 'drop ip any any -> any any (sid:1;)';

  it.each<[string, Readonly<Record<string, readonly string[]>>, string]>([
    [
      'a name that AWS does not take',
      { '2ND': ['10.0.0.0/8'] },
      'ruleGroups[0].ipSetVariables.2ND: `2ND` is not a name of a variable; start with a letter and use letters, digits and `_`, at most 32 [INS223]',
    ],
    [
      'no blocks',
      { WORKLOADS: [] },
      'ruleGroups[0].ipSetVariables.WORKLOADS: the variable has no blocks; add a block, or leave the variable out [INS224]',
    ],
    [
      'HOME_NET alone',
      { HOME_NET: ['10.1.0.0/16'] },
      'ruleGroups[0].ipSetVariables: `HOME_NET` is set and `EXTERNAL_NET` is not, so it stays what the policy says; set both or neither [INS225]',
    ],
    [
      'EXTERNAL_NET alone',
      { EXTERNAL_NET: ['0.0.0.0/0'] },
      'ruleGroups[0].ipSetVariables: `EXTERNAL_NET` is set and `HOME_NET` is not, so it stays what the policy says; set both or neither [INS225]',
    ],
    [
      'a HOME_NET of workloads where the firewall sees the NAT gateway',
      { HOME_NET: ['10.1.0.0/24', '10.1.16.0/23'], EXTERNAL_NET: ['0.0.0.0/0'] },
      'ruleGroups[0].ipSetVariables.HOME_NET: the firewall sees traffic from `10.1.1.0/24`, which `HOME_NET` `10.1.0.0/24`, `10.1.16.0/23` does not cover, so no rule from `$HOME_NET` matches it; add `10.1.1.0/24` [INS226]',
    ],
  ])('%s is refused', (_, ipSetVariables, message) => {
    expect(problemsOf(rulesOf(drop, { ipSetVariables }))).toEqual([message]);
  });

  it('a block with host bits is refused with its correction', () => {
    const [message] = problemsOf(rulesOf(drop, { ipSetVariables: { PARTNERS: ['10.0.1.5/24'] } }));
    expect(message).toContain('ruleGroups[0].ipSetVariables.PARTNERS[0]: ');
    expect(message).toContain('10.0.1.0/24');
  });

  it('a HOME_NET in two halves covers the source', () => {
    const halves = ['10.1.0.0/17', '10.1.128.0/17', '!10.1.2.0/24'];
    expect(
      problemsOf(rulesOf(drop, { ipSetVariables: { HOME_NET: halves, EXTERNAL_NET: ['!10.1.0.0/16'] } })),
    ).toEqual([]);
  });

  it('a HOME_NET that leaves the source out is refused', () => {
    const but = ['10.1.0.0/16', '!10.1.1.0/24'];
    const rules = rulesOf(drop, { ipSetVariables: { HOME_NET: but, EXTERNAL_NET: ['0.0.0.0/0'] } });
    expect(problemsOf(rules)).toEqual([expect.stringContaining('[INS226]')]);
  });

  it('a token is not judged', () => {
    const ipSetVariables = { PARTNERS: ['${aws_vpc.x.cidr_block}'] };
    expect(problemsOf(rulesOf('drop ip $PARTNERS any -> any any (sid:1;)', { ipSetVariables }))).toEqual([]);
  });
});

describe('engine options', () => {
  it.each([59, 6_001, 350.5, Number.NaN])(
    'an idle timeout of %d seconds is refused',
    (tcpIdleTimeoutSeconds) => {
      expect(problemsOf({ ...workshop, tcpIdleTimeoutSeconds })).toEqual([
        `tcpIdleTimeoutSeconds: \`${tcpIdleTimeoutSeconds}\` is not a whole number of seconds from 60 to 6000; leave it out for 350 [INS204]`,
      ]);
    },
  );

  it.each([60, 350, 6_000])('an idle timeout of %d seconds is taken', (tcpIdleTimeoutSeconds) => {
    expect(problemsOf({ ...workshop, tcpIdleTimeoutSeconds })).toEqual([]);
  });

  it('another stream exception policy is refused', () => {
    const rules = fromJson(JSON.stringify({ ...workshop, streamExceptionPolicy: 'PASS' }));
    expect(problemsOf(rules)).toEqual([
      'streamExceptionPolicy: `PASS` is not a stream exception policy; use REJECT, DROP or CONTINUE [INS230]',
    ]);
  });
});

describe('default actions', () => {
  const withActions = (...defaultActions: readonly string[]) =>
    fromJson(JSON.stringify({ ...workshop, defaultActions }));
  const drop = 'aws:drop_established_app_layer_to_server';
  const alert = 'aws:alert_established_app_layer_to_server';

  it.each<[string, readonly string[], string]>([
    [
      'an unknown one',
      [drop, alert, 'nonsense'],
      'defaultActions: `nonsense` is not a stateful default action; use `aws:drop_established_app_layer_to_server` with `aws:alert_established_app_layer_to_server` [INS231]',
    ],
    [
      'none, so that everything passes',
      [],
      'defaultActions: no action drops nothing, so all that no rule matches passes; add `aws:drop_established_app_layer_to_server` [INS232]',
    ],
    [
      'alerts alone, so that everything passes',
      [alert],
      'defaultActions: `aws:alert_established_app_layer_to_server` drops nothing, so all that no rule matches passes; add `aws:drop_established_app_layer_to_server` [INS232]',
    ],
    [
      'two drops',
      ['aws:drop_established_app_layer', 'aws:drop_established', 'aws:alert_established'],
      'defaultActions: `aws:drop_established_app_layer`, `aws:drop_established` are 2 drops, AWS takes one; keep one of them [INS233]',
    ],
    [
      'one of them twice',
      [drop, alert, alert],
      'defaultActions: `aws:alert_established_app_layer_to_server` is listed twice; list it once [INS237]',
    ],
    [
      'one drop twice',
      [drop, alert, drop],
      'defaultActions: `aws:drop_established_app_layer_to_server` is listed twice; list it once [INS237]',
    ],
    [
      'two families',
      ['aws:drop_established', 'aws:alert_established_app_layer'],
      'defaultActions: `aws:alert_established_app_layer` does not go with `aws:drop_established`; use `aws:alert_established` [INS234]',
    ],
    [
      'a drop without a trace',
      [drop],
      'defaultActions: `aws:drop_established_app_layer_to_server` alone drops without a trace; add `aws:alert_established_app_layer_to_server` [INS235]',
    ],
  ])('%s', (_, actions, message) => {
    expect(problemsOf(withActions(...actions))).toEqual([message]);
  });

  it('a drop in mode monitor, and a mode that is none', () => {
    const inMode = (mode: string, ...defaultActions: readonly string[]) =>
      problemsOf(fromJson(JSON.stringify({ ...workshop, mode, defaultActions })));
    expect(inMode('monitor', drop, alert)).toEqual([
      'defaultActions: `aws:drop_established_app_layer_to_server` drops, and mode `monitor` drops nothing; leave it out for `aws:alert_established_app_layer_to_server` [INS238]',
    ]);
    expect(inMode('monitor', alert)).toEqual([]);
    expect(inMode('observe', drop, alert)).toEqual([
      'mode: `observe` is not a mode; write `enforce` or `monitor` [INS239]',
    ]);
  });

  it('a strict drop beside a rule on server names, which could never match', () => {
    expect(problemsOf({ ...workshop, defaultActions: ['aws:drop_strict', 'aws:alert_strict'] })).toEqual([
      'ruleGroups[0].rules line 3: `aws:drop_strict` drops the TCP handshake, so this rule, which needs `tls` to be recognised, can never match; use `aws:drop_established_app_layer_to_server` as the default action [INS236]',
    ]);
  });

  it('a strict drop beside rules on addresses is taken', () => {
    const rules = rule('tcp $HOME_NET any -> 192.0.2.0/24 443 (sid:1;)');
    expect(problemsOf({ ...rules, defaultActions: ['aws:drop_strict', 'aws:alert_strict'] })).toEqual([]);
  });
});
