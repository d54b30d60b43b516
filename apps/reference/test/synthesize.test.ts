import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENTS, synthesizeEnvironments } from '../src';
import { run } from '../src/run';
import { config } from './config';

let folder: string;
let outdir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'));
  outdir = join(folder, 'cdktf.out');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Every file below a folder, by relative path. */
function filesIn(root: string): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

const wrong = config({ cidrBlock: '10.1.0.0/30' });

describe('synthesis', () => {
  it('writes one stack for each environment, and the manifest that cdktf-cli reads', () => {
    synthesizeEnvironments(ENVIRONMENTS, outdir);
    expect(Object.keys(filesIn(outdir)).sort()).toEqual([
      'manifest.json',
      'stacks/dev/cdk.tf.json',
      'stacks/prod/cdk.tf.json',
      'stacks/staging/cdk.tf.json',
    ]);
  });

  it('writes the same bytes from run to run', () => {
    synthesizeEnvironments(ENVIRONMENTS, outdir);
    const again = join(folder, 'again');
    synthesizeEnvironments([...ENVIRONMENTS].reverse(), again);
    expect(filesIn(again)).toEqual(filesIn(outdir));
  });

  it('replaces what it wrote before and leaves what Terraform keeps beside it', () => {
    synthesizeEnvironments(ENVIRONMENTS, outdir);
    const before = filesIn(outdir);
    mkdirSync(join(outdir, 'stacks', 'dev', '.terraform'));
    writeFileSync(join(outdir, 'stacks', 'dev', '.terraform', 'environment'), 'dev');
    writeFileSync(join(outdir, 'stacks', 'dev', 'cdk.tf.json'), '{}');
    synthesizeEnvironments(ENVIRONMENTS, outdir);
    expect(filesIn(outdir)).toEqual({ ...before, 'stacks/dev/.terraform/environment': 'dev' });
  });
});

describe('a wrong environment', () => {
  it('leaves no folder where there was none', () => {
    expect(() => synthesizeEnvironments([wrong], outdir)).toThrow('nothing was written');
    expect(existsSync(outdir)).toBe(false);
  });

  it('leaves every file of the last good synthesis as it was, also of the environments that are right', () => {
    synthesizeEnvironments(ENVIRONMENTS, outdir);
    const before = filesIn(outdir);
    const changed = ENVIRONMENTS.map((one) =>
      one.name === 'dev' ? wrong : { ...one, cidrBlock: '10.77.0.0/16' },
    );
    expect(() => synthesizeEnvironments(changed, outdir)).toThrow('nothing was written');
    expect(filesIn(outdir)).toEqual(before);
  });

  it('leaves nothing in the folder for temporary files', () => {
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = folder;
    try {
      expect(() => synthesizeEnvironments([wrong], outdir)).toThrow();
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    }
  });

  it('leaves all old files as they were when one new file cannot be written', () => {
    synthesizeEnvironments(ENVIRONMENTS, outdir);
    const before = filesIn(outdir);
    const obstacle = join(outdir, 'stacks', 'staging', 'cdk.tf.json.new');
    mkdirSync(obstacle);
    const moved = ENVIRONMENTS.map((one) => ({ ...one, position: 'before-nat' as const }));
    expect(() => synthesizeEnvironments(moved, outdir)).toThrow();
    expect(filesIn(outdir)).toEqual(before);
  });
});

describe('the command', () => {
  function call(...names: readonly string[]): {
    readonly status: number;
    readonly messages: readonly string[];
  } {
    const messages: string[] = [];
    const status = run({
      names,
      environments: ENVIRONMENTS,
      outdir,
      complain: (message) => messages.push(message),
    });
    return { status, messages };
  }

  it('writes all environments', () => {
    expect(call()).toEqual({ status: 0, messages: [] });
    expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['dev', 'prod', 'staging']);
  });

  it('checks those that are not named too, because environments may not overlap', () => {
    const overlapping = ENVIRONMENTS.map((one) => ({ ...one, cidrBlock: '10.1.0.0/16' }));
    const messages: string[] = [];
    const complain = (message: string): unknown => messages.push(message);
    expect(run({ names: ['dev'], environments: overlapping, outdir, complain })).toBe(1);
    expect(messages.join()).toContain('[ENV111]');
    expect(existsSync(outdir)).toBe(false);
  });

  it('says in one line that a folder cannot be written', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const messages: string[] = [];
    const complain = (message: string): unknown => messages.push(message);
    expect(run({ names: [], environments: ENVIRONMENTS, outdir: join(file, 'x'), complain })).toBe(1);
    expect(messages).toEqual([expect.stringMatching(/^nothing was written to `.*file\/x`: ENOTDIR: /)]);
  });

  it('writes those that are named', () => {
    expect(call('staging', 'dev')).toEqual({ status: 0, messages: [] });
    expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['dev', 'staging']);
  });

  it('refuses every name that it does not know, and says what it knows', () => {
    expect(call('dev', 'qa', 'production')).toEqual({
      status: 1,
      messages: [
        [
          'nothing was written: 2 problems',
          '  arguments: `qa` is not an environment; use `dev`, `staging` or `prod`, or add a file to `src/environments` [ENV101]',
          '  arguments: `production` is not an environment; use `dev`, `staging` or `prod`, or add a file to `src/environments` [ENV101]',
        ].join('\n'),
      ],
    });
    expect(existsSync(outdir)).toBe(false);
  });
});

