import { policyText, useFolder } from './support/egress';

const { write, egress } = useFolder();

const ENDS = 'source: 10.0.0.10, destination: 198.51.100.7';
const simulate = (flows: string, more = '') => {
  write('p.yaml', policyText());
  write('flows.yaml', flows);
  return egress(`policy simulate @p.yaml --flow @flows.yaml${more}`);
};
const simulateOne = (options: string) => {
  write('p.yaml', policyText());
  return egress(`policy simulate @p.yaml --from 10.0.0.10 --to 198.51.100.7 ${options}`);
};

describe('the status', () => {
  const PASS = `- { ${ENDS}, sni: pypi.org, expect: pass }\n`;
  const DROP = `- { name: other, ${ENDS}, sni: example.com, expect: drop }\n`;
  const WRONG = `- { name: wrong, ${ENDS}, sni: example.com, expect: pass }\n`;
  const OPEN = `- { name: open, ${ENDS}, protocol: tcp, port: 443, expect: pass }\n`;
  const KNOWN_OPEN = OPEN.replace('expect: pass', 'expect: undetermined');
  const WITHOUT = `- { name: asked, ${ENDS}, sni: example.com }\n`;

  it.each([
    ['0 when every expectation is met', PASS + DROP + KNOWN_OPEN, 0],
    ['0 when nothing is expected', WITHOUT, 0],
    ['1 when a flow has another verdict', PASS + WRONG, 1],
    ['1 when undetermined is expected of a verdict', DROP.replace('expect: drop', 'expect: undetermined'), 1],
    ['2 when a flow is undetermined that was not to be', PASS + OPEN, 2],
    ['1 when both are so', OPEN + WRONG, 1],
  ])('is %s', async (_, flows, status) => {
    const answer = await simulate(flows);
    expect({ status: answer.status, err: answer.err }).toEqual({ status, err: '' });
  });

  it('is as well that of one flow with --expect', async () => {
    expect((await simulateOne('--sni pypi.org --expect pass')).status).toBe(0);
    expect((await simulateOne('--sni pypi.org --expect drop')).status).toBe(1);
    expect((await simulateOne('--protocol tcp --port 443 --expect pass')).status).toBe(2);
  });
});

it('the table has verdict, rule, reason, stopping layer and what is missing', async () => {
  const { out } = await simulate(`- { name: pip, ${ENDS}, sni: pypi.org, expect: pass }
- { name: mirror, ${ENDS}, sni: example.com, expect: pass }
- { name: mail, ${ENDS}, protocol: tcp, port: 25 }
- { name: bytes, ${ENDS}, protocol: tcp, port: 443 }
`);
  expect(out).toMatchInlineSnapshot(`
   "flow    verdict       expected       rule           stopped by        missing           because
   pip     pass          pass, met      package-index                                      rule \`package-index\` says pass
   mirror  drop          pass, not met                 network-firewall                    no rule matches, and the default is drop
   mail    drop                                        security-group                      no rule matches, and the default is drop
   bytes   undetermined                                                  application, sni  \`package-index\` says pass, the default says drop: which one decides depends on application and sni, not known of the flow
   2 expectations, 1 not met
   "
  `);
});

it('columns that would say nothing are left out', async () => {
  expect((await simulateOne('--sni pypi.org')).out).toBe(
    `flow                                                  verdict  rule           because
tcp 10.0.0.10 to 198.51.100.7 port 443, tls pypi.org  pass     package-index  rule \`package-index\` says pass
`,
  );
});

describe('what a flow means that says little', () => {
  it.each([
    ['--sni a.example', 'tcp 10.0.0.10 to 198.51.100.7 port 443, tls a.example'],
    ['--sni a.example --port 8443', 'tcp 10.0.0.10 to 198.51.100.7 port 8443, tls a.example'],
    ['--sni a.example --protocol udp', 'udp 10.0.0.10 to 198.51.100.7 port 443, quic a.example'],
    ['--host a.example', 'tcp 10.0.0.10 to 198.51.100.7 port 80, http a.example'],
    ['--query a.example', 'udp 10.0.0.10 to 198.51.100.7 port 53, dns a.example'],
    ['--query a.example --protocol tcp', 'tcp 10.0.0.10 to 198.51.100.7 port 53, dns a.example'],
    ['--application ssh', 'tcp 10.0.0.10 to 198.51.100.7 port 22, ssh'],
    ['--application ntp', 'udp 10.0.0.10 to 198.51.100.7 port 123, ntp'],
    ['--protocol tcp --port 25', 'tcp 10.0.0.10 to 198.51.100.7 port 25'],
    ['--protocol icmp --icmp-type 8', 'icmp 10.0.0.10 to 198.51.100.7 type 8'],
  ])('%s is %s', async (options, meaning) => {
    expect((await simulateOne(options)).out.split('\n')[1]?.replace(/ {2}.*/, '')).toBe(meaning);
  });

  it('an application that nothing says stays unknown', async () => {
    const { out } = await simulateOne('--protocol tcp --port 443 --format json');
    expect(JSON.parse(out)).toMatchObject({
      flows: [
        { verdict: 'undetermined', missing: ['application', 'sni'], flow: { protocol: 'tcp', port: 443 } },
      ],
    });
  });
});

