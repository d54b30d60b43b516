export type { EgressIo, TextSink } from './io';
export { runEgress } from './run-egress';
