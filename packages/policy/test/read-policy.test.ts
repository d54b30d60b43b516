import { PlanError, type Problem } from '@inspected-egress/problem';
import { findPolicyProblems, packageIndexPolicy, parsePolicy, readPolicy, workshopPolicy } from '../src';
import { policyOf, rule } from './support/policies';

const YAML = `
version: 1
name: package-index
mode: enforce
sets:
  norway: [{ country: NO }]
rules:
  - id: package-index
    destinations: [{ name: pypi.org }, { set: norway }, { cidrBlock: 192.0.2.0/24 }]
    applications: [https]
    action: pass
    expires: 2026-12-31
`;

function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
  return [];
}

describe('a policy is read', () => {
  it('from YAML 1.2, where NO is a country and a date a text', () => {
    expect(readPolicy(YAML, { format: 'yaml' })).toEqual(
      policyOf(
        [
          rule({
            id: 'package-index',
            destinations: [{ name: 'pypi.org' }, { set: 'norway' }, { cidrBlock: '192.0.2.0/24' }],
            expires: '2026-12-31',
          }),
        ],
        { name: 'package-index', sets: { norway: [{ country: 'NO' }] } },
      ),
    );
  });

  it.each([workshopPolicy(), packageIndexPolicy()])('from the JSON of what it was', (policy) => {
    expect(readPolicy(JSON.stringify(policy), { format: 'json' })).toEqual(policy);
    expect(readPolicy(JSON.stringify(policy, null, '\t'), { format: 'json' })).toEqual(policy);
  });

  it('as a copy', () => {
    const value = policyOf([rule({})]);
    expect(parsePolicy(value)).toEqual(value);
    expect(parsePolicy(value)).not.toBe(value);
  });
});

// Each row is one policy with one thing wrong: where, which code, what to do.
const OTHER = { anywhere: 'all' as const };
const wrongRule = (fields: object) => ({ ...policyOf([rule({})]), rules: [{ ...rule({}), ...fields }] });