describe('two environments', () => {
  it('of one name are refused, because they would share a stack and a state', () => {
    const twins = [config(), config({ cidrBlock: '10.9.0.0/16' })];
    expect(() => synthesizeEnvironments(twins, outdir)).toThrow(
      'dev.name: `dev` is also the name of environments[0]; give each environment its own name [ENV110]',
    );
  });
});

describe('an environment that is no object at all', () => {
  it.each([null, 'dev', [], {}])('is a problem, not a stack trace: %j', (value) => {
    expect(() => synthesizeEnvironments([value as unknown as ReturnType<typeof config>], outdir)).toThrow(
      /^nothing was written: \d+ problems?\n {2}environments\[0\]/,
    );
  });
});

describe('the message', () => {
  it('lists every problem of every environment, with path, value, remedy and code', () => {
    const environments = [
      config({
        accountId: '1111-2222-3333',
        zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'eu-west-1b' }],
        retention: 7,
      }),
      config({
        name: 'staging',
        cidrBlock: '10.1.128.0/17',
        engine: { kind: 'adopted', endpoints: [{ availabilityZone: 'us-east-1c', vpcEndpointId: 'vpce-1' }] },
        natGateways: { singleZone: 'us-east-1d' },
      }),
      config({
        name: 'prod',
        cidrBlock: '10.3.0.0/24',
        engine: { kind: 'gateway-load-balancer', serviceName: 'mine' },
      }),
      config({ name: 'qa', cidrBlock: '10.4.0.5/16', backend: { kind: 's3', bucket: 'My_State' } }),
    ];
    const messages: string[] = [];
    run({ names: [], environments, outdir, complain: (message) => messages.push(message) });
    expect(messages.join('\n').split('\n')).toEqual([
      'nothing was written: 12 problems',
      '  dev.accountId: `1111-2222-3333` is not an AWS account id; use its 12 digits, as a string [ENV102]',
      '  dev.retention: nothing is known by this name; remove it, or use `name`, `accountId`, `region`, `cidrBlock`, `zones`, `natGateways`, `position`, `ipv6`, `engine`, `policy`, `policyDate`, `prefixLists`, `networkAcls`, `dnsFirewall`, `privateServices`, `flowLogs`, `monitoring`, `protection`, `logRetentionDays`, `backend` or `tags` [ENV108]',
      '  dev.zones[1].availabilityZone: `eu-west-1b` is not a zone of the Region `us-east-1`; use a zone whose name starts with `us-east-1` [ENV104]',
      '  staging.natGateways.singleZone: `us-east-1d` is not a zone of the VPC, which has `us-east-1a`, `us-east-1b`; name one of these [NET121]',
      '  staging.engine.endpoints[0].vpcEndpointId: `vpce-1` is not the id of a VPC endpoint; write it as in `vpce-0123456789abcdef0` [INS270]',
      '  prod.cidrBlock: `10.3.0.0/24` is too small: cut in 8 zone slots of /27, it leaves /31 for nat, /31 for firewall and /31 for endpoint, but the smallest subnet of AWS is /28; use a block of /21 or larger, or give `cidrBlocks` of nat, firewall and endpoint in every zone [NET107]',
      '  prod.engine.serviceName: `mine` is not the name of an endpoint service; write it as in `com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0` [INS260]',
      '  qa.name: `qa` is not an environment; use `dev`, `staging` or `prod`, or add a file to `src/environments` [ENV101]',
      '  qa.cidrBlock: `10.4.0.5/16` has host bits set: its address is not the first of the block; write `10.4.0.0/16` for the block, or `10.4.0.5/32` for the one address [CIDR113]',
      '  qa.backend.bucket: `My_State` is not the name of an S3 bucket; use 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends [ENV203]',
      '  qa.backend.region: nothing is set; set it: it has no default [ENV107]',
      '  staging.cidrBlock: `10.1.128.0/17` overlaps `10.1.0.0/16` of dev; give each environment a block of its own [ENV111]',
    ]);
    expect(existsSync(outdir)).toBe(false);
  });
});
