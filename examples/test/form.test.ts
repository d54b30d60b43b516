import { listExamples, readExample } from './synthesize-example';

const LONGEST = 60;

describe.each(listExamples())('%s', (example) => {
  it('fits on two screens', () => {
    expect(readExample(example, 'main.ts').split('\n').length - 1).toBeLessThan(LONGEST);
  });

  it('shows its picture and says what it costs', () => {
    const readme = readExample(example, 'README.md');
    expect(readme).toContain('─►');
    expect(readme).toMatch(/USD a month/u);
  });
});
