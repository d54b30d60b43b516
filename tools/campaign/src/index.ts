export { findFailures } from './find-failures';
export { findInputs } from './find-inputs';
export type { Input } from './input';
export type { Change, Expectation, Operator } from './operator';
export { OPERATORS } from './operators/operators';
export { runCampaign, type Campaign } from './run-campaign';
export { Stack } from './stack';
export type { Fate } from './try-mutant';
