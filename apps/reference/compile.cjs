// Runs dist/bundle.js once, for all environments, and keeps the code that V8 compiled on the way: dist/bundle.cache.
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { launch } = require('./dist/main.js');

const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-bundle-'));
try {
  process.env.CDKTF_OUTDIR = join(scratch, 'cdktf.out');
  const script = launch(undefined);
  writeFileSync(join(__dirname, 'dist', 'bundle.cache'), script.createCachedData());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
