export { formatProblem, problemUnder, showControls, type Problem } from './problem';
export { PlanError, throwProblems } from './plan-error';
export { listOr, quote, quoteAll } from './quote';
export { isToken } from './token';
