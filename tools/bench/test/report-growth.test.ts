import { reportGrowth, type Size } from '../src/plans/report-growth';

const size = (vpcs: number, milliseconds: number, kilobytes = 200_000): Size => ({
  vpcs,
  megabytes: vpcs / 10,
  parsing: { milliseconds: vpcs, kilobytes: 100_000 },
  verifying: { milliseconds, kilobytes },
});

it('says of every size what it costs, and of the large ones whether that is within the limits', () => {
  expect(reportGrowth([size(1, 50), size(100, 250), size(1000, 2000)])).toEqual({
    lines: [
      'what                  JSON.parse  egress verify    ratio    a VPC  memory   ratio',
      '1 VPC, 0.1 MB               1 ms          50 ms  50.00 x  50.0 ms  200 MB  2.00 x',
      '100 VPCs, 10.0 MB         100 ms         250 ms   2.50 x   2.5 ms  200 MB  2.00 x',
      '1,000 VPCs, 100.0 MB     1000 ms        2000 ms   2.00 x   2.0 ms  200 MB  2.00 x',
      '',
      '2.50 x: time, from 100 VPCs within 3 x JSON.parse',
      '2.00 x: memory, from 100 VPCs within 3 x JSON.parse',
      '0.80 x: a VPC of the largest plan within 1.5 x one of 100',
    ],
    isWithin: true,
  });
});

it.each([
  ['time', [size(100, 301), size(1000, 2000)], '3.01 x: time, from 100 VPCs !! over 3 x JSON.parse'],
  [
    'memory',
    [size(100, 200), size(1000, 2000, 301_000)],
    '3.01 x: memory, from 100 VPCs !! over 3 x JSON.parse',
  ],
  [
    'growth',
    [size(100, 100), size(1000, 1600)],
    '1.60 x: a VPC of the largest plan !! over 1.5 x one of 100',
  ],
])('marks %s over its limit', (_, sizes, line) => {
  const { lines, isWithin } = reportGrowth(sizes);
  expect(lines).toContain(line);
  expect(isWithin).toBe(false);
});
