// Every property starts from one seed, so that a commit passes or fails each time it is tested; see jest-preset.cjs.
const fc = require('fast-check');

const seed = process.env.PROPERTY_SEED ?? '20261129';
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