it('every option of a flow reaches the policy', async () => {
  write(
    'p.yaml',
    `version: 1
name: options
mode: enforce
groups: { builders: { cidrBlocks: [] } }
rules:
  - id: grouped
    sources: [{ group: builders }]
    destinations: [{ prefixList: pl-1 }]
    applications: [https]
    action: pass
  - id: tiered
    sources: [{ tier: protected }]
    destinations: [{ country: US }]
    applications: [icmp-echo]
    action: pass
`,
  );
  const call = 'policy simulate @p.yaml --from 10.0.0.10 --to 198.51.100.7';
  const grouped = await egress(
    `${call} --application tls --group other builders --prefix-list pl-0 pl-1 --expect pass`,
  );
  expect(grouped.status).toBe(0);
  expect(grouped.out).toContain('rule `grouped` says pass');
  const tiered = await egress(
    `${call} --protocol icmp --icmp-type 8 --tier protected --country US --expect pass`,
  );
  expect(tiered.status).toBe(0);
  expect(tiered.out).toContain('rule `tiered` says pass');
});

it('--today decides which rules hold', async () => {
  write('p.yaml', policyText({ more: "    expires: '2026-12-31'\n" }));
  const call = 'policy simulate @p.yaml --from 10.0.0.10 --to 198.51.100.7 --sni pypi.org --expect pass';
  expect((await egress(call)).status).toBe(0);
  expect((await egress(`${call} --today 2027-01-01`)).status).toBe(1);
});

describe('options that are no flow', () => {
  it.each([
    ['--port 443x --protocol tcp', ['--port: `443x` is not a whole number from 1 to 65535']],
    ['--port 0 --protocol tpc', ['--protocol: `tpc` is not', '--port: `0` is not a whole number']],
    ['--sni a.example --country XX', ['--country: `XX` is not a country']],
    ['--port 443', ['--protocol: nothing is given']],
    ['--sni a.example --expect allow', ['--expect: `allow` is not']],
  ])('%s: status 3, and a line for each', async (options, said) => {
    const { status, out, err } = await simulateOne(options);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err.trimEnd().split('\n')).toEqual(said.map((one) => expect.stringContaining(one)));
  });

  it('a flow needs both ends, and both must be addresses', async () => {
    write('p.yaml', policyText());
    const half = await egress('policy simulate @p.yaml --from 10.0.0.10 --sni a.example');
    expect(half).toMatchObject({ status: 3, err: expect.stringContaining('--to: nothing is given') });
    const nowhere = await egress('policy simulate @p.yaml --from here --to there --sni a.example');
    expect(nowhere.err.trimEnd().split('\n')).toEqual([
      expect.stringContaining('--from: `here`'),
      expect.stringContaining('--to: `there`'),
    ]);
  });

  it('a file and options are not both given, and one of them is', async () => {
    const both = await simulate(`- { ${ENDS}, sni: a.example }`, ' --port 443 --expect drop');
    expect(both).toMatchObject({
      status: 3,
      err: expect.stringContaining('flows are in a file, and `--port`, `--expect` describes another'),
    });
    expect(await egress('policy simulate @p.yaml')).toMatchObject({
      status: 3,
      err: 'egress: --flow: no flow is given; name a file of flows, or describe one by `--from` and `--to` [CLI104]\n',
    });
  });
});

it('a name cannot write to the terminal, and JSON is exact about it', async () => {
  const flows = `- { name: "a\\e[2J\\u202e\\nb", ${ENDS}, sni: pypi.org }\n`;
  const shown = await simulate(flows);
  expect(shown.out).toContain('a\\u{1b}[2J\\u{202e}\\u{a}b  ');
  expect(shown.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
  const json = await simulate(flows, ' --format json');
  expect(json.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
  expect(JSON.parse(json.out)).toMatchObject({ flows: [{ name: 'a\u001b[2J\u202e\nb' }] });
});

it('an empty list of flows is judged: nothing is unmet', async () => {
  expect(await simulate('[]')).toMatchObject({ status: 0, out: 'no flows\n', err: '' });
});
