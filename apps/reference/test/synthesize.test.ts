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
    const before = readdirSync(tmpdir());
    expect(() => synthesizeEnvironments([wrong], outdir)).toThrow();
    expect(
      readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.startsWith('inspected-egress-')),
    ).toEqual([]);
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
