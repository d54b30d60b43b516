import { judgeEach, undetermined, type Check } from './check';
import type { CheckDescription } from './check';

/** What a check of the policy of a firewall is, until findings about policies decide it. */
const ABOUT_POLICIES: readonly CheckDescription[] = [
  {
    id: 'V16',
    severity: 'error',
    title: 'a list of allowed names in strict order has a default action that drops the others',
  },
  {
    id: 'V17',
    severity: 'error',
    title: 'default actions go together, and leave lists of names the packets that they match by',
  },
  {
    id: 'V18',
    severity: 'error',
    title: 'HOME_NET holds the addresses that the firewall sees as sources',
  },
  {
    id: 'V19',
    severity: 'warning',
    title: 'rules for some sources are for addresses that the firewall sees',
  },
  {
    id: 'V20',
    severity: 'error',
    title: 'rule groups have the order of the policy, priorities of their own, and room in its limits',
  },
  {
    id: 'V24',
    severity: 'warning',
    title:
      'what hides names from the firewall is dropped: QUIC, DNS past the resolver, DNS over TLS and HTTPS',
  },
];

export const FIREWALL_POLICY_CHECKS: readonly Check[] = ABOUT_POLICIES.map((check) => ({
  ...check,
  judge: ({ graph }) =>
    judgeEach(graph.firewalls.keys(), (key) => undetermined(key, 'what its policy says is not judged here')),
}));
