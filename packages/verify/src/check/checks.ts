import { compareKeys } from '../graph/compare-keys';
import type { Evidence } from '../promise/evidence';
import type { Finding, PromiseId } from '../promise/finding';
import { constructPathOf } from '../promise/violation';
import { appliancesAreReached } from './appliances-are-reached';
import { associationsAreExplicit } from './associations-are-explicit';
import type { Check, CheckDescription, CheckEvidence } from './check';
import type { CheckResult } from './check-result';
import { connectionsAreAccepted } from './connections-are-accepted';
import { defaultsLeadOn } from './defaults-lead-on';
import { edgeReturnsToEndpoints } from './edge-returns-to-endpoints';
import { endpointsAreOffered } from './endpoints-are-offered';
import { FIREWALL_POLICY_CHECKS } from './from-firewall-policy';
import { gatewayEndpointsAreRestricted } from './gateway-endpoints-are-restricted';
import { idleFlowsLive } from './idle-flows-live';
import { packetsFit } from './packets-fit';
import {
  endpointSubnetsHoldNothingElse,
  everyExitPassesAnInspector,
  filtersPermitDeclaredFlows,
  hopsStayInTheZone,
  repliesMirrorRequests,
  resolverIsFiltered,
} from './promised';
import { publicAccessIsOpen } from './public-access-is-open';
import { regionalNatIsBehind } from './regional-nat-is-behind';
import { routesAreLegal } from './routes-are-legal';
import { sessionManagerIsReached } from './session-manager-is-reached';
import { tablesAreZonal } from './tables-are-zonal';
import { tablesStayInTheVpc } from './tables-stay-in-the-vpc';
import { workloadsHaveNoPublicAddress } from './workloads-have-no-public-address';

const JUDGES: readonly Check[] = [
  everyExitPassesAnInspector,
  defaultsLeadOn,
  edgeReturnsToEndpoints,
  repliesMirrorRequests,
  hopsStayInTheZone,
  endpointSubnetsHoldNothingElse,
  endpointsAreOffered,
  tablesAreZonal,
  associationsAreExplicit,
  routesAreLegal,
  gatewayEndpointsAreRestricted,
  tablesStayInTheVpc,
  workloadsHaveNoPublicAddress,
  resolverIsFiltered,
  filtersPermitDeclaredFlows,
  ...FIREWALL_POLICY_CHECKS,
  appliancesAreReached,
  packetsFit,
  idleFlowsLive,
  regionalNatIsBehind,
  publicAccessIsOpen,
  connectionsAreAccepted,
  sessionManagerIsReached,
].sort((a, b) => compareKeys(a.id, b.id));

/** All checks, in the order of reports. */
export const CHECKS: readonly CheckDescription[] = JUDGES;

/** The results of every check, by check, then by subject. */
export function judgeChecks(evidence: Evidence, findings: readonly Finding[]): readonly CheckResult[] {
  const seen: CheckEvidence = { ...evidence, findings: byPromise(findings) };
  return JUDGES.flatMap((check) => resultsOf(check, seen));
}

function byPromise(findings: readonly Finding[]): ReadonlyMap<PromiseId, readonly Finding[]> {
  const found = new Map<PromiseId, Finding[]>();
  for (const finding of findings) {
    const group = found.get(finding.promise);
    if (group === undefined) found.set(finding.promise, [finding]);
    else group.push(finding);
  }
  return found;
}

function resultsOf(check: Check, evidence: CheckEvidence): readonly CheckResult[] {
  const { id, severity, title } = check;
  const { count, remarks, because } = check.judge(evidence);
  if (remarks.length > 0)
    return [...remarks]
      .sort((a, b) => compareKeys(a.subject, b.subject) || compareKeys(a.because, b.because))
      .map((remark) => ({
        check: id,
        severity,
        ...remark,
        ...constructPathOf(evidence.graph, remark.subject),
      }));
  const about = { check: id, severity, remedy: '' };
  return count === 0
    ? [{ ...about, verdict: 'not-applicable', because: 'the input holds nothing that it is about' }]
    : [{ ...about, verdict: 'satisfied', because: because ?? title }];
}
