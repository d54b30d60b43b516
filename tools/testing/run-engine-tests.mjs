// Runs the engine tests of one tier (`plan`, `mock`, …) of every project that has some, in one jest.
// They are not Nx targets, because their results must not come from a cache.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { ROOT } from './root.mjs';

const [tier = ''] = process.argv.slice(2);
const projects = ['packages', 'apps', 'tools']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`))
  .concat('examples')
  .filter((project) => existsSync(join(ROOT, project, 'jest.config.cjs')))
  .filter((project) => hasEngineTests(join(ROOT, project, 'test')));
if (projects.length === 0) throw new Error('no project has a *.engine.test.ts');

// An apply waits more than it works, as long as AWS takes to make things; the others keep the processors busy.
const sequencer = join(ROOT, 'tools/testing/most-worlds-first.cjs');
const waiting = ['--maxWorkers=5', '--maxConcurrency=8', `--testSequencer=${sequencer}`];
const atOnce = tier === 'moto' ? waiting : ['--maxWorkers=2'];
// What the provider says of itself is asked once in a run, and not remembered after it.
const answers = mkdtempSync(join(tmpdir(), 'provider-answers-'));
const { status } = await runCommand(
  [
    'jest',
    '--projects',
    ...projects,
    ...atOnce,
    '--workerIdleMemoryLimit=1GB',
    '--testTimeout=900000',
    '--ci',
    '--colors=false',
  ],
  { env: { ENGINE_TIER: tier, PROVIDER_ANSWERS: answers }, print: true },
);
rmSync(answers, { recursive: true, force: true });
process.exitCode = status;

function hasEngineTests(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.engine.test.ts'));
}
