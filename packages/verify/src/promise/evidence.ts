import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import type { DeclaredFlow } from '../walk/acl-crossings';
import { familiesOf, traceSubnet } from '../walk/trace-subnet';
import { isSameWay, type Trace } from '../walk/trace';
import { listAcceptedBypasses, type AcceptedBypass } from './accepted-bypass';
import { judgeSubnets, type JudgedSubnet } from './judged-subnets';

export interface VerifyOptions {
  /**
   * Subnets to judge: addresses of resources, blocks that hold them, or `tag=value`.
   * @default - every subnet that may hold a workload
   * @throws PlanError VFY471 for one that means no subnet
   */
  readonly protected?: readonly string[];
  /**
   * Targets of routes that packets may leave by uninspected.
   * @default - gateway endpoints with a policy that restricts them
   */
  readonly acceptedBypasses?: readonly AcceptedBypass[];
  /**
   * Flows that network ACLs must let pass, with their replies.
   * @default - TCP to port 443
   */
  readonly declaredFlows?: readonly DeclaredFlow[];
}

/** What every promise is judged by. */
export interface Evidence {
  readonly graph: VpcGraph;
  readonly judged: readonly JudgedSubnet[];
  /** By the subnets that are judged, in the order of keys. */
  readonly traces: ReadonlyMap<Key, readonly Trace[]>;
  readonly acceptedBypasses: readonly AcceptedBypass[];
  readonly declaredFlows: readonly DeclaredFlow[];
}

export function gatherEvidence(graph: VpcGraph, options: VerifyOptions): Evidence {
  const judged = judgeSubnets(graph, options.protected);
  const senders = judged.filter(({ isJudged }) => isJudged).map(({ subnet }) => subnet);
  return {
    graph,
    judged,
    traces: new Map(senders.map((subnet) => [subnet, traceEverything(graph, subnet)])),
    acceptedBypasses: listAcceptedBypasses(graph, options.acceptedBypasses ?? []),
    declaredFlows: options.declaredFlows ?? [{ protocol: 'tcp', port: 443 }],
  };
}

/** Two parts that go the same way are one: a reader wants to see ways. */
function traceEverything(graph: VpcGraph, subnet: Key): readonly Trace[] {
  const merged: Trace[] = [];
  for (const trace of familiesOf(graph, subnet).flatMap((family) => traceSubnet(graph, subnet, family))) {
    const index = merged.findIndex((one) => isSameStory(one, trace));
    const found = merged[index];
    if (found === undefined) merged.push(trace);
    else merged[index] = { ...found, destinations: found.destinations.union(trace.destinations) };
  }
  return merged;
}

function isSameStory(a: Trace, b: Trace): boolean {
  return (
    a.family === b.family &&
    a.only === b.only &&
    a.except.join() === b.except.join() &&
    a.out.reason === b.out.reason &&
    isSameWay(a.out, b.out) &&
    (a.back === undefined ? b.back === undefined : b.back !== undefined && isSameWay(a.back, b.back))
  );
}
