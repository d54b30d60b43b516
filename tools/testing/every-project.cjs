// The tests of every project as those of one: what projects share is compiled and loaded once, and not once for each.
const { join } = require('node:path');

const root = join(__dirname, '../..');
module.exports = {
  ...require('./jest-preset.cjs')('unit'),
  rootDir: root,
  workerIdleMemoryLimit: '1GB',
  roots: ['packages', 'apps', 'tools', 'examples'].map((folder) => join(root, folder)),
};
