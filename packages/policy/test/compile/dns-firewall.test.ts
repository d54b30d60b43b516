import { PlanError } from '@inspected-egress/problem';
import {
  compileDnsFirewall,
  packageIndexPolicy,
  type DnsFirewallOptions,
  type EgressPolicy,
  type EgressRule,
} from '../../src';
import { findQuotaProblems } from '../../src/compile/dns-firewall/problems';
import { findRefusals, interpret } from '../support/dns-firewall-interpreter';
import { policyOf, rule, TODAY } from '../support/policies';

const names = (...texts: readonly string[]) => texts.map((name) => ({ name }));
const blocks = (...texts: readonly string[]) => texts.map((cidrBlock) => ({ cidrBlock }));
const compile = (policy: EgressPolicy, options: Partial<DnsFirewallOptions> = {}) =>
  compileDnsFirewall(policy, { today: TODAY, ...options });
const compileRules = (rules: readonly EgressRule[], options: Partial<DnsFirewallOptions> = {}) =>
  compile(policyOf(rules), options);
/** As `ALLOW example.com *.example.com`, in the order in which DNS Firewall tries them. */
const garden = (rules: readonly EgressRule[], options: Partial<DnsFirewallOptions> = {}) =>
  compileRules(rules, options).artefact.ruleGroups.flatMap((group) =>
    group.rules.map(({ action, domains }) => [action, ...domains].join(' ')),
  );
const remarksOf = (rules: readonly EgressRule[]) => compileRules(rules).remarks.map(({ remark }) => remark);

describe('the walled garden', () => {
  it('resolves what a rule passes, trusts what it redirects to, and blocks every other name', () => {
    expect(compile(packageIndexPolicy()).artefact).toEqual({
      failOpen: 'DISABLED',
      ruleGroups: [
        {
          name: 'group-1',
          rules: [
            {
              name: 'package-index_allow',
              priority: expect.any(Number),
              action: 'ALLOW',
              redirection: 'TRUST_REDIRECTION_DOMAIN',
              domainListName: 'package-index_allow',
              domains: ['*.pypi.org', '*.pythonhosted.org', 'pypi.org', 'pythonhosted.org'],
              rule: 'package-index',
            },
            {
              name: 'any-name',
              priority: expect.any(Number),
              action: 'BLOCK',
              blockResponse: 'NODATA',
              redirection: 'TRUST_REDIRECTION_DOMAIN',
              domainListName: 'any-name',
              domains: ['*'],
            },
          ],
        },
      ],
    });
  });

  const pass = rule({ id: 'pass', destinations: names('*.example.com') });
  const drop = rule({ id: 'drop', destinations: names('evil.example.com'), action: 'drop' });

  it.each<[string, readonly EgressRule[], readonly string[]]>([
    [
      'blocks what a rule drops inside of what a later one passes',
      [drop, pass],
      ['BLOCK evil.example.com', 'ALLOW *.example.com', 'BLOCK *'],
    ],
    ['does not what is dropped after it passes', [pass, drop], ['ALLOW *.example.com', 'BLOCK *']],
    [
      'does not what is dropped for one application and passes for another',
      [drop, { ...pass, applications: ['https', 'http'] }],
      ['ALLOW *.example.com', 'BLOCK *'],
    ],
    [
      'resolves what passes inside of what is dropped',
      [
        rule({ id: 'host', destinations: names('a.evil.example.com') }),
        { ...drop, destinations: names('*.evil.example.com') },
        pass,
      ],
      ['ALLOW a.evil.example.com', 'BLOCK *.evil.example.com', 'ALLOW *.example.com', 'BLOCK *'],
    ],
    ['has no list for what would be blocked anyway', [drop], ['BLOCK *']],
    [
      'resolves every name where a rule passes by address, but those that are dropped',
      [drop, rule({ destinations: blocks('192.0.2.0/24') })],
      ['BLOCK evil.example.com', 'ALLOW *'],
    ],
    [
      'marks names of an alert rule, and resolves them',
      [rule({ id: 'log', action: 'alert', destinations: names('a.example.com') }), pass],
      ['ALERT a.example.com', 'ALLOW *.example.com', 'BLOCK *'],
    ],
    [
      'marks for an alert rule what others are marked for another one',
      [
        rule({ id: 'log-all', action: 'alert' }),
        rule({ id: 'log', action: 'alert', destinations: names('example.com') }),
        rule({ id: 'all' }),
      ],
      ['ALERT example.com', 'ALERT *'],
    ],
    [
      'leaves out a rule that expired',
      [{ ...pass, expires: '2026-11-21' }, rule({ id: 'other', destinations: names('example.org') })],
      ['ALLOW example.org', 'BLOCK *'],
    ],
  ])('%s', (_, rules, lines) => {
    expect(garden(rules)).toEqual(lines);
    expect(compileRules(rules).approximations).toEqual([]);
  });
});

