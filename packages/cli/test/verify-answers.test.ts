import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder } from './support/egress';
import { EXAMPLES } from './support/worlds';

const { write, path, egress: call } = useFolder();
const DEPLOYED = join(EXAMPLES, 'deployed');

/** The answers of the example, as `answers` in the folder of the test. */
function answers(): string {
  cpSync(DEPLOYED, path('answers'), { recursive: true });
  return path('answers');
}

interface Told {
  readonly inputs: readonly {
    readonly form: string;
    readonly notes: readonly string[];
    readonly promises: readonly {
      readonly promise: string;
      readonly verdict: string;
      readonly counts: object;
    }[];
    readonly findings: readonly { readonly verdict: string; readonly because: string }[];
  }[];
}

async function told(line: string) {
  const [input] = (JSON.parse((await call(`verify ${line} --format json`)).out) as Told).inputs;
  if (input === undefined) throw new Error('no input');
  return input;
}

it('what is applied of an example is judged as the example is', async () => {
  answers();
  const deployed = await told('@answers');
  const synthesized = await told(join(EXAMPLES, 'inspected'));
  expect(deployed.form).toBe('aws-cli');
  expect(deployed.notes).toEqual([]);
  expect(deployed.promises).toEqual(synthesized.promises);
});

it('and nothing is gained or lost from one to the other, default security group and default ACL included', async () => {
  answers();
  const { status, out } = await call(`diff ${join(EXAMPLES, 'inspected')} @answers --format json`);
  expect(JSON.parse(out)).toMatchObject({ status, change: 'none', undetermined: [] });
  // The default security group of an account that somebody has closed is a change of it, and of nothing else.
  const file = path('answers/describe-security-groups.json');
  const groups = JSON.parse(readFileSync(file, 'utf8')) as { SecurityGroups: Record<string, unknown>[] };
  groups.SecurityGroups.forEach((group) => (group['IpPermissionsEgress'] = []));
  writeFileSync(file, JSON.stringify(groups));
  const closed = await call(`diff ${join(EXAMPLES, 'inspected')} @answers --format json`);
  const { lost } = JSON.parse(closed.out) as { lost: { statements: { subject: string }[] } };
  expect(new Set(lost.statements.map(({ subject }) => subject))).toEqual(
    new Set(['aws_vpc.vpc/default-security-group']),
  );
});

it('folders of Regions are read together, and other files are not', async () => {
  cpSync(DEPLOYED, path('answers/us-east-1'), { recursive: true });
  write('answers/readme.txt', 'of 2026-11-29');
  write('answers/.cache/x.json', '{"resource": {}}');
  write('answers/eu-west-1/describe-vpcs.json', '{"Vpcs": []}');
  expect(await call('verify @answers')).toMatchObject({ status: 0, err: '' });
});

it('files may be called anything, but for those that do not say whose they are', async () => {
  const folder = answers();
  for (const [index, name] of readdirSync(folder).entries()) {
    if (name.startsWith('domains-')) continue;
    writeFileSync(join(folder, `${index}-answer.json`), readFileSync(join(folder, name)));
    rmSync(join(folder, name));
  }
  expect(await call('verify @answers')).toMatchObject({ status: 0, err: '' });
});

it('an answer that is missing leaves undetermined what it would have told, and is named', async () => {
  rmSync(join(answers(), 'describe-network-acls.json'));
  const { promises, findings, notes } = await told('@answers');
  const undetermined = promises.filter(({ verdict }) => verdict === 'undetermined');
  expect(undetermined.map(({ promise }) => promise)).toEqual(['acls-permit-declared-flows']);
  expect(notes).toEqual(['`describe-network-acls` was not given; add its answer']);
  expect(findings.find(({ verdict }) => verdict === 'undetermined')?.because).toContain(notes[0]);
  expect((await call('verify @answers')).status).toBe(2);
});

it('one answer is an input too, and standard input', async () => {
  const vpcs = readFileSync(join(DEPLOYED, 'describe-vpcs.json'), 'utf8');
  expect((await call('verify -', vpcs)).out).toContain('=== standard input (answers of the AWS CLI)');
  write('vpcs.json', vpcs);
  expect((await call('verify @vpcs.json')).status).toBe(2);
});

