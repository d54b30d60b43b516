import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { interleaved, run, type Command } from './measure';
import { report, type Report } from './report';

const ROUNDS = 15;
const WARM_UPS = 2;
/** How much longer than the floor the reference architecture may take. */
const LIMIT = 1.5;

/**
 * What the reference architecture costs over the floor, which is a process that only requires cdktf and the provider modules
 * that it uses.
 */
export function benchSynthesis(): Report {
  const app = dirname(require.resolve('@inspected-egress/reference/package.json'));
  const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-bench-'));
  try {
    const program: Command = {
      what: 'node dist/main.js: dev, staging and prod',
      args: ['dist/main.js'],
      cwd: app,
      env: { CDKTF_OUTDIR: join(scratch, 'cdktf.out') },
    };
    // The program is one bundle; its modules, as compiled one by one, tell what it is made of.
    const unbundled = { ...program, args: [require.resolve('@inspected-egress/reference')] };
    const modules = modulesOf(unbundled, join(scratch, 'modules.json'));
    const floorFile = join(scratch, 'floor.js');
    writeFileSync(floorFile, modules.map((file) => `require(${JSON.stringify(file)});\n`).join(''));
    const floor: Command = {
      what: `floor: require the ${modules.length} modules it uses`,
      args: [floorFile],
      cwd: app,
    };
    const [floorTimes = [], programTimes = []] = interleaved([floor, program].map(timed), ROUNDS, WARM_UPS);
    return report(
      { what: floor.what, milliseconds: floorTimes },
      { what: program.what, milliseconds: programTimes },
      LIMIT,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The files of cdktf and its provider that a program asks for. */
function modulesOf(program: Command, file: string): readonly string[] {
  const args = ['--require', require.resolve('./record-requires'), ...program.args];
  run({ ...program, args, env: { ...program.env, RECORD_REQUIRES: file } });
  return JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
}

function timed(command: Command): () => number {
  return () => run(command);
}
