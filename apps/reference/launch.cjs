// dist/main.js: runs dist/bundle.js with the code that V8 compiled for it when it was bundled. Another version of Node takes
// no such code, and compiles the bundle itself.
const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'bundle.js');

function readCache() {
  try {
    return readFileSync(join(__dirname, 'bundle.cache'));
  } catch {
    return undefined;
  }
}

/** Runs the bundle as Node runs a module, and returns what V8 has compiled of it. */
function launch(cachedData) {
  const script = new Script(wrap(readFileSync(filename, 'utf8')), { filename, cachedData });
  const main = { exports: {} };
  script.runInThisContext()(main.exports, createRequire(filename), main, filename, dirname(filename));
  return script;
}

if (require.main === module) launch(readCache());
module.exports = { launch };
