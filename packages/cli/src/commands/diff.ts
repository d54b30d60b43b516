import { PlanError, throwProblems, type Problem } from '@inspected-egress/problem';
import { describeDestinations, diff as compare } from '@inspected-egress/verify';
import { toComparison } from '../diff-report/comparison';
import { describeComparison } from '../diff-report/describe-comparison';
import { diffToMarkdown } from '../diff-report/to-markdown';
import { relocated } from '../inputs/in-file';
import type { EgressIo } from '../io';
import { printJson, printLines } from '../outputs/print';
import { openEstates } from '../verify-input/open-estates';
import { readGivenEndpoints } from '../verify-input/given-endpoint';
import { placeInEither } from '../verify-input/place-endpoints';
import { readGraphInput, type GraphInput } from '../verify-input/read-graph-input';
import { splitAddresses } from '../verify-input/split-addresses';

export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

export interface DiffCall {
  readonly format: (typeof DIFF_FORMATS)[number];
  readonly protected?: string;
  readonly endpoint?: readonly string[];
}

/** Status 0 when nothing is gained or lost, 1 when something is, 2 when nothing surely is and something may be. */
export async function diff(names: readonly [string, string], call: DiffCall, io: EgressIo): Promise<number> {
  const endpoints = readGivenEndpoints(call.endpoint ?? []);
  const [before, after] = placeInEither(await readBoth(names, io), endpoints);
  const words = call.protected === undefined ? {} : { protected: splitAddresses(call.protected) };
  const difference = relocated(
    (problem) => ({ ...problem, path: problem.path.replace(/^protected\[\d+\]$/, '--protected') }),
    () => compare(before.graph, after.graph, words),
  );
  const comparison = toComparison(before, after, difference, describeDestinations);
  if (call.format === 'json') printJson(io.stdout, comparison);
  else if (call.format === 'markdown') printLines(io.stdout, diffToMarkdown(comparison));
  else printLines(io.stdout, describeComparison(comparison));
  return comparison.status;
}

/** What is wrong with both is said at once. */
async function readBoth(names: readonly [string, string], io: EgressIo): Promise<[GraphInput, GraphInput]> {
  const read = openEstates(io);
  const problems: Problem[] = [];
  const inputs: GraphInput[] = [];
  for (const name of names) {
    try {
      inputs.push(await readGraphInput(name, read));
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwProblems('inputs', problems);
  return inputs as [GraphInput, GraphInput];
}
