import { policyText, useFolder } from './support/egress';

const { write, egress } = useFolder();

const PLAIN_HTTP = `  - id: web
    destinations: [{ name: example.com }]
    applications: [http]
    action: pass
`;

it('a policy with notes alone gives 0, one with a warning 1', async () => {
  write('good.yaml', policyText());
  write('wide.yaml', policyText({ more: PLAIN_HTTP }));
  expect(await egress('policy lint @good.yaml')).toMatchObject({ status: 0, err: '' });
  expect(await egress('policy lint @wide.yaml')).toMatchObject({ status: 1, err: '' });
});

it.each([
  ['error', 'wide.yaml', 0],
  ['error', 'registry.yaml', 1],
  ['warning', 'wide.yaml', 1],
  ['info', 'good.yaml', 1],
])('--fail-on %s with %s gives %i', async (severity, file, status) => {
  write('good.yaml', policyText());
  write('wide.yaml', policyText({ more: PLAIN_HTTP }));
  write('registry.yaml', policyText({ name: '*.com' }));
  expect((await egress(`policy lint @${file} --fail-on ${severity}`)).status).toBe(status);
});

it('a policy without remarks is said to have none', async () => {
  write('empty.yaml', 'version: 1\nname: nothing\nmode: enforce\nrules: []\n');
  expect(await egress('policy lint @empty.yaml --fail-on info')).toMatchObject({
    status: 0,
    out: 'empty.yaml: no remarks\n1 file: 0 error, 0 warning, 0 info\n',
  });
});

it('several policies are each checked by themselves', async () => {
  write('a.yaml', policyText({ more: PLAIN_HTTP }));
  write('b.yaml', policyText({ name: '*.com' }));
  const { out } = await egress('policy lint @a.yaml @b.yaml');
  expect(out).toMatchInlineSnapshot(`
   "a.yaml: 2 remarks
     warning  rules[1].applications[0]: the rule permits plain HTTP, which anyone on the way reads and changes; permit \`https\` in its place [POL209]
     info     rules: \`package-index\` and \`web\` trust the name that the client claims: it may claim a permitted name to any address; where that matters, inspect TLS, or send clients through a proxy that resolves the name itself [POL208]
   b.yaml: 2 remarks
     error  rules[0]: \`*.com\` is every name that anyone registers under \`com\`; name the domains that are needed [POL205]
     info   rules: \`package-index\` trust the name that the client claims: it may claim a permitted name to any address; where that matters, inspect TLS, or send clients through a proxy that resolves the name itself [POL208]
   2 files: 1 error, 1 warning, 2 info
   "
  `);
});

describe('under a baseline', () => {
  const BASELINE = `version: 1
name: organization
mode: enforce
groups:
  unused: { cidrBlocks: [10.0.0.0/24] }
rules:
  - id: no-mail
    destinations: [{ anywhere: all }]
    applications: [{ tcp: { from: 25, to: 25 } }]
    action: drop
`;
  const ADDITION = `version: 1
name: team
mode: enforce
sets:
  spare: [{ name: example.com }]
rules:
  - id: team-clock
    destinations: [{ cidrBlock: 198.51.100.123/32 }]
    applications: [ntp]
    action: pass
  - id: team-mail
    destinations: [{ cidrBlock: 198.51.100.25/32 }]
    applications: [{ tcp: { from: 25, to: 25 } }]
    action: pass
`;

  it('an addition against it is an error of the file and the place where it stands', async () => {
    write('base.yaml', BASELINE);
    write('team.yaml', ADDITION);
    const { status, out } = await egress('policy lint --baseline @base.yaml @team.yaml --format json');
    const { remarks } = JSON.parse(out) as {
      remarks: { file: string; path: string; code: string; severity: string }[];
    };
    expect(status).toBe(1);
    expect(
      remarks.map(({ file, path, code, severity }) => [file.replace(/.*\//, ''), path, severity, code]),
    ).toEqual([
      ['team.yaml', 'rules[1]', 'error', 'POL154'],
      ['base.yaml', 'groups.unused', 'info', 'POL213'],
      ['team.yaml', 'sets.spare', 'info', 'POL213'],
    ]);
  });

  it('an addition by itself is none', async () => {
    write('team.yaml', ADDITION);
    expect((await egress('policy lint @team.yaml')).status).toBe(0);
  });

  it('rules that share an id are problems of their files', async () => {
    write('base.yaml', BASELINE);
    write('team.yaml', BASELINE);
    expect(await egress('policy lint --baseline @base.yaml @team.yaml')).toMatchObject({
      status: 3,
      out: '',
      err: expect.stringMatching(
        /^team\.yaml: rules\[0\]\.id: `no-mail` is the id of a rule of baseline too.*\n$/,
      ),
    });
  });
});

it('--today decides what has expired', async () => {
  const expiring = `    expires: '2026-12-31'\n`;
  write('p.yaml', policyText({ more: expiring }));
  expect((await egress('policy lint @p.yaml')).out).not.toContain('POL204');
  expect((await egress('policy lint @p.yaml --today 2027-01-01')).out).toContain('[POL204]');
});

it('JSON is one value with all that the text says', async () => {
  write('p.yaml', policyText({ more: PLAIN_HTTP }));
  const { out } = await egress('policy lint @p.yaml --format json');
  const value: unknown = JSON.parse(out);
  expect(value).toMatchObject({
    files: [expect.stringMatching(/p\.yaml$/)],
    counts: { error: 0, warning: 1, info: 1 },
    remarks: expect.arrayContaining([
      expect.objectContaining({
        code: 'POL209',
        severity: 'warning',
        path: 'rules[1].applications[0]',
        rule: 'web',
      }),
    ]),
  });
});

it('a policy comes from standard input too, as YAML and as JSON', async () => {
  const json = JSON.stringify({ version: 1, name: 'nothing', mode: 'enforce', rules: [] });
  for (const text of [json, 'version: 1\nname: nothing\nmode: enforce\nrules: []\n']) {
    expect(await egress('policy lint -', text)).toMatchObject({
      status: 0,
      out: 'standard input: no remarks\n1 file: 0 error, 0 warning, 0 info\n',
    });
  }
});

it('work that may take long is told while it lasts', async () => {
  write('p.yaml', policyText());
  expect((await egress('policy lint @p.yaml')).progress).toEqual([
    expect.stringMatching(/^checking .*p\.yaml$/),
    'done',
  ]);
});
