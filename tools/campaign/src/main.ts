import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findFailures } from './find-failures';
import { findInputs } from './find-inputs';
import { OPERATORS } from './operators/operators';
import { reportOf } from './report';
import { runInParallel } from './run-in-parallel';

// Usage: node tools/campaign/dist/main.js [--write]. Exits with 1 when a mutant is not as expected, or the page is stale.
const root = resolve(__dirname, '../../..');
const page = resolve(root, 'docs/mutation-campaign.md');

async function main(): Promise<number> {
  const campaign = await runInParallel(findInputs(root));
  const failures = findFailures(campaign, OPERATORS);
  for (const failure of failures) console.error(failure);
  const report = reportOf(campaign, OPERATORS);
  const isStale = !existsSync(page) || readFileSync(page, 'utf8') !== report;
  if (isStale && process.argv.includes('--write')) writeFileSync(page, report);
  else if (isStale)
    console.error('docs/mutation-campaign.md is stale: node tools/campaign/dist/main.js --write');
  const { inputs, fates } = campaign;
  console.log(
    `${String(fates.length)} mutants of ${String(inputs.length)} inputs, ${String(failures.length)} failures`,
  );
  return failures.length > 0 || (isStale && !process.argv.includes('--write')) ? 1 : 0;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
