import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clock, interleaved, run } from './measure';
import { table, type Report } from './report';

const ROUNDS = 15;
const WARM_UPS = 1;
const LIMIT_MILLISECONDS = 400;

/**
 * What `egress verify` of the reference architecture's dev takes, from nothing to its report, as people call it. The limit is
 * one of processor time: on an idle machine nobody waits longer than that, and on a busy one it says what the wait would be.
 */
export function benchColdStart(): Report {
  const app = dirname(require.resolve('@inspected-egress/reference/package.json'));
  const command = join(dirname(require.resolve('@inspected-egress/cli/package.json')), 'bundle', 'egress.js');
  const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-bench-'));
  try {
    const out = join(scratch, 'cdktf.out');
    run({
      what: 'synthesizing dev',
      args: ['dist/main.js', 'dev'],
      cwd: app,
      env: { CDKTF_OUTDIR: out },
    });
    const floor = new Sampler(['--eval', ''], join(scratch, 'floor'));
    const program = new Sampler([command, 'verify', join(out, 'stacks', 'dev')], join(scratch, 'program'));
    interleaved([() => floor.sample(), () => program.sample()], ROUNDS, WARM_UPS);
    return report(floor, program);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs a process again and again, and keeps the least that it took: what else runs on a machine only adds. */
class Sampler {
  wait = Infinity;
  processor = Infinity;

  constructor(
    private readonly args: readonly string[],
    private readonly file: string,
  ) {}

  sample(): number {
    const args = ['--require', require.resolve('./record-processor-time'), ...this.args];
    const env = { ...process.env, RECORD_PROCESSOR_TIME: this.file };
    const wait = clock(() => {
      const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
      // Any verdict will do, but it has to be one.
      if (status === null || status > 2) throw new Error(`${args.join(' ')} failed\n${stderr}`);
    });
    this.wait = Math.min(this.wait, wait);
    this.processor = Math.min(this.processor, Number(readFileSync(this.file, 'utf8')));
    return wait;
  }
}

function report(floor: Sampler, program: Sampler): Report {
  const row = (what: string, { wait, processor }: Sampler) => [
    what,
    `${wait.toFixed(0)} ms`,
    `${processor.toFixed(0)} ms`,
  ];
  const isWithin = program.processor <= LIMIT_MILLISECONDS;
  return {
    lines: [
      ...table([
        ['what', 'wait', 'processor time'],
        row('floor: Node alone', floor),
        row('egress verify cdktf.out/stacks/dev', program),
      ]),
      '',
      `${program.processor.toFixed(0)} ms: ${isWithin ? 'within' : '!! over'} ${LIMIT_MILLISECONDS} ms from a cold start`,
    ],
    isWithin,
  };
}
