// `npm start`: builds, quietly unless that fails, then shows what was built.
import { spawnSync } from 'node:child_process';

if (process.stderr.isTTY) process.stderr.write('building…\r');
const build = spawnSync('npm run --silent build', { shell: true, encoding: 'utf8' });
if (build.status === 0) {
  await import('./dist/start.js');
} else {
  process.stderr.write(`${build.stdout}${build.stderr}\nnpm start: the build failed, see above\n`);
  process.exitCode = 1;
}
