import { createRequire } from 'node:module';

interface Result {
  readonly name: string;
  readonly outcome: 'ran' | 'skipped' | 'failed';
  readonly output: string;
  readonly milliseconds: number;
  readonly enable?: string;
}

const { closingLines, countTests } = createRequire(__filename)('../report.cjs') as {
  closingLines(results: readonly Result[]): readonly string[];
  countTests(output: string): { passed: number; failed: number; skipped: number };
};

const format: Result = { name: 'format', outcome: 'ran', output: '', milliseconds: 900 };
const unit: Result = {
  name: 'unit tests',
  outcome: 'ran',
  output: 'Tests:       2 skipped, 40 passed, 42 total\nTests:       2 passed, 2 total\n',
  milliseconds: 12_345,
};

describe('the closing lines of npm test', () => {
  it('are one table and the sum of all tests, where a tier without tests counts as one', () => {
    expect(closingLines([format, unit])).toEqual([
      '',
      'tier        ran or skipped  time',
      '----------  --------------  ------',
      'format      ran             0.9 s',
      'unit tests  ran, 42 tests   12.3 s',
      '',
      '43 passed, 0 failed, 2 skipped',
    ]);
  });

  it('say how to enable what was skipped', () => {
    const plan: Result = {
      name: 'plan',
      outcome: 'skipped',
      output: '',
      milliseconds: 0,
      enable: 'Terraform',
    };
    expect(closingLines([format, plan]).slice(1, 5)).toEqual([
      'tier    ran or skipped  time   how to enable',
      '------  --------------  -----  -------------',
      'format  ran             0.9 s',
      'plan    skipped         0.0 s  Terraform',
    ]);
  });

  it('count a tier that failed before its first test as one failure', () => {
    expect(closingLines([{ ...format, outcome: 'failed' }]).at(-1)).toBe('0 passed, 1 failed, 0 skipped');
  });
});

it('tests are counted from what jest prints, in any order of words', () => {
  expect(countTests('Tests: 1 failed, 2 skipped, 3 passed, 6 total\n')).toEqual({
    passed: 3,
    failed: 1,
    skipped: 2,
  });
});
