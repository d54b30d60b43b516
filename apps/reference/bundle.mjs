// Bundles src/main.ts and all it needs into dist/bundle.js: one file loads in a third of the time of its 900 modules.
// dist/main.js launches it, with the code that V8 compiled for it here: dist/bundle.cache.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Changes one file of cdktf on the way; the build fails when there is no such file, or nothing to change in it. */
function patch(file, change) {
  let patched = false;
  return {
    name: `patch ${file}`,
    setup({ onLoad, onEnd }) {
      onLoad({ filter: new RegExp(`cdktf/lib/${file}$`.replaceAll('/', '[\\\\/]')) }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const contents = change(source);
        patched ||= contents !== source;
        return { contents };
      });
      onEnd(() => (patched ? undefined : { errors: [{ text: `cdktf/lib/${file} has nothing to patch` }] }));
    },
  };
}

// cdktf takes a stack trace of every token, a tenth of the time of a synthesis, for messages of errors that the
// environments' own check finds first.
const withoutTokenTraces = patch(
  'tokens/private/stack-trace.js',
  () => 'exports.captureStackTrace = () => [];',
);

// Loaded at once by every cdktf program, and used by assets only.
const archiverOnDemand = patch('private/fs.js', (source) =>
  source.replace('require("archiver")', '((...args) => require("archiver")(...args))'),
);

/** esbuild copies the exports of a module for each of our files that imports it; one copy serves them all. */
function makeNamespacesOnce(code) {
  const make = 'var __toESM = (mod, isNodeMode, target) =>';
  if (!code.includes(make)) throw new Error(`the bundle has no \`${make}\``);
  const once = `var __namespaces = new WeakMap();
var __toESM = (mod, isNodeMode) => {
  if (isNodeMode) return __makeNamespace(mod, isNodeMode);
  if (!__namespaces.has(mod)) __namespaces.set(mod, __makeNamespace(mod));
  return __namespaces.get(mod);
};
var __makeNamespace = (mod, isNodeMode, target) =>`;
  return code.replace(make, () => once);
}

// With one other character, which esbuild leaves in comments, V8 takes two bytes for each of all.
const inAscii = (code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

// Code that was compiled for another bundle must not outlive it.
await rm(here('dist/bundle.cache'), { force: true });
const {
  outputFiles: [bundle],
} = await build({
  entryPoints: [here('src/main.ts')],
  outfile: here('dist/bundle.js'),
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  charset: 'ascii',
  conditions: ['@inspected-egress/source'],
  tsconfig: here('tsconfig.lib.json'),
  plugins: [withoutTokenTraces, archiverOnDemand],
  logLevel: 'error',
});
await mkdir(here('dist'), { recursive: true });
await writeFile(here('dist/bundle.js'), inAscii(makeNamespacesOnce(bundle.text)));
await copyFile(here('launch.cjs'), here('dist/main.js'));
const { status } = spawnSync(process.execPath, [here('compile.cjs')], { stdio: 'inherit' });
process.exitCode = status ?? 1;
