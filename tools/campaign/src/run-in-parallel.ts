import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Input } from './input';
import type { Campaign } from './run-campaign';
import type { Stack } from './stack';

/** An input as data, for a thread. */
export interface PlainInput extends Omit<Input, 'stack'> {
  readonly json: Stack['json'];
}

/** The campaign of all operators, a share of the inputs on each core. */
export async function runInParallel(inputs: readonly Input[]): Promise<Campaign> {
  const count = Math.min(availableParallelism(), 4, inputs.length);
  const shares = Array.from({ length: count }, (_, share) =>
    inputs
      .filter((_, index) => index % count === share)
      .map(({ stack, ...input }) => ({ ...input, json: stack.json })),
  );
  const campaigns = await Promise.all(shares.map(runShare));
  const names = inputs.map(({ name }) => name);
  const fates = campaigns.flatMap((campaign) => campaign.fates);
  return {
    inputs: names,
    fates: names.flatMap((name) => fates.filter(({ input }) => input === name)),
    problems: campaigns.flatMap((campaign) => campaign.problems).sort(),
  };
}

function runShare(share: readonly PlainInput[]): Promise<Campaign> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'campaign-worker.js'), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
