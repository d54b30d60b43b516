import type { Check } from './check';
import { fromFindings } from './from-findings';

// Checks that a promise decides already.

/** An open gateway endpoint breaks the promise, and has a check of its own: V11. */
const OPEN_GATEWAY_ENDPOINT = 'VFY403';
const STATELESS_PASS = 'VFY489';

export const everyExitPassesAnInspector: Check = {
  id: 'V01',
  severity: 'error',
  title: 'packets to the public internet pass a firewall endpoint before any exit, and its stateful rules',
  promise: 'every-exit-is-inspected',
  judge: ({ findings }) => {
    const { count, remarks } = fromFindings(findings.get('every-exit-is-inspected'));
    // What stateless rules pass comes to a firewall, and no stateful rule sees it.
    const unseen = findings
      .get('firewall-policy-means-what-it-says')
      ?.filter(({ code, verdict }) => code === STATELESS_PASS && verdict === 'violated');
    return {
      count,
      remarks: [
        ...remarks.filter(({ code }) => code !== OPEN_GATEWAY_ENDPOINT),
        ...fromFindings(unseen).remarks,
      ],
    };
  },
};

export const repliesMirrorRequests: Check = {
  id: 'V04',
  severity: 'error',
  title: 'replies pass the firewall endpoints of the request in reverse',
  promise: 'replies-use-the-same-endpoint',
  judge: ({ findings }) => fromFindings(findings.get('replies-use-the-same-endpoint')),
};

/**
 * An endpoint of another zone works while replies use it too, at the price of traffic between zones and of a shared fate.
 *
 * @see PrivateLink guide, "Gateway Load Balancer endpoints", and Network Firewall guide, "Avoiding asymmetric routing", 2026-07
 */
export const hopsStayInTheZone: Check = {
  id: 'V05',
  severity: 'warning',
  title: 'a subnet, its NAT gateway and its firewall endpoint are in one zone',
  promise: 'no-hop-leaves-its-zone',
  judge: ({ findings }) => {
    const lost = new Set(
      (findings.get('replies-use-the-same-endpoint') ?? []).flatMap(({ verdict, subject }) =>
        verdict === 'violated' ? [subject] : [],
      ),
    );
    const { count, remarks } = fromFindings(findings.get('no-hop-leaves-its-zone'));
    return {
      count,
      remarks: remarks.map((remark) =>
        remark.verdict === 'broken' && lost.has(remark.subject) ? { ...remark, severity: 'error' } : remark,
      ),
    };
  },
};

export const endpointSubnetsHoldNothingElse: Check = {
  id: 'V06',
  severity: 'warning',
  title: 'subnets of firewall endpoints hold nothing else',
  promise: 'endpoint-subnets-hold-only-endpoints',
  judge: ({ findings }) => fromFindings(findings.get('endpoint-subnets-hold-only-endpoints')),
};

export const resolverIsFiltered: Check = {
  id: 'V14',
  severity: 'warning',
  title: 'DNS Firewall is asked before the resolver of the VPC answers',
  promise: 'dns-is-filtered',
  judge: ({ findings }) => fromFindings(findings.get('dns-is-filtered')),
};

export const filtersPermitDeclaredFlows: Check = {
  id: 'V15',
  severity: 'error',
  title: 'network ACLs and security groups let declared flows and their replies pass',
  promise: 'acls-permit-declared-flows',
  judge: ({ findings }) => fromFindings(findings.get('acls-permit-declared-flows')),
};
