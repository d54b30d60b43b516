import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JsonObject } from '@inspected-egress/terraform';

const ROOT = resolve(__dirname, '..');

/** A stack of an example, as its program writes it. */
export interface ExampleStack {
  /** `<example>-<stack>`. */
  readonly name: string;
  readonly text: string;
  readonly json: JsonObject;
}

/** Every folder with a program. */
export function listExamples(): readonly string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(ROOT, entry.name)).includes('main.ts'))
    .map(({ name }) => name)
    .sort();
}

export function readExample(example: string, file: string): string {
  return readFileSync(join(ROOT, example, file), 'utf8');
}

/** Runs the compiled program of an example as a user does, into a folder that is removed again. */
export function synthesizeExample(example: string): readonly ExampleStack[] {
  const outdir = mkdtempSync(join(tmpdir(), `example-${example}-`));
  try {
    const program = join(ROOT, 'out-tsc/lib', example, 'main.js');
    const env = { ...process.env, CDKTF_OUTDIR: outdir };
    const { status, stderr } = spawnSync(process.execPath, [program], { cwd: outdir, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${example}: ${stderr}`);
    return readdirSync(join(outdir, 'stacks'))
      .sort()
      .map((stack) => {
        const text = readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');
        return { name: `${example}-${stack}`, text, json: JSON.parse(text) as JsonObject };
      });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
