import { parentPort, workerData } from 'node:worker_threads';
import { OPERATORS } from './operators/operators';
import { runCampaign } from './run-campaign';
import { Stack } from './stack';
import type { PlainInput } from './run-in-parallel';

// One share of a campaign, see run-in-parallel.ts.
const inputs = (workerData as readonly PlainInput[]).map(({ json, ...input }) => ({
  ...input,
  stack: new Stack(json),
}));
parentPort?.postMessage(runCampaign(inputs, OPERATORS));
