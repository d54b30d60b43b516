import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A bundle that says whether it was launched with code that V8 had compiled before: such code has no need of the text of a
// function, so a text of the same length that says something else goes unnoticed.
const SAYS = (what: string) =>
  `console.log(process.argv[2], '${what}', typeof require('node:fs').readFileSync);`;

const folder = mkdtempSync(join(tmpdir(), 'inspected-egress-launch-'));
const main = join(folder, 'main.js');
const bundle = join(folder, 'bundle.js');
const cache = join(folder, 'bundle.cache');
let kept: Buffer;

beforeAll(() => {
  copyFileSync(join(__dirname, '..', 'launch.cjs'), main);
  writeFileSync(bundle, SAYS('cached'));
  const keep = `const script = require('./main.js').launch();
    require('node:fs').writeFileSync('bundle.cache', script.createCachedData());`;
  expect(spawnSync(process.execPath, ['--eval', keep], { cwd: folder }).status).toBe(0);
  kept = readFileSync(cache);
});
beforeEach(() => {
  writeFileSync(bundle, SAYS('source'));
  writeFileSync(cache, kept);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const launch = (...flags: readonly string[]) => {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, main, 'dev'], { encoding: 'utf8' });
  return `${stdout}${stderr}`;
};

it('a bundle runs from the code that was compiled when it was bundled', () => {
  expect(launch()).toBe('dev cached function\n');
});

it.each([
  ['of another V8', () => launch('--max-lazy')],
  ['cut off', () => (truncateSync(cache, 100), launch())],
  ['empty', () => (truncateSync(cache), launch())],
  ['of a bundle of another length', () => (writeFileSync(bundle, `${SAYS('source')}\n`), launch())],
  ['not there', () => (rmSync(cache), launch())],
])('a bundle runs as it is when that code is %s', (_, run) => {
  expect(run()).toBe('dev source function\n');
});
