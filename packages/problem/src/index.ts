export { formatProblem, problemUnder, type Problem } from './problem';
export { PlanError, throwProblems } from './plan-error';