describe('options', () => {
  const rules = [rule({ destinations: names('example.com') })];

  it.each<[DnsFirewallOptions['block'], object]>([
    [undefined, { blockResponse: 'NODATA' }],
    [{ kind: 'nxdomain' }, { blockResponse: 'NXDOMAIN' }],
    [
      { kind: 'override', cname: 'blocked.example.org', ttlSeconds: 60 },
      {
        blockResponse: 'OVERRIDE',
        blockOverrideDnsType: 'CNAME',
        blockOverrideDomain: 'blocked.example.org',
        blockOverrideTtl: 60,
      },
    ],
  ])('%j is the answer to what is blocked', (block, fields) => {
    const { artefact } = compileRules(rules, block === undefined ? {} : { block });
    expect(artefact.ruleGroups[0]?.rules.at(-1)).toMatchObject({ action: 'BLOCK', ...fields });
  });

  it('resolves names of `alsoAllow`, and says that no rule passes them', () => {
    const options = { alsoAllow: ['s3.us-east-1.amazonaws.com'] };
    expect(garden(rules, options)).toEqual(
      expect.arrayContaining(['ALLOW s3.us-east-1.amazonaws.com', 'ALLOW example.com']),
    );
    expect(compileRules(rules, options).approximations).toEqual([
      {
        layer: 'dns-firewall',
        direction: 'wider',
        kind: 'also-allow',
        reason: 'names of `alsoAllow` that no rule passes for every workload are resolved too',
      },
    ]);
  });

  it('says nothing of `alsoAllow` where rules pass its names', () => {
    expect(compileRules(rules, { alsoAllow: ['example.com'] }).approximations).toEqual([]);
  });

  it('keeps blocked what a rule drops in every way, whatever `alsoAllow` says', () => {
    const drop = rule({
      ...{ destinations: names('evil.example'), applications: ['https', 'http', 'dns'], action: 'drop' },
    });
    expect(garden([drop], { alsoAllow: ['evil.example', '*.evil.example'] })).toEqual([
      'ALLOW *.evil.example',
      'BLOCK *',
    ]);
  });

  it('says that failing open is wider and that inspecting redirections is narrower', () => {
    const { artefact, approximations } = compileRules(rules, { failMode: 'open', redirection: 'inspect' });
    expect(artefact.failOpen).toBe('ENABLED');
    expect(artefact.ruleGroups[0]?.rules.map(({ redirection }) => redirection)).toEqual([
      'INSPECT_REDIRECTION_DOMAIN',
      'INSPECT_REDIRECTION_DOMAIN',
    ]);
    expect(approximations.map(({ direction }) => direction)).toEqual(['wider', 'narrower']);
  });

  it('monitor marks what it would block', () => {
    const { artefact } = compile(policyOf(rules, { mode: 'monitor' }));
    expect(artefact.ruleGroups[0]?.rules.map(({ action }) => action)).toEqual(['ALLOW', 'ALERT']);
  });
});

describe('approximations', () => {
  const web = { sources: [{ cidrBlock: '10.0.0.0/24' }] };

  it('says that what some workloads may ask, all may', () => {
    expect(compileRules([rule({ destinations: names('example.com'), ...web })]).approximations).toEqual([
      {
        layer: 'dns-firewall',
        direction: 'wider',
        rule: 'rule',
        kind: 'source',
        reason:
          'DNS Firewall answers a VPC as a whole: what it passes for some workloads is resolved for all',
      },
    ]);
  });

  it('says it of a drop for some workloads, which it leaves out', () => {
    const drop = rule({ id: 'drop', destinations: names('a.example.com'), action: 'drop', ...web });
    const rules = [drop, rule({ destinations: names('*.example.com') })];
    expect(garden(rules)).toEqual(['ALLOW *.example.com', 'BLOCK *']);
    expect(compileRules(rules).approximations).toMatchObject([{ direction: 'wider', rule: 'drop' }]);
  });

  it('says nothing of sources where another rule passes the name for all', () => {
    const all = rule({ id: 'all', destinations: names('example.com'), applications: ['http'] });
    expect(compileRules([rule({ destinations: names('example.com'), ...web }), all]).approximations).toEqual(
      [],
    );
  });
});

