import { median, report } from '../src/report';

const sample = (what: string, ...milliseconds: number[]) => ({ what, milliseconds });

describe('the bench report', () => {
  it('takes the middle time, so that one slow run changes nothing', () => {
    expect(median([400, 9000, 410])).toBe(410);
    expect(median([400, 410])).toBe(405);
  });

  it('states both times as ratios to the floor', () => {
    expect(report(sample('floor', 400, 420), sample('program', 500, 525), 1.5).lines).toEqual([
      'what     median       range   ratio',
      'floor    410 ms  400-420 ms  1.00 x',
      'program  513 ms  500-525 ms  1.25 x',
      '',
      '1.25 x: within 1.5 x the floor',
    ]);
  });

  it('marks a program over the limit', () => {
    const { lines, isWithin } = report(sample('floor', 100), sample('program', 151), 1.5);
    expect(lines.at(-1)).toBe('1.51 x: !! over 1.5 x the floor');
    expect(isWithin).toBe(false);
  });

  it('takes a program at the limit', () => {
    expect(report(sample('floor', 100), sample('program', 150), 1.5).isWithin).toBe(true);
  });
});
