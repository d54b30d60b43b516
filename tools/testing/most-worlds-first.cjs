// jest begins with the longest files: by what it remembers, and by their size where it remembers nothing. Files that apply
// many worlds at once are short and wait longest, so they come before all.
const { default: Sequencer } = require('@jest/test-sequencer');

const worlds = ({ path }) => (/applied[^/]*\.moto\.engine\.test\.ts$/.test(path) ? 1 : 0);

module.exports = class MostWorldsFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => worlds(other) - worlds(one));
  }
};
