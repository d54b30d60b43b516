import { styleFor, table } from '../src/text';

describe('a table', () => {
  it('is as wide as its widest cells, and has no trailing space', () => {
    const rows = [
      ['type', 'dev'],
      ['aws_vpc', '1'],
      ['x', '100'],
      ['y', ''],
    ];
    expect(table(rows, [1])).toEqual(['type     dev', 'aws_vpc    1', 'x        100', 'y']);
  });

  it('of nothing is nothing', () => {
    expect(table([])).toEqual([]);
  });
});

describe('color', () => {
  it.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a pipe', {}, {}, false],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ])('for %s', (_, output, env, colored) => {
    expect(styleFor(output, env).heading('x') !== 'x').toBe(colored);
  });
});
