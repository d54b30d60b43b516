import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { repeatPlan } from './repeat-plan';

const ONE_VPC = join(__dirname, '..', '..', 'fixtures', 'one-vpc.plan.json');

/** Writes a plan of as many VPCs. */
export function writePlan(file: string, count: number): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const piece of repeatPlan(readFileSync(ONE_VPC, 'utf8'), count)) writeSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}
