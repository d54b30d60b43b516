// Prettier on every file in CI. Elsewhere on what differs from the branch that this clone follows, whose files CI has
// checked; on every file where there is no such branch, or where what decides the format differs itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const DECIDES_FORMAT = ['package.json', 'package-lock.json', '.prettierignore'];

const changed = process.env.CI === 'true' ? undefined : changedFiles();
const isLimited = changed !== undefined && !DECIDES_FORMAT.some((file) => changed.includes(file));
const files = isLimited ? changed : ['.'];
if (files.length > 0) {
  const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  const options = ['--check', '--log-level', 'warn', '--ignore-unknown', ...(isLimited ? [] : ['--cache'])];
  const { status } = spawnSync(process.execPath, [prettier, ...options, ...files], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

/** Files that differ from the branch that is followed, new ones included; `undefined` where git cannot tell. */
function changedFiles() {
  for (const branch of ['@{upstream}', 'origin/HEAD']) {
    try {
      const base = git('merge-base', 'HEAD', branch)[0];
      const differing = git('diff', '--name-only', '--diff-filter=d', base);
      return [...differing, ...git('ls-files', '--others', '--exclude-standard')];
    } catch {
      // no such branch
    }
  }
  return undefined;
}

function git(command, ...args) {
  const output = execFileSync('git', [command, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return output.split('\n').filter((line) => line !== '');
}
