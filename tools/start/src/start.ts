import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ENVIRONMENT_NAMES } from '@inspected-egress/reference';
import { describeEnvironment } from './describe-environment';
import { describeResources } from './describe-resources';
import { planEnvironments } from './plan-environments';
import { readSynthesized, type SynthesizedStack } from './synthesized';
import { indent, styleFor, table } from './text';

const APP = dirname(require.resolve('@inspected-egress/reference/package.json'));
const OUTDIR = join(APP, 'cdktf.out');

/** Runs the reference app as `cdktf synth` would. */
function synthesize(): readonly SynthesizedStack[] {
  const env = { ...process.env, CDKTF_OUTDIR: OUTDIR };
  const answer = spawnSync(process.execPath, [join('dist', 'main.js')], { cwd: APP, env, encoding: 'utf8' });
  if (answer.status !== 0) throw new Error(answer.stderr.trim());
  const place = ({ name }: SynthesizedStack): number => ENVIRONMENT_NAMES.findIndex((one) => one === name);
  return [...readSynthesized(OUTDIR)].sort((one, other) => place(one) - place(other));
}

/**
 * `start [--no-plan] [environment…]`: describes the environments named, or all, and plans them where Terraform is.
 * All are synthesized either way.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { 'no-plan': { type: 'boolean' } },
    allowPositionals: true,
  });
  const style = styleFor(process.stdout, process.env);
  const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
  const stacks = chosen(synthesize(), positionals);
  print([
    `Inspected egress: ${stacks.map(({ name }) => name).join(', ')}, from apps/reference/src/environments`,
    '',
  ]);
  for (const stack of stacks) print(describeEnvironment(stack, style));
  print([...describeResources(stacks, style), '']);
  const files = stacks.map(({ name, file }) => [name, relative(process.cwd(), file)]);
  print([style.heading('Files'), '', ...indent(table(files))]);
  if (values['no-plan'] !== true) print(['', ...(await planEnvironments(stacks, style))]);
}

function chosen(stacks: readonly SynthesizedStack[], names: readonly string[]): readonly SynthesizedStack[] {
  const known = stacks.map(({ name }) => name);
  const strangers = names.filter((name) => !known.includes(name));
  if (strangers.length > 0) {
    throw new Error(`no environment is named ${strangers.join(', ')}; use ${known.join(', ')}`);
  }
  return names.length === 0 ? stacks : stacks.filter(({ name }) => names.includes(name));
}

main().catch((error: unknown) => {
  process.stderr.write(`npm start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
