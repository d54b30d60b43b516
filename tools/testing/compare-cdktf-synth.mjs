// `cdktf synth` of the reference architecture must write, byte for byte, what `node dist/main.js` writes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const app = join(ROOT, 'apps', 'reference');
const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-cdktf-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
try {
  const byCli = join(scratch, 'by-cli');
  const byNode = join(scratch, 'by-node');
  run(process.env.CDKTF_CLI || 'cdktf', ['synth', '--output', byCli]);
  run(process.execPath, ['dist/main.js'], { CDKTF_OUTDIR: byNode });
  const files = [...new Set([...filesIn(byCli), ...filesIn(byNode)])].sort();
  const different = files.filter((file) => read(byCli, file) !== read(byNode, file));
  if (files.length === 0) throw new Error('neither wrote a file');
  if (different.length > 0) throw new Error(`they differ in:\n  ${different.join('\n  ')}`);
  console.log(`cdktf synth and node dist/main.js wrote the same ${files.length} files`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function run(command, args, env = {}) {
  const answer = spawnSync(command, args, {
    cwd: app,
    env: { ...process.env, CI: '1', CHECKPOINT_DISABLE: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const output = `${answer.error ?? ''}${answer.stdout}${answer.stderr}`;
  if (answer.status !== 0) throw new Error(`${command} ${args.join(' ')} failed\n${output}`);
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true }).map(String);
  return entries.filter((file) => statSync(join(folder, file)).isFile());
}

function read(folder, file) {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return undefined;
  }
}