describe('remarks', () => {
  it.each<[string, Partial<EgressRule>, string]>([
    ['flows carry no name', { applications: ['ssh'] }, 'its flows carry none'],
    ['a port carries no name', { applications: [{ tcp: { from: 5432, to: 5432 } }] }, 'its flows carry none'],
    ['an endpoint has a name of its own', { destinations: [{ service: 's3' }] }, 'endpoints of `s3`'],
    ['it passes by address', { destinations: blocks('192.0.2.0/24') }, 'every name is resolved'],
    ['it expired', { expires: '2026-11-21' }, 'it expired on `2026-11-21`'],
    ['it forbids addresses', { destinations: blocks('192.0.2.0/24'), action: 'drop' }, 'no name is blocked'],
    ['it logs what is blocked', { action: 'alert' }, 'no query is marked'],
  ])('says what a reader would not expect where %s', (_, fields, remark) => {
    expect(remarksOf([rule(fields)])).toEqual([expect.stringContaining(remark)]);
  });

  it('says nothing of rules that are as one expects', () => {
    expect(remarksOf([rule({ destinations: names('example.com') })])).toEqual([]);
  });
});

it('says of each list for which alert rules it is marked', () => {
  const rules = [
    rule({ id: 'log-all', action: 'alert' }),
    rule({ id: 'log', action: 'alert', destinations: names('example.com', 'c.example.com') }),
    rule({ id: 'named', destinations: names('a.example.com', 'c.example.com') }),
    rule({ id: 'all' }),
  ];
  const { artefact, remarks } = compileRules(rules);
  expect(
    artefact.ruleGroups.flatMap((group) => group.rules.map(({ domains, alerts }) => [domains, alerts])),
  ).toEqual(
    expect.arrayContaining([
      [['example.com'], ['log-all', 'log']],
      [['c.example.com'], ['log-all', 'log']],
      [['a.example.com'], ['log-all']],
      [['*'], ['log-all']],
    ]),
  );
  expect(remarks.filter((one) => one.rule === 'log')).toEqual([]);
  expect(findRefusals(artefact)).toEqual([]);
});

