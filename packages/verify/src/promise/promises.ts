import { aclsPermitDeclaredFlows } from './acls-permit-declared-flows';
import { dnsIsFiltered } from './dns-is-filtered';
import { endpointSubnetsHoldOnlyEndpoints } from './endpoint-subnets-hold-only-endpoints';
import { everyExitIsInspected } from './every-exit-is-inspected';
import type { Evidence } from './evidence';
import type { Finding, PromiseId } from './finding';
import { firewallPolicyMeansWhatItSays } from './firewall-policy-means-what-it-says';
import { noHopLeavesItsZone } from './no-hop-leaves-its-zone';
import { noRouteLoopsOrBlackholes } from './no-route-loops-or-blackholes';
import { repliesUseTheSameEndpoint } from './replies-use-the-same-endpoint';

/** What judges each promise. */
const JUDGES: Readonly<Record<PromiseId, (evidence: Evidence) => readonly Finding[]>> = {
  'every-exit-is-inspected': everyExitIsInspected,
  'replies-use-the-same-endpoint': repliesUseTheSameEndpoint,
  'no-hop-leaves-its-zone': noHopLeavesItsZone,
  'endpoint-subnets-hold-only-endpoints': endpointSubnetsHoldOnlyEndpoints,
  'no-route-loops-or-blackholes': noRouteLoopsOrBlackholes,
  'dns-is-filtered': dnsIsFiltered,
  'acls-permit-declared-flows': aclsPermitDeclaredFlows,
  'firewall-policy-means-what-it-says': firewallPolicyMeansWhatItSays,
};

/** All promises that are judged, in the order of reports. */
export const PROMISES = Object.keys(JUDGES) as readonly PromiseId[];

export function judgePromises(evidence: Evidence): readonly Finding[] {
  return PROMISES.flatMap((promise) => JUDGES[promise](evidence));
}
