import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const QUIET_MILLISECONDS = 1000;

/** Runs beside work that never gives way: the judging of a policy, a wait for an engine. */
const TELL = `
const { workerData } = require('node:worker_threads');
setTimeout(() => {
  try { require('node:fs').writeSync(workerData.descriptor, workerData.line); } catch {}
}, workerData.after);
`;

/**
 * Says once what work is at, when it takes longer than a second.
 * @param descriptor - of the terminal; undefined where there is none, and nothing is said
 * @returns ends it
 */
export function startProgress(
  text: string,
  descriptor: number | undefined,
  after = QUIET_MILLISECONDS,
): () => void {
  if (descriptor === undefined) return () => undefined;
  const workerData = { descriptor, after, line: `egress: ${text}…\n` };
  const worker = new Worker(TELL, { eval: true, workerData });
  worker.on('error', () => writeSync(descriptor, workerData.line));
  worker.unref();
  return () => void worker.terminate();
}
