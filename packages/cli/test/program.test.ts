import { Readable } from 'node:stream';
import { runEgress } from '../src/index';
import { egress } from './support/egress';

const VERBS = [
  'verify',
  'explain',
  'diff',
  ...['lint', 'compile', 'simulate', 'replay'].map((verb) => `policy ${verb}`),
];

describe('help', () => {
  it.each([['--help'], ['policy --help'], ...VERBS.map((verb) => [`${verb} --help`])])(
    'egress %s reads well',
    async (call) => {
      const { status, out, err } = await egress(call.split(' '));
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toMatchSnapshot();
    },
  );

  it.each(VERBS)('of %s has an example and says what each status means', async (verb) => {
    const { out } = await egress([...verb.split(' '), '--help']);
    expect(out).toContain(`Example: egress ${verb} `);
    expect(out).toMatch(/^Status: 0 .*3 an input or the call is unusable/ms);
  });

  it('is what a call without a verb gets, and it is no success', async () => {
    for (const call of [[], ['policy']]) {
      const { status, out, err } = await egress(call);
      expect({ status, out }).toEqual({ status: 3, out: '' });
      expect(err).toContain('Usage: egress');
    }
  });

  it('tells the version of the package', async () => {
    expect((await egress(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a call that cannot be used', () => {
  it.each([
    ['polcy', "unknown command 'polcy' (Did you mean policy?); see `egress --help`"],
    ['policy lnit', "unknown command 'lnit' (Did you mean lint?); see `egress policy --help`"],
    ['verfy x', "unknown command 'verfy' (Did you mean verify?)"],
    ['verify', "missing required argument 'input'; see `egress verify --help`"],
    ['policy lint', "missing required argument 'policy'; see `egress policy lint --help`"],
    ['policy lint p.yaml --bsaeline b.yaml', "unknown option '--bsaeline' (Did you mean --baseline?)"],
    ['policy lint p.yaml --format xml', "argument 'xml' is invalid. Allowed choices are text, json"],
    ['policy lint p.yaml --fail-on', "option '--fail-on <severity>' argument missing"],
    ['policy lint p.yaml --today 2026-02-30', '--today: `2026-02-30` is not a day of the calendar'],
    ['policy compile p.yaml', "required option '--to <layers>' not specified"],
    [
      'policy compile p.yaml --to network-firwall',
      '--to: `network-firwall` is no layer; write `network-firewall`',
    ],
    ['policy simulate a.yaml b.yaml', 'too many arguments for'],
    ['policy replay p.yaml --flow f.yaml', "required option '--place <file>' not specified"],
  ])('egress %s: status 3 and one line', async (call, said) => {
    const { status, out, err } = await egress(call.split(' '));
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain(said);
    expect(err).toMatch(/^egress: [^\n]+ \[(CLI|POL)\d+\]\n$/);
  });

  it('is shown without what a terminal would obey', async () => {
    const { err } = await egress(['policy', 'lint', '--\u001b[2J\u202e']);
    expect(err).toContain('\\u{1b}[2J\\u{202e}');
    expect(err.trimEnd()).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});

it('a fault of the command is one line and no trace', async () => {
  const lines: string[] = [];
  const status = await runEgress(['policy', 'lint', '-'], {
    stdin: Readable.from(['version: 1\nname: none\nmode: enforce\nrules: []\n']),
    stdout: {
      write: () => {
        throw new TypeError('broken\n    at somewhere');
      },
    },
    stderr: { write: (text) => lines.push(text) },
    today: '2026-11-22',
    startProgress: () => () => undefined,
  });
  expect(status).toBe(3);
  expect(lines).toEqual([
    'egress: a fault of this command: broken; report it with what you called [CLI191]\n',
  ]);
});
