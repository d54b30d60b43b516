import {
  PROMISES,
  readEstate,
  readGraph,
  verdictOf,
  verify,
  type InputFile,
  type PromiseId,
  type Report,
  type Verdict,
} from '@inspected-egress/verify';
import { ENDPOINT_SUBNETS, PROTECTED, UNPROVED } from './claims';
import type { ExampleStack } from './synthesize-example';

/**
 * What `egress verify` says about an example, told what its reviewer knows.
 *
 * @param stacks - as synthesized: only there construct paths have addresses
 * @param input - what is judged, for example a state of the same stacks
 */
export function reportOn(
  example: string,
  stacks: readonly ExampleStack[],
  input: readonly InputFile[] = stacks,
): Report {
  const { resources } = readEstate(stacks);
  const keyOf = (path: string) =>
    resources.find(({ constructPath }) => constructPath === path)?.address ?? path;
  const paths = Object.entries(ENDPOINT_SUBNETS[example] ?? {});
  const graph = readGraph(readEstate(input), {
    endpointSubnets: Object.fromEntries(paths.map(([id, path]) => [id, keyOf(path)])),
  });
  const workloads = PROTECTED[example]?.map(keyOf);
  return verify(graph, workloads === undefined ? {} : { protected: workloads });
}

export function verdictsOf(report: Report): Readonly<Record<PromiseId, Verdict>> {
  return ofPromises((promise) => verdictOf(report, promise));
}

/** The verdicts that an example says it has. */
export function claimsOf(example: string): Readonly<Record<PromiseId, Verdict>> {
  return { ...ofPromises(() => 'proved'), ...UNPROVED[example] };
}

function ofPromises(verdict: (promise: PromiseId) => Verdict): Readonly<Record<PromiseId, Verdict>> {
  return Object.fromEntries(PROMISES.map((promise) => [promise, verdict(promise)])) as Record<
    PromiseId,
    Verdict
  >;
}
