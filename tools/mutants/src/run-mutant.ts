import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Mutant } from './mutant';

/** Whether the tests noticed; `broken` when they could not even run. */
export type Fate = 'killed' | 'survived' | 'broken';

/** What became of a mutant, and the first test that noticed it. */
export interface MutantRun {
  readonly fate: Fate;
  readonly killedBy?: string;
  readonly output: string;
}

const root = resolve(__dirname, '../../..');
const load = createRequire(__filename);

/**
 * Runs tests against one mutant; without a mutant, against the code as it is.
 *
 * @param project - folder of the project whose tests run
 * @param tests - pattern of the paths of the test files that have to notice
 */
export async function runMutant(
  project: string,
  tests: string,
  mutant: Mutant | undefined,
): Promise<MutantRun> {
  const folder = join(root, project);
  const config = { ...load(join(folder, 'jest.config.cjs')), rootDir: folder };
  const transform = [
    '^.+\\.ts$',
    [join(root, 'tools/mutants/mutant-transform.cjs'), config.transform['^.+\\.ts$'][1]],
  ];
  const child = spawn(
    process.execPath,
    [
      load.resolve('jest/bin/jest', { paths: [root] }),
      '--config',
      JSON.stringify({ ...config, transform: Object.fromEntries([transform]) }),
      '--ci',
      '--json',
      '--maxWorkers=1',
      '--testPathPatterns',
      tests,
    ],
    { cwd: folder, env: { ...process.env, INSPECTED_EGRESS_MUTANT: JSON.stringify(mutant ?? null) } },
  );
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  await once(child, 'close');
  return judge(Buffer.concat(stdout).toString(), Buffer.concat(stderr).toString());
}

interface JestReport {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function judge(stdout: string, stderr: string): MutantRun {
  const start = stdout.indexOf('{');
  if (start < 0) return { fate: 'broken', output: stderr };
  const report = JSON.parse(stdout.slice(start)) as JestReport;
  if (report.success) return { fate: 'survived', output: stderr };
  const failed = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed');
  return failed === undefined
    ? { fate: 'broken', output: stderr }
    : { fate: 'killed', killedBy: failed.fullName, output: stderr };
}