describe('one thing wrong is one problem, with its place and the way out', () => {
  it.each<[string, unknown, string, string, string]>([
    ['no policy', null, '', 'POL101', 'write an object'],
    ['another version', { ...policyOf([]), version: 2 }, 'version', 'POL104', 'write `1`'],
    ['no mode', { version: 1, name: 'test', rules: [] }, 'mode', 'POL103', 'write `enforce` or `monitor`'],
    ['a mistyped mode', { ...policyOf([]), mode: 'enforced' }, 'mode', 'POL104', 'write `enforce`'],
    [
      'a name in capitals',
      { ...policyOf([]), name: 'Test' },
      'name',
      'POL106',
      'write 1 to 64 of them, as in `package-index`',
    ],
    ['an unknown field of the policy', { ...policyOf([]), ruels: [] }, 'ruels', 'POL102', 'write `rules`'],
    [
      'an unknown field of a rule',
      wrongRule({ expire: '2026-12-31' }),
      'rules[0].expire',
      'POL102',
      'write `expires`',
    ],
    [
      'an unknown field of a group',
      { ...policyOf([]), groups: { web: { cidrBlocks: [], cidrBlock: '' } } },
      'groups.web.cidrBlock',
      'POL102',
      'write `cidrBlocks`',
    ],
    [
      'an unknown field of ports',
      wrongRule({ applications: [{ tcp: { from: 1, to: 2, too: 3 } }] }),
      'rules[0].applications[0].tcp.too',
      'POL102',
      'use `from` or `to`, or remove it',
    ],
    [
      'an unknown field of a destination',
      wrongRule({ destinations: [{ country: 'US', q: 1 }] }),
      'rules[0].destinations[0].q',
      'POL102',
      'use `country`, or remove it',
    ],
    [
      'the field __proto__',
      JSON.parse('{"version":1,"name":"a","mode":"enforce","rules":[],"__proto__":{}}'),
      '__proto__',
      'POL102',
      'use `version`, `name`, `mode`, `groups`, `sets` or `rules`, or remove it',
    ],
    [
      'the set __proto__',
      JSON.parse('{"version":1,"name":"a","mode":"enforce","rules":[],"sets":{"__proto__":[]}}'),
      'sets.__proto__',
      'POL106',
      'write 1 to 64 of them, as in `package-index`',
    ],
    [
      'a prefix list by another name',
      wrongRule({ destinations: [{ prefixList: 'not a list' }] }),
      'rules[0].destinations[0].prefixList',
      'POL119',
      'write it as AWS does, as in `pl-0123456789abcdef0`',
    ],
    [
      // In Terraform JSON it would be an expression.
      'a token for a prefix list',
      wrongRule({ destinations: [{ prefixList: '${file("/etc/passwd")}' }] }),
      'rules[0].destinations[0].prefixList',
      'POL119',
      'write the id itself, as in `pl-0123456789abcdef0`, and its blocks in the options of each compiler: there they may be tokens',
    ],
    [
      'a token for a service',
      wrongRule({ destinations: [{ service: '${file("/etc/passwd")}' }] }),
      'rules[0].destinations[0].service',
      'POL120',
      'write it as endpoint names end, as in `s3` or `ecr.api`',
    ],
    [
      'no destination',
      wrongRule({ destinations: [] }),
      'rules[0].destinations',
      'POL105',
      'write at least one',
    ],
    [
      'no application',
      wrongRule({ applications: [] }),
      'rules[0].applications',
      'POL105',
      'write at least one',
    ],
    [
      'no source',
      wrongRule({ sources: [] }),
      'rules[0].sources',
      'POL105',
      'write at least one, or leave the field out',
    ],
    [
      'two lines',
      wrongRule({ description: 'a\nb' }),
      'rules[0].description',
      'POL107',
      'write 1 to 512 characters without line breaks or control characters',
    ],
    [
      'two forms in one destination',
      wrongRule({ destinations: [{ name: 'a.org', country: 'US' }] }),
      'rules[0].destinations[0]',
      'POL108',
      'write one destination for each',
    ],
    [
      'a mistyped form',
      wrongRule({ destinations: [{ nmae: 'a.org' }] }),
      'rules[0].destinations[0]',
      'POL109',
      'write `{ name: … }`',
    ],
    [
      'a bare name',
      wrongRule({ destinations: ['a.org'] }),
      'rules[0].destinations[0]',
      'POL109',
      'write `{ name: a.org }`',
    ],
    [
      'a bare block',
      wrongRule({ sources: ['10.0.0.0/8'] }),
      'rules[0].sources[0]',
      'POL109',
      'write `{ cidrBlock: 10.0.0.0/8 }`',
    ],
    [
      'a mistyped application',
      wrongRule({ applications: ['htps'] }),
      'rules[0].applications[0]',
      'POL109',
      'write `https`',
    ],
    [
      'a block with host bits',
      wrongRule({ destinations: [{ cidrBlock: '10.0.0.1/8' }] }),
      'rules[0].destinations[0].cidrBlock',
      'CIDR113',
      'write `10.0.0.0/8` for the block, or `10.0.0.1/32` for the one address',
    ],
    [
      'a wildcard in the middle',
      wrongRule({ destinations: [{ name: 'a.*.org' }] }),
      'rules[0].destinations[0].name',
      'POL134',
      'write `*.org`',
    ],
    [
      'a bad name in a set',
      { ...policyOf([]), sets: { a: [{ name: 'A.org' }] } },
      'sets.a[0].name',
      'POL136',
      'write `a.org`',
    ],
    [
      'port 0',
      wrongRule({ applications: [{ tcp: { from: 0, to: 1 } }] }),
      'rules[0].applications[0].tcp.from',
      'POL110',
      'write a whole number from 1 to 65535',
    ],
    [
      'port 65536',
      wrongRule({ applications: [{ udp: { from: 1, to: 65536 } }] }),
      'rules[0].applications[0].udp.to',
      'POL110',
      'write a whole number from 1 to 65535',
    ],
    [
      'half a port',
      wrongRule({ applications: [{ tcp: { from: 1.5, to: 2 } }] }),
      'rules[0].applications[0].tcp.from',
      'POL110',
      'write a whole number from 1 to 65535',
    ],
    [
      'ports in reverse',
      wrongRule({ applications: [{ tcp: { from: 90, to: 80 } }] }),
      'rules[0].applications[0].tcp',
      'POL111',
      'write from `80` to `90`',
    ],
    [
      'a country in small letters',
      wrongRule({ destinations: [{ country: 'us' }] }),
      'rules[0].destinations[0].country',
      'POL112',
      'write `US`',
    ],
    [
      'no country of ISO',
      wrongRule({ destinations: [{ country: 'UK' }] }),
      'rules[0].destinations[0].country',
      'POL112',
      'write `GB`',
    ],
    [
      'a day that does not exist',
      wrongRule({ expires: '2026-02-29' }),
      'rules[0].expires',
      'POL113',
      'write year, month and day, as in `2026-12-31`',
    ],
    [
      'the same id twice',
      policyOf([rule({}), rule({})]),
      'rules[1].id',
      'POL114',
      'give each rule an id of its own',
    ],
    [
      'an unknown group',
      { ...policyOf([rule({ sources: [{ group: 'wbe' }] })]), groups: { web: { cidrBlocks: [] } } },
      'rules[0].sources[0].group',
      'POL115',
      'write `web`',
    ],
    [
      'an unknown set',
      wrongRule({ destinations: [{ set: 'index' }] }),
      'rules[0].destinations[0].set',
      'POL116',
      'define it under `sets`',
    ],
    [
      'an unknown set in a set',
      { ...policyOf([]), sets: { indexes: [{ set: 'indxes' }] } },
      'sets.indexes[0].set',
      'POL116',
      'write `indexes`',
    ],
    [
      'sets in a circle',
      { ...policyOf([]), sets: { a: [{ set: 'b' }], b: [{ set: 'a' }] } },
      'sets.a',
      'POL117',
      'remove one of these references',
    ],
    [
      'a name by SSH',
      wrongRule({ destinations: [OTHER, { name: 'a.org' }], applications: ['https', 'ssh'] }),
      'rules[0].applications[1]',
      'POL118',
      'write a rule of its own for it, with blocks, a country or a prefix list as destinations',
    ],
    [
      'a name by port, through sets',
      {
        ...policyOf([
          rule({ destinations: [{ set: 'a' }], applications: [{ tcp: { from: 443, to: 443 } }] }),
        ]),
        sets: { a: [{ set: 'b' }], b: [{ name: 'a.org' }] },
      },
      'rules[0].applications[0]',
      'POL118',
      'write a rule of its own for it, with blocks, a country or a prefix list as destinations',
    ],
  ])('%s', (_, policy, path, code, remedy) => {
    const problems = findPolicyProblems(policy);
    expect(problems.map(({ code, path, remedy }) => ({ code, path, remedy }))).toContainEqual({
      code,
      path,
      remedy,
    });
    expect(problems).toHaveLength(1);
  });
});

