import { table, type Report } from '../report';

/** What one process cost. */
export interface Cost {
  readonly milliseconds: number;
  readonly kilobytes: number;
}

/** Plans of one size. Of every process the least that it cost in any round: what else runs on a machine only adds. */
export interface Size {
  readonly vpcs: number;
  readonly megabytes: number;
  readonly parsing: Cost;
  readonly verifying: Cost;
}

/** How many times as much as `JSON.parse` of the same file. */
const LIMIT = 3;
/** Sizes that the limit holds for: smaller plans cost what it takes V8 to load and compile the verifier. */
const LARGE = 100;
/** How many times as long one VPC may take in the largest plan as in one of `LARGE`. */
const GROWTH = 1.5;

/** One row for each size, and a line for each limit. */
export function reportGrowth(sizes: readonly Size[]): Report {
  const rows = sizes.map(({ vpcs, megabytes, parsing, verifying }) => [
    `${count(vpcs)}, ${megabytes.toFixed(1)} MB`,
    `${parsing.milliseconds.toFixed(0)} ms`,
    `${verifying.milliseconds.toFixed(0)} ms`,
    `${(verifying.milliseconds / parsing.milliseconds).toFixed(2)} x`,
    `${(verifying.milliseconds / vpcs).toFixed(1)} ms`,
    `${(verifying.kilobytes / 1000).toFixed(0)} MB`,
    `${(verifying.kilobytes / parsing.kilobytes).toFixed(2)} x`,
  ]);
  const head = ['what', 'JSON.parse', 'egress verify', 'ratio', 'a VPC', 'memory', 'ratio'];
  const large = sizes.filter(({ vpcs }) => vpcs >= LARGE);
  const worst = (cost: keyof Cost) =>
    Math.max(...large.map(({ verifying, parsing }) => verifying[cost] / parsing[cost]));
  const each = large.map(({ verifying, vpcs }) => verifying.milliseconds / vpcs);
  const growth = (each.at(-1) ?? Number.NaN) / (each[0] ?? Number.NaN);
  const limits = [
    { what: `time, from ${LARGE} VPCs`, ratio: worst('milliseconds'), limit: LIMIT, of: 'JSON.parse' },
    { what: `memory, from ${LARGE} VPCs`, ratio: worst('kilobytes'), limit: LIMIT, of: 'JSON.parse' },
    { what: 'a VPC of the largest plan', ratio: growth, limit: GROWTH, of: `one of ${LARGE}` },
  ];
  return {
    lines: [
      ...table([head, ...rows]),
      '',
      ...limits.map(
        ({ what, ratio, limit, of }) =>
          `${ratio.toFixed(2)} x: ${what} ${ratio <= limit ? 'within' : '!! over'} ${limit} x ${of}`,
      ),
    ],
    isWithin: limits.every(({ ratio, limit }) => ratio <= limit),
  };
}

function count(vpcs: number): string {
  return vpcs === 1 ? '1 VPC' : `${vpcs.toLocaleString('en-US')} VPCs`;
}