it('a flow is explained by ids of AWS', async () => {
  answers();
  const { status, out } = await call('explain @answers --from 10.0.0.10 --to ipinfo.io');
  expect(status).toBe(0);
  expect(out.replace(/\b(\w+)-[0-9a-f]{17}\b/g, '$1-…')).toMatchSnapshot();
});

describe('is refused in one line:', () => {
  const half = readFileSync(join(DEPLOYED, 'describe-subnets.json'), 'utf8').slice(0, 700);
  it.each([
    [
      'an answer of a call that failed',
      'describe-nat-gateways.json',
      '',
      'answers/describe-nat-gateways.json: it is empty; write what the AWS CLI prints',
    ],
    [
      'half an answer',
      'describe-subnets.json',
      half,
      'answers/describe-subnets.json: the JSON ends too early',
    ],
    [
      'a text',
      'describe-vpcs.json',
      'Unable to locate credentials',
      'answers/describe-vpcs.json: this is not JSON',
    ],
    ['a list by `--query`', 'describe-vpcs.json', '[]', 'answers/describe-vpcs.json: this is a list'],
    [
      'another shape',
      'describe-vpcs.json',
      '{"Vpcs": {}}',
      'answers/describe-vpcs.json: `Vpcs` is not a list',
    ],
    [
      'a route table without routes',
      'more.json',
      '{"RouteTables": [{"RouteTableId": "rtb-1", "Associations": []}]}',
      'answers/more.json: `RouteTables[0].Routes` is not a list',
    ],
    [
      'what Terraform wrote',
      'state.json',
      '{"format_version": "1.0", "values": {}}',
      'answers/state.json: this is of Terraform',
    ],
    ['another JSON', 'package.json', '{"name": "x"}', 'answers/package.json: this is JSON with `name`'],
    [
      'terminal escapes',
      'describe-vpcs.json',
      '{"Vpcs": [{"VpcId": 5, "\\u001b[31m": 1}]}',
      'answers/describe-vpcs.json: `Vpcs[0].VpcId` is not a text',
    ],
  ])('%s', async (_, name, text, said) => {
    writeFileSync(join(answers(), name), text);
    const { status, out, err } = await call('verify @answers');
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err).toContain(said);
  });

  it('a folder without any answer', async () => {
    write('project/package.json', '{"name": "x"}');
    const { status, err } = await call('verify @project');
    expect({ status, err }).toEqual({
      status: 3,
      err: 'project: the folder has neither `manifest.json` nor `cdk.tf.json`, and no answer of the AWS CLI; name a `cdktf.out`, a folder of one stack or of answers, or a file [CLI115]\n',
    });
  });

  it('an answer that is gone', async () => {
    symlinkSync(path('nowhere'), join(answers(), 'describe-more.json'));
    expect((await call('verify @answers')).err).toContain(
      'answers/describe-more.json: there is no such file',
    );
  });
});

describe('the script that asks AWS', () => {
  const script = join(EXAMPLES, 'ask-aws.sh');
  const text = readFileSync(script, 'utf8');

  it('asks for everything that the report would miss', async () => {
    write('vpcs.json', '{"Vpcs": []}');
    const missed = (await told('@vpcs.json')).notes.map(
      (note) => /^`(\S+ )?((?:describe|list)[\w-]*)/.exec(note)?.[2] ?? note,
    );
    expect(missed.length).toBeGreaterThan(8);
    for (const call of missed) {
      const asked = text.includes(call) || new RegExp(`\\b${call.replace(/^describe-/, '')}\\b`).test(text);
      expect([call, asked]).toEqual([call, true]);
    }
  });

  it('makes no call that changes anything', () => {
    const calls = [...text.matchAll(/\b(?:ec2|elbv2|elb|network-firewall|route53resolver) "?([a-z]+)-/g)].map(
      ([, verb]) => verb,
    );
    expect(calls.length).toBeGreaterThan(20);
    expect(new Set(calls)).toEqual(new Set(['describe', 'get', 'list', 'search']));
  });

  it('is a program of bash', () => {
    expect(execFileSync('bash', ['-n', script]).toString()).toBe('');
  });
});
