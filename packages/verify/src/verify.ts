import { listBypasses } from './bypass/list-bypasses';
import { judgeChecks } from './check/checks';
import type { VpcGraph } from './graph/vpc-graph';
import { gatherEvidence, type VerifyOptions } from './promise/evidence';
import { judgePromises } from './promise/promises';
import type { Report } from './report';

/**
 * Judges every promise by following every packet class from every subnet that may hold a workload.
 *
 * @throws PlanError VFY471 when `options.protected` names something that is no subnet
 */
export function verify(graph: VpcGraph, options: VerifyOptions = {}): Report {
  const evidence = gatherEvidence(graph, options);
  const findings = judgePromises(evidence);
  return {
    judged: evidence.judged,
    findings,
    acceptedBypasses: evidence.acceptedBypasses,
    bypasses: listBypasses(evidence, findings),
    checks: judgeChecks(evidence, findings),
  };
}
