import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import type { DeclaredFlow } from '../walk/acl-crossings';
import { mergeTraces } from '../walk/merge-traces';
import { familiesOf, traceSubnet } from '../walk/trace-subnet';
import type { Trace } from '../walk/trace';
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

function traceEverything(graph: VpcGraph, subnet: Key): readonly Trace[] {
  return mergeTraces(familiesOf(graph, subnet).flatMap((family) => traceSubnet(graph, subnet, family)));
}
