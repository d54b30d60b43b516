export { mutate, type Mutant } from './mutant';
export { ROUTE_PLANNER_MUTANTS } from './route-planner-mutants';
export { runMutant, type Fate, type MutantRun } from './run-mutant';
