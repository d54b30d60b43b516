// Bundles src/main.ts and all it needs into dist/main.js: one file loads in a third of the time of its 900 modules.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// cdktf takes a stack trace of every token, a tenth of the time of a synthesis, for messages of errors that the
// environments' own check finds first.
const withoutTokenTraces = {
  name: 'without-token-traces',
  setup: ({ onLoad }) =>
    onLoad({ filter: /cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: 'exports.captureStackTrace = () => [];',
    })),
};

// Loaded at once by every cdktf program, and used by assets only.
const archiverOnDemand = {
  name: 'archiver-on-demand',
  setup: ({ onLoad }) =>
    onLoad({ filter: /cdktf[\\/]lib[\\/]private[\\/]fs\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        contents: source.replace('require("archiver")', '((...args) => require("archiver")(...args))'),
      };
    }),
};

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
