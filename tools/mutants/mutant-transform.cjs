// A jest transform: ts-jest, but the file of the mutant in INSPECTED_EGRESS_MUTANT is compiled with its breakage.
const { createHash } = require('node:crypto');
const { sep } = require('node:path');
const { TsJestTransformer } = require('ts-jest');
const { mutate } = require('./dist/mutant.js');

const mutant = JSON.parse(process.env.INSPECTED_EGRESS_MUTANT ?? 'null');
const isMutated = (path) => mutant !== null && path.split(sep).join('/').endsWith(`/${mutant.file}`);

module.exports = {
  createTransformer(options) {
    const compiler = new TsJestTransformer(options);
    return {
      process: (source, path, context) =>
        compiler.process(isMutated(path) ? mutate(source, mutant) : source, path, context),
      getCacheKey(source, path, context) {
        const key = createHash('sha1').update(compiler.getCacheKey(source, path, context));
        return key.update(isMutated(path) ? JSON.stringify(mutant) : '').digest('hex');
      },
    };
  },
};
