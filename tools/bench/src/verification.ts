import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportGrowth, type Cost, type Size } from './plans/report-growth';
import { writePlan } from './plans/write-plan';
import type { Report } from './report';

/** Numbers of VPCs, and how often each is measured: the largest takes as long as all others. */
const SIZES = [
  { vpcs: 1, rounds: 7 },
  { vpcs: 10, rounds: 7 },
  { vpcs: 100, rounds: 7 },
  { vpcs: 1000, rounds: 3 },
];

/**
 * What reading and proving a plan costs over the floor, which is `JSON.parse` of the same file. Every plan is judged in a
 * process of its own, so that nothing is compiled or kept from the one before.
 */
export function benchVerification(): Report {
  const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-bench-'));
  try {
    return reportGrowth(SIZES.map(({ vpcs, rounds }) => measure(join(scratch, 'plan.json'), vpcs, rounds)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function measure(file: string, vpcs: number, rounds: number): Size {
  writePlan(file, vpcs);
  const [parsing, verifying] = [new Array<Cost>(), new Array<Cost>()];
  for (let round = 0; round < rounds; round += 1) {
    parsing.push(costOf('parse', file));
    verifying.push(costOf('verify', file));
  }
  return {
    vpcs,
    megabytes: statSync(file).size / 1e6,
    parsing: least(parsing),
    verifying: least(verifying),
  };
}

function costOf(what: 'parse' | 'verify', file: string): Cost {
  const args = [require.resolve('./plans/judge-plan'), what, file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${what} failed\n${stdout}${stderr}`);
  return JSON.parse(stdout) as Cost;
}

function least(costs: readonly Cost[]): Cost {
  return {
    milliseconds: Math.min(...costs.map(({ milliseconds }) => milliseconds)),
    kilobytes: Math.min(...costs.map(({ kilobytes }) => kilobytes)),
  };
}
