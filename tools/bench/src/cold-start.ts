import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clock, interleaved, run } from './measure';
import { table, type Report } from './report';

const ROUNDS = 25;
const WARM_UPS = 2;
const LIMIT_MILLISECONDS = 400;

/** What `egress verify` of the reference architecture's dev takes, from nothing to its report: as people call it. */
export function benchColdStart(): Report {
  const app = dirname(require.resolve('@inspected-egress/reference/package.json'));
  const command = join(dirname(require.resolve('@inspected-egress/cli/package.json')), 'bundle', 'egress.js');
  const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-bench-'));
  try {
    const out = join(scratch, 'cdktf.out');
    const env = { CDKTF_OUTDIR: out };
    run({ what: 'synthesizing dev', args: ['dist/main.js', 'dev'], cwd: app, env });
    const node = (args: readonly string[]) => () => clock(() => verifyOnce(args));
    const [floor = [], program = []] = interleaved(
      [node(['--eval', '']), node([command, 'verify', join(out, 'stacks', 'dev')])],
      ROUNDS,
      WARM_UPS,
    );
    return report('egress verify cdktf.out/stacks/dev', floor, program);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Any verdict will do, but it has to be one. */
function verifyOnce(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === null || status > 2) throw new Error(`${args.join(' ')} failed\n${stderr}`);
}

/** By the least of all rounds: the limit is no ratio, and what else runs on a machine only adds. */
function report(what: string, floor: readonly number[], program: readonly number[]): Report {
  const rows = [['floor: Node alone', floor] as const, [what, program] as const].map(([name, times]) => [
    name,
    `${Math.min(...times).toFixed(0)} ms`,
    `${Math.max(...times).toFixed(0)} ms`,
  ]);
  const least = Math.min(...program);
  const isWithin = least <= LIMIT_MILLISECONDS;
  return {
    lines: [
      ...table([['what', 'least', 'most'], ...rows]),
      '',
      `${least.toFixed(0)} ms: ${isWithin ? 'within' : '!! over'} ${LIMIT_MILLISECONDS} ms from a cold start`,
    ],
    isWithin,
  };
}
