import type { Mutant } from './mutant';
import { ROUTE_PLANNER_MUTANTS } from './route-planner-mutants';
import { runMutant, type MutantRun } from './run-mutant';

// Usage: node tools/mutants/dist/main.js. Exits with 1 when the tests fail to notice a mutant.
const PROJECT = 'packages/network';
const TESTS = 'egress-routes|transit-gateway';
const AT_ONCE = 2;

async function main(): Promise<number> {
  const untouched = await runMutant(PROJECT, TESTS, undefined);
  if (untouched.fate !== 'survived') {
    console.error(`the tests of ${PROJECT} fail without any mutant\n${untouched.output}`);
    return 1;
  }
  const runs: (MutantRun & { readonly mutant: Mutant })[] = [];
  const waiting = [...ROUTE_PLANNER_MUTANTS];
  const worker = async () => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const run = await runMutant(PROJECT, TESTS, mutant);
      runs.push({ mutant, ...run });
      console.log(
        `${run.fate.padEnd(8)}  ${mutant.breaks}${run.killedBy === undefined ? '' : `\n          ${run.killedBy}`}`,
      );
      if (run.fate === 'broken') console.error(run.output);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const killed = runs.filter(({ fate }) => fate === 'killed').length;
  console.log(`${killed} of ${runs.length} mutants killed`);
  return killed === runs.length ? 0 : 1;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