describe('what AWS holds', () => {
  const many = (count: number, of: string) => Array.from({ length: count }, (_, index) => `h${index}.${of}`);
  const problemsOf = (rules: readonly EgressRule[]) => {
    try {
      compileRules(rules);
    } catch (error) {
      if (error instanceof PlanError) return error.problems;
      throw error;
    }
    return [];
  };

  it('splits a list that one call does not take, and another name moves none', () => {
    const listsOf = (hosts: readonly string[]) => {
      const { artefact } = compileRules([rule({ destinations: names(...hosts) })]);
      expect(findRefusals(artefact)).toEqual([]);
      return artefact.ruleGroups.flatMap((group) => group.rules.slice(0, -1));
    };
    const hosts = many(1500, 'example.com');
    const before = listsOf(hosts);
    const after = listsOf(['one.more.example', ...hosts]);
    expect(before.map(({ name }) => name).sort()).toEqual(['rule_allow_1-of-2', 'rule_allow_2-of-2']);
    expect(before.flatMap(({ domains }) => domains).sort()).toEqual([...hosts].sort());
    for (const { name, priority, domains } of before) {
      const same = after.find((list) => list.name === name);
      expect(same).toMatchObject({ priority });
      expect(same?.domains).toEqual(expect.arrayContaining([...domains]));
    }
  });

  it('fills five groups of 100 rules, the one for `*` last', () => {
    const rules = many(499, 'example').map((name, index) =>
      rule({ id: `rule-${index}`, destinations: names(name) }),
    );
    const { ruleGroups } = compileRules(rules).artefact;
    expect(ruleGroups.map((group) => group.rules.length)).toEqual([100, 100, 100, 100, 100]);
    expect(ruleGroups.at(-1)?.rules.at(-1)?.domains).toEqual(['*']);
    expect(findRefusals({ failOpen: 'DISABLED', ruleGroups })).toEqual([]);
  });

  const groupsOf = (rules: readonly EgressRule[]) => {
    const { ruleGroups } = compileRules(rules).artefact;
    expect(findRefusals({ failOpen: 'DISABLED', ruleGroups })).toEqual([]);
    return new Map(
      ruleGroups.flatMap((group) => group.rules.map((one) => [one.name, `${group.name} ${one.priority}`])),
    );
  };
  const passes = (count: number) =>
    many(count, 'example').map((name, index) => rule({ id: `rule-${index}`, destinations: names(name) }));

  it('another rule moves none of 250 to another group', () => {
    const before = groupsOf(passes(250));
    const after = groupsOf([rule({ id: 'one-more', destinations: names('one.more') }), ...passes(250)]);
    expect(new Set([...before.values()].map((place) => place.split(' ')[0])).size).toBe(3);
    expect([...before].filter(([name, place]) => after.get(name) !== place)).toEqual([]);
  });

  it('one group more takes its share from the others, and nothing moves between those', () => {
    const before = groupsOf(passes(169));
    const after = groupsOf(passes(170));
    const moves = [...before].flatMap(([name, place]) => {
      const [from, to = ''] = [place, after.get(name)].map((one) => one?.split(' ')[0]);
      return from === to ? [] : [to];
    });
    expect(new Set(moves)).toEqual(new Set(['group-3']));
    expect(moves.length).toBeLessThan(100);
    const numberOf = (place = '') => place.split(' ')[1];
    // The one rule more may fall on the number of another, which then moves; no other does, in whichever group.
    const renumbered = [...before].filter(([name, place]) => numberOf(after.get(name)) !== numberOf(place));
    expect(renumbered.length).toBeLessThanOrEqual(1);
  });

  it('asks for what is inside of other names first, however many groups there are', () => {
    const sites = Array.from({ length: 70 }, (_, index) => `site-${index}.example`);
    const rules = sites.flatMap((site, index) => [
      rule({ id: `host-${index}`, destinations: names(`a.b.${site}`) }),
      rule({ id: `no-${index}`, destinations: names(`*.b.${site}`), action: 'drop' }),
      rule({ id: `site-${index}`, destinations: names(`*.${site}`) }),
    ]);
    const { artefact } = compileRules(rules);
    expect(artefact.ruleGroups.map(({ rules: some }) => some.length).sort()).not.toContain(0);
    expect(findRefusals(artefact)).toEqual([]);
    for (const site of sites) {
      const outcomes = [`a.b.${site}`, `c.b.${site}`, `b.${site}`, site].map((name) =>
        interpret(artefact, { name }),
      );
      expect(outcomes).toEqual(['resolved', 'blocked', 'resolved', 'blocked']);
    }
  });

  it('has priorities of five digits at most, however deep names are', () => {
    const deep = Array.from({ length: 120 }, (_, depth) => `*.${'a.'.repeat(depth)}example`);
    const rules = deep
      .map((name, depth) =>
        rule({ id: `depth-${depth}`, destinations: names(name), action: depth % 2 === 0 ? 'pass' : 'drop' }),
      )
      .reverse();
    const { artefact } = compileRules(rules);
    const priorities = artefact.ruleGroups.flatMap((group) => group.rules.map(({ priority }) => priority));
    expect(priorities).toHaveLength(121);
    expect(Math.max(...priorities)).toBeLessThanOrEqual(10_000);
    expect(Math.min(...priorities)).toBeGreaterThanOrEqual(1);
    for (const depth of deep.keys()) {
      const name = `x.${'a.'.repeat(depth)}example`;
      expect([depth, interpret(artefact, { name })]).toEqual([
        depth,
        depth % 2 === 0 ? 'resolved' : 'blocked',
      ]);
    }
  });

  it('names the rule that finds no room', () => {
    const rules = many(501, 'example').map((name, index) =>
      rule({ id: `rule-${index}`, destinations: names(name) }),
    );
    expect(problemsOf(rules)).toMatchObject([{ code: 'POL402', path: 'rules[499]' }]);
  });

  it('names the rule whose domains find no room', () => {
    const rules = ['a', 'b', 'c'].map((id) => rule({ id }));
    const list = { answer: 'allow', level: 1, domains: many(40_000, 'example'), alerts: [] } as const;
    const lists = rules.map((owner) => ({ ...list, name: owner.id, owner })).reverse();
    expect(findQuotaProblems(policyOf(rules), lists)).toMatchObject([{ code: 'POL401', path: 'rules[2]' }]);
  });

  it('keeps long names apart and within 64 characters', () => {
    const rules = ['a', 'b'].map((end) =>
      rule({ id: `${'long-'.repeat(12)}${end}`, destinations: names(`${end}.example`) }),
    );
    const { artefact } = compile(policyOf(rules, { name: 'n'.repeat(64) }));
    expect(artefact.ruleGroups[0]?.rules).toHaveLength(3);
    expect(findRefusals(artefact)).toEqual([]);
  });
});

it.each<[string, object]>([
  ['redirection', { redirection: 'Trust' }],
  ['failMode', { failMode: 'ajar' }],
  ['block.kind', { block: { kind: 'drop' } }],
  ['block.kind', { block: 'nodata' }],
])('refuses a %s that there is not: %j', (path, options) => {
  const text = `${path}: `;
  expect(() => compileRules([], options)).toThrow(text);
  expect(() => compileRules([], options)).toThrow('[POL104]');
});

it('refuses options that DNS Firewall cannot take, all at once', () => {
  const block = { kind: 'override', cname: '*.example.com', ttlSeconds: 604_801 } as const;
  const run = () => compileRules([], { today: 'today', alsoAllow: ['Example.com'], block });
  expect(run).toThrow(PlanError);
  for (const code of ['POL113', 'POL136', 'POL403', 'POL404']) expect(run).toThrow(`[${code}]`);
});
