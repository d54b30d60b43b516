// The tests of every project in two processes of plain Node. jest gives each test file globals and modules of its own,
// which is half of what the unit tests cost; here the files of a process share both, and TypeScript is compiled by esbuild.
// Needs `node --import tsx --conditions @inspected-egress/source`. There are no module mocks and no timeouts of tests.
const { rootDir, roots, displayName, testMatch, testPathIgnorePatterns } = require('./every-project.cjs');

module.exports = {
  ...{ rootDir, roots, displayName, testMatch, testPathIgnorePatterns },
  runner: 'jest-light-runner/child-process',
  setupFilesAfterEnv: ['./seeded-properties.cjs', './shared-modules-setup.cjs'].map((file) =>
    require.resolve(file),
  ),
  transform: {},
};
