import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { checkReadme } from './check-readme';

// Usage: node tools/docs/dist/main.js [--write] [README…]; without names, every README that git knows.
const root = resolve(__dirname, '../../..');
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const write = process.argv.includes('--write');

let examples = 0;
let failures = 0;
for (const name of names.length > 0 ? names : trackedReadmes()) {
  const check = checkReadme(resolve(root, name), root, write);
  examples += check.examples;
  failures += check.stale.length;
  for (const { place, why } of check.stale) console.error(`${place}: ${why}\n`);
}
console.log(`${examples} examples in READMEs, ${failures} stale`);
if (examples === 0) console.error('no README shows an example: nothing was checked');
process.exitCode = failures > 0 || examples === 0 ? 1 : 0;

function trackedReadmes(): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '*README.md'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`git does not say which READMEs there are\n${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}
