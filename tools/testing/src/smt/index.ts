export { asks, tellNetwork } from './network';
export { SMT_PROMISES, type SmtPromise } from './promises';
export type { Question } from './question';
export { destinationOf } from './request';
export { Solver, type Answer, type Vector } from './solver';
