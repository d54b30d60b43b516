import { mkdirSync } from 'node:fs';
import { unreadable } from '../src/errors';
import { describeProblem } from '../src/outputs/print';
import { PLACE, policyText, useFolder, type Answer } from './support/egress';

const { write, path, egress } = useFolder();

function expectRefusal({ status, out, err }: Answer, ...said: readonly string[]): void {
  expect({ status, out }).toEqual({ status: 3, out: '' });
  expect(err.trimEnd().split('\n')).toEqual(said.map((one) => expect.stringContaining(one)));
  expect(err).not.toMatch(/^ +at /m);
  expect(err.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
}

describe('a policy file', () => {
  it.each([
    [
      'no file',
      'none.yaml',
      'none.yaml: there is no such file; name a file, or `-` for standard input [CLI111]',
    ],
    ['a folder', 'folder', 'folder: it is a folder; name a file in it [CLI111]'],
    ['a file as a folder', 'empty.yaml/x', 'it cannot be read (ENOTDIR)'],
    ['an empty file', 'empty.yaml', 'empty.yaml: it is empty; write a policy [CLI114]'],
    ['bytes that are no text', 'binary.yaml', 'binary.yaml: it is not UTF-8 text; save it as UTF-8 [CLI113]'],
    ['two megabytes and more', 'huge.yaml', 'huge.yaml: it has more than `2000000` bytes; split it [CLI112]'],
    ['an anchor bomb', 'bomb.yaml', 'bomb.yaml: line 1, column 11: anchor `&a` is not read'],
    ['deep nesting', 'deep.yaml', 'deep.yaml: the text is not a policy file: it is nested too deeply'],
    ['a key twice', 'twice.json', 'twice.json: line 1, column 16: the text is not JSON of one meaning'],
    ['no YAML', 'broken.yaml', '[POL141]'],
  ])('%s is refused in one line', async (_, name, said) => {
    mkdirSync(path('folder'));
    write('empty.yaml', ' \n');
    write('binary.yaml', new Uint8Array([0xff, 0xfe, 0x00]));
    write('huge.yaml', `# ${'x'.repeat(2_000_000)}`);
    write('bomb.yaml', 'rules: &a [x]');
    write('deep.yaml', '['.repeat(10_000));
    write('twice.json', '{"version": 1, "version": 1}');
    write('broken.yaml', 'rules: [');
    expectRefusal(await egress(`policy lint @${name}`), said);
  });

  it('every alias of a bomb is named, and none is expanded', async () => {
    const levels = [...'bcdefghij'].map(
      (name, index) => `${name}: &${name} [*${'abcdefghi'[index]}, *${'abcdefghi'[index]}]`,
    );
    write('bomb.yaml', ['a: &a [x]', ...levels].join('\n'));
    const { status, err } = await egress('policy lint @bomb.yaml');
    expect(status).toBe(3);
    expect(err.match(/alias `\*\w` is not read/g)).toHaveLength(18);
  });

  it('all that is wrong with a policy is said, one line each', async () => {
    write(
      'p.yaml',
      policyText({ more: '    exires: never\n  - id: B\n' }).replace('mode: enforce', 'mode: enforced'),
    );
    expectRefusal(
      await egress('policy lint @p.yaml'),
      'p.yaml: mode: `enforced` is not `enforce` or `monitor`; write `enforce` [POL104]',
      'p.yaml: rules[0].exires: there is no field `exires` here; write `expires` [POL102]',
      'p.yaml: rules[1].id: `B` is not a name of lower-case letters',
      'p.yaml: rules[1].destinations: nothing is given',
      'p.yaml: rules[1].applications: nothing is given',
      'p.yaml: rules[1].action: nothing is given',
    );
  });

  it('may not be read without permission, and says so', () => {
    expect(describeProblem(unreadable('p.yaml', 'EACCES'))).toBe(
      'p.yaml: it may not be read; ask for permission to read it [CLI111]',
    );
  });

  it('from a device that never ends is refused', async () => {
    expectRefusal(await egress('policy lint /dev/zero'), '/dev/zero: it has more than `2000000` bytes');
  });

  it('cannot be standard input twice', async () => {
    expectRefusal(
      await egress('policy lint - -', policyText()),
      '`-` is standard input, and it can be read once',
    );
  });

  it('that is empty on standard input is refused', async () => {
    expectRefusal(await egress('policy lint -'), 'standard input: it is empty; write a policy [CLI114]');
  });

  it('cannot write to the terminal by its names', async () => {
    write('p.yaml', policyText({ name: 'a\\u001b[2J' }).replace(/'a.*J'/, '"a\\e[2J\\u202e"'));
    expectRefusal(await egress('policy lint @p.yaml'), '`a\\u{1b}[2J\\u{202e}`');
  });

  it('is refused in JSON where JSON is asked for, with the same status', async () => {
    const { status, out, err } = await egress('policy lint @none.yaml --format json');
    expect(status).toBe(3);
    expect(JSON.parse(out)).toEqual({
      problems: [expect.objectContaining({ code: 'CLI111', message: 'there is no such file' })],
    });
    expect(err).toContain('[CLI111]');
  });
});

describe('a file of flows', () => {
  it.each([
    ['is no list', 'a: b', '`{ a: "b" }` is not a list; write a list [CLI121]'],
    ['is empty', '', 'flows.yaml: it is empty; write a list of flows [CLI114]'],
    ['has an alias', '[&a x, *a]', 'line 1, column 5: anchor `&a` is not read'],
    [
      'has a key twice',
      '- { sni: a, sni: b }',
      'flows.yaml: line 1, column 13: the text is not YAML of one meaning: key `sni` stands twice in one object',
    ],
    ['has a tag', '- !!set {a}', 'tag `tag:yaml.org,2002:set` is not read'],
    ['is nested deeply', '['.repeat(10_000), 'it is nested too deeply'],
  ])('that %s is refused', async (_, text, said) => {
    write('p.yaml', policyText());
    write('flows.yaml', text);
    const { status, err } = await egress('policy simulate @p.yaml --flow @flows.yaml');
    expect(status).toBe(3);
    expect(err).toContain(said);
  });

  it('says all that is wrong with its fields at once, with their paths', async () => {
    write('p.yaml', policyText());
    write(
      'flows.yaml',
      `- { source: 10.0.0.1, destinaton: 10.0.0.2, port: 70000, protocol: tpc, expect: allow, sni: 5 }
- {}
`,
    );
    expectRefusal(
      await egress('policy simulate @p.yaml --flow @flows.yaml'),
      'flows.yaml: [0].destinaton: there is no field `destinaton` here; write `destination` [CLI122]',
      'flows.yaml: [0].destination: nothing is given; write a text [CLI123]',
      'flows.yaml: [0].expect: `allow` is not `pass`, `drop`, `reject` or `undetermined`; use one of these [CLI124]',
      'flows.yaml: [0].protocol: `tpc` is not `tcp`, `udp`, `icmp` or `icmpv6`; write `tcp` [CLI124]',
      'flows.yaml: [0].port: `70000` is not a whole number from 1 to 65535',
      'flows.yaml: [0].sni: `5` is not a text',
      'flows.yaml: [1].source: nothing is given',
      'flows.yaml: [1].destination: nothing is given',
    );
  });

  it('says what of a flow cannot be', async () => {
    write('p.yaml', policyText());
    const ends = 'source: 10.0.0.1, destination: 10.0.0.2';
    write(
      'flows.yaml',
      `- { name: a, ${ends}, protocol: icmp, port: 5 }
- { name: a, ${ends}, protocol: udp, icmpType: 8 }
- { ${ends} }
- { ${ends}, sni: a.example, country: UK }
`,
    );
    expectRefusal(
      await egress('policy simulate @p.yaml --flow @flows.yaml'),
      'flows.yaml: [0].port: icmp has no port; leave it out, or change the protocol [CLI131]',
      'flows.yaml: [1].icmpType: udp has no ICMP type',
      'flows.yaml: [2].protocol: nothing is given, and nothing else of the flow says it',
      'flows.yaml: [3].country: `UK` is not a country of ISO 3166-1 alpha-2; write `GB` [POL112]',
      'flows.yaml: [1].name: `a` is the name of an earlier flow',
    );
  });

  it('says every address that is none', async () => {
    write('p.yaml', policyText());
    write('flows.yaml', '- { source: 10.0.0.256, destination: nowhere, sni: a.example }\n');
    expectRefusal(
      await egress('policy simulate @p.yaml --flow @flows.yaml'),
      'flows.yaml: [0].source: octet `256` of `10.0.0.256` is above 255',
      'flows.yaml: [0].destination: `nowhere`',
    );
  });
});

describe('a file of a place', () => {
  it('says every field that is not read, and what was meant', async () => {
    write('p.yaml', policyText());
    write('place.yaml', 'postion: after-nat\nnetwork-firewal: {}\n');
    expectRefusal(
      await egress('policy compile @p.yaml --to network-firewall --place @place.yaml'),
      'place.yaml: postion: there is no field `postion` here; write `position` [CLI122]',
      'place.yaml: network-firewal: there is no field `network-firewal` here; write `network-firewall` [CLI122]',
    );
  });

  it('says every value that is wrong, and what a layer needs', async () => {
    write('p.yaml', policyText());
    write(
      'place.yaml',
      'position: after\nnatCidrBlocks: 10.0.1.0/28\nnetwork-firewall: { homeNet: [5], homenet: [], position: no-nat }\n',
    );
    expectRefusal(
      await egress('policy compile @p.yaml --to network-firewall --place @place.yaml'),
      'network-firewall.position: there is no field `position` here; write it outside of `network-firewall` [CLI122]',
      'network-firewall.homenet: there is no field `homenet` here; write `homeNet` [CLI122]',
      'workloadCidrBlocks: nothing is given, and network-firewall needs it; write a list in the file of `--place`',
      'position: `after` is not `after-nat`, `before-nat` or `no-nat`',
      'natCidrBlocks: `10.0.1.0/28` is not a list; write a list [CLI121]',
      'network-firewall.homeNet[0]: `5` is not a text',
    );
  });

  it('is named where a compiler refuses its blocks, and the policy where it refuses a rule', async () => {
    const more = `  - id: listed
    destinations: [{ prefixList: pl-0123456789abcdef0 }]
    applications: [https]
    action: pass
`;
    write('p.yaml', policyText({ more }));
    write('place.yaml', PLACE.replace('10.0.1.0/28', '10.0.1.5/28'));
    write('lists.yaml', PLACE);
    expectRefusal(
      await egress('policy compile @p.yaml --to network-firewall --place @place.yaml'),
      'place.yaml: natCidrBlocks[0]: `10.0.1.5/28` has host bits set',
    );
    expectRefusal(
      await egress('policy compile @p.yaml --to network-firewall --place @lists.yaml'),
      'lists.yaml: prefixLists.pl-0123456789abcdef0.cidrBlocks: ',
    );
  });

  it('that is no object is refused', async () => {
    write('p.yaml', policyText());
    write('place.yaml', '- position');
    expectRefusal(
      await egress('policy compile @p.yaml --to network-firewall --place @place.yaml'),
      'place.yaml: `["position"]` is not an object',
    );
  });
});
