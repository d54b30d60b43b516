module.exports = require('../../tools/testing/jest-preset.cjs')('campaign');
