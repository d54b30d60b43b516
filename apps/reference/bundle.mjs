// Bundles src/main.ts and all it needs into dist/main.js: one file loads in a third of the time of its 900 modules.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
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

await build({
  entryPoints: [here('src/main.ts')],
  outfile: here('dist/main.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  conditions: ['@inspected-egress/source'],
  tsconfig: here('tsconfig.lib.json'),
  plugins: [withoutTokenTraces, archiverOnDemand],
  logLevel: 'error',
});
