// What jest does for a test file, for a process that loads modules with Node's own `require`.
const { createRequire } = require('node:module');

jest.requireActual = require;
jest.isolateModules = (use) => {
  const loaded = { ...require.cache };
  for (const file of Object.keys(loaded)) if (!file.includes('node_modules')) delete require.cache[file];
  try {
    use();
  } finally {
    Object.assign(require.cache, loaded);
  }
};

// The same as in the jest preset: no stack traces for cdktf tokens, and no archiver.
require('cdktf/lib/tokens/private/stack-trace').captureStackTrace = () => [];
const archiver = createRequire(require.resolve('cdktf')).resolve('archiver');
require.cache[archiver] = { id: archiver, loaded: true, exports: require('./no-archiver.cjs') };

// A test that left a timer or a child behind must not keep this process when jest is done, or gone.
process.on('disconnect', () => process.exit());
