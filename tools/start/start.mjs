// `npm start`: builds, quietly unless that fails, then shows what was built.
import { spawnSync } from 'node:child_process';

if (process.stderr.isTTY) process.stderr.write('building…\r');
const build = spawnSync('npm run --silent build', { shell: true, encoding: 'utf8' });
if (build.status === 0) {
  await import('./dist/start.js');
} else {
  const output = `${build.stdout}${build.stderr}`;
  const errors = output.split('\n').filter((line) => line.includes('error TS') || line.startsWith('✘'));
  process.stderr.write(`${errors.length > 0 ? [...new Set(errors)].join('\n') : output}\n`);
  process.stderr.write('npm start: the build failed; `npm run build` shows all that it says\n');
  process.exitCode = 1;
}
