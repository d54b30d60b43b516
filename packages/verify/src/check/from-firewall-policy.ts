import type { Finding } from '../promise/finding';
import { isRemark } from '../promise/finding';
import { compareKeys } from '../graph/compare-keys';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Check, CheckDescription, CheckRemark } from './check';
import type { CheckSeverity } from './check-result';
import { fromFindings } from './from-findings';

const PROMISE = 'firewall-policy-means-what-it-says';

/** Findings about what cannot be read, or is not in the input: they leave every check open. */
const OPEN: ReadonlySet<string> = new Set(['VFY485', 'VFY495']);

interface PolicyCheck extends CheckDescription {
  /** Codes of the findings that decide it. */
  readonly codes: readonly string[];
}

const ABOUT_POLICIES: readonly PolicyCheck[] = [
  {
    id: 'V16',
    severity: 'error',
    title: 'a list of allowed names in strict order has a default action that drops the others',
    codes: ['VFY481', 'VFY482'],
  },
  {
    id: 'V17',
    severity: 'error',
    title: 'default actions go together, and leave lists of names the packets that they match by',
    codes: ['VFY483', 'VFY484', 'VFY489', 'VFY493', 'VFY496'],
  },
  {
    id: 'V18',
    severity: 'error',
    title: 'HOME_NET holds the addresses that the firewall sees as sources',
    codes: ['VFY486'],
  },
  {
    id: 'V19',
    severity: 'warning',
    title: 'rules for some sources are for addresses that the firewall sees',
    codes: ['VFY487'],
  },
  {
    id: 'V20',
    severity: 'error',
    title: 'rule groups have the order of the policy, priorities of their own, and room in its limits',
    codes: ['VFY488'],
  },
  {
    id: 'V24',
    severity: 'warning',
    title:
      'what hides names from the firewall is dropped: QUIC, DNS past the resolver, DNS over TLS and HTTPS',
    codes: ['VFY491', 'VFY492'],
  },
];

/** What a finding that breaks no promise weighs as a check. */
const LESSER: Readonly<Record<string, CheckSeverity>> = {
  VFY492: 'info',
  VFY493: 'warning',
  VFY496: 'warning',
};

export const FIREWALL_POLICY_CHECKS: readonly Check[] = ABOUT_POLICIES.map(({ codes, ...check }) => ({
  ...check,
  promise: PROMISE,
  judge: ({ graph, findings }) => {
    const all = (findings.get(PROMISE) ?? []).filter((finding) => !isOfAppliances(graph, finding));
    const own = all.filter(({ code }) => codes.includes(code) || OPEN.has(code));
    // Where no policy and no firewall is in the input, there is nothing to look at.
    const count = graph.firewallPolicies.size + all.filter(({ code }) => code === 'VFY495').length;
    const remarks = [...fromFindings(own).remarks, ...own.filter(isRemark).map(toLesser)];
    return { count, remarks: [...remarks].sort((a, b) => compareKeys(a.code ?? '', b.code ?? '')) };
  },
}));

/** Appliances have rules of their own, which these checks are not about. */
function isOfAppliances(graph: VpcGraph, { subject }: Finding): boolean {
  return valueOf(graph.firewallEndpoints.get(subject)?.product) === 'gateway-load-balancer';
}

function toLesser({ subject, because, remedy, code }: Finding): CheckRemark {
  const severity = LESSER[code];
  return {
    verdict: 'broken',
    subject,
    because,
    remedy,
    code,
    ...(severity === undefined ? {} : { severity }),
  };
}