it('everything wrong is said at once, form and references alike', () => {
  const policy = {
    ...wrongRule({ destinations: [{ name: 'A.org' }], applications: ['ntp'], action: 'allow' }),
    mode: 1,
  };
  expect(problemsOf(() => parsePolicy(policy)).map(({ path, code }) => `${path} ${code}`)).toEqual([
    'mode POL104',
    'rules[0].destinations[0].name POL136',
    'rules[0].action POL104',
    'rules[0].applications[0] POL118',
  ]);
});

describe('a file that says more or less than it shows is refused:', () => {
  it.each([
    ['an anchor', 'yaml', 'name: &a x', 'line 1, column 10', 'POL142'],
    ['an alias', 'yaml', 'a: &a x\nb: *a', 'line 2, column 4', 'POL142'],
    [
      'aliases that expand without bound',
      'yaml',
      'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]',
      'line 3, column 5',
      'POL142',
    ],
    ['a standard tag', 'yaml', 'name: !!str x', 'line 1, column 13', 'POL142'],
    ['a tag of its own', 'yaml', 'name: !include x', 'line 1, column 16', 'POL142'],
    ['a key twice in YAML', 'yaml', 'mode: enforce\nmode: monitor', 'line 2, column 1', 'POL141'],
    [
      'a key twice in JSON',
      'json',
      '{ "mode": "enforce",\n\t"mode": "monitor" }',
      'line 2, column 2',
      'POL141',
    ],
    ['two documents', 'yaml', 'a: 1\n---\nb: 2', 'line 2, column 1', 'POL141'],
    ['brackets that do not close', 'yaml', 'a: [', 'line 1, column 5', 'POL141'],
    ['no JSON', 'json', '{', '', 'POL141'],
    ['more than 2 MB', 'yaml', '#'.repeat(2_000_001), '', 'POL140'],
  ] as const)('%s', (_, format, text, path, code) => {
    const problems = problemsOf(() => readPolicy(text, { format }));
    expect(problems).toContainEqual(expect.objectContaining({ path, code }));
    for (const problem of problems) expect(problem.code).toBe(code);
  });

  it.each([
    ['brackets', 'json', '['.repeat(1e5) + ']'.repeat(1e5)],
    ['brackets that do not close', 'yaml', '['.repeat(1e5)],
    ['braces', 'yaml', '{a: '.repeat(1e5)],
    ['dashes', 'yaml', '- '.repeat(1e5)],
    ['question marks', 'yaml', '? '.repeat(1e5)],
    ['indentation', 'yaml', Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ] as const)('%s nested without end', (_, format, text) => {
    const problems = problemsOf(() => readPolicy(text, { format }));
    expect(problems[0]?.code).toBe('POL141');
    expect(problems[0]?.message).toContain('nested too deeply');
  });
});
