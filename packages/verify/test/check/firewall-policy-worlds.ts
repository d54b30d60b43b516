import type { CheckId } from '../../src/check/check-result';
import { BROKEN_POLICIES, NAT, PASS, passTls } from '../support/broken-policies';
import type { FirewallWorld } from '../support/firewall-world';
import { enforced } from '../support/policy-world';
import { AFTER_NAT } from '../support/topologies';
import type { World } from './worlds';

/** The check that a finding about a policy decides. */
const CHECK_OF: Readonly<Record<string, CheckId>> = {
  VFY481: 'V16',
  VFY482: 'V16',
  VFY483: 'V17',
  VFY484: 'V17',
  VFY486: 'V18',
  VFY487: 'V19',
  VFY488: 'V20',
  VFY489: 'V17',
  VFY491: 'V24',
};

const graph = (world: FirewallWorld) => enforced(AFTER_NAT, { rules: PASS, homeNet: NAT, ...world });

const OF_FINDINGS: readonly World[] = BROKEN_POLICIES.flatMap(([code, what, broken, , mended]) => {
  const check = CHECK_OF[code];
  return check === undefined
    ? []
    : [{ check, what, broken: () => graph(broken), fixed: () => graph(mended) }];
});

const stateless = (action: string): FirewallWorld => ({ policy: { stateless_default_actions: [action] } });
const timer = (seconds: number): FirewallWorld => ({
  policy: {
    stateful_engine_options: [
      { rule_order: 'STRICT_ORDER', flow_timeouts: [{ tcp_idle_timeout_seconds: seconds }] },
    ],
  },
});
const withInstance = (...names: readonly string[]) =>
  enforced(`${AFTER_NAT}\ninstance i w-a`, { rules: names.map((name) => passTls(name)), homeNet: NAT });

export const FIREWALL_POLICY_WORLDS: readonly World[] = [
  ...OF_FINDINGS,
  {
    check: 'V01',
    what: 'the stateless engine passes everything by the rules',
    broken: () => graph(stateless('aws:pass')),
    fixed: () => graph(stateless('aws:forward_to_sfe')),
  },
  {
    check: 'V23',
    what: 'the firewall forgets flows that the NAT gateway keeps',
    broken: () => graph(timer(60)),
    fixed: () => graph(timer(350)),
  },
  {
    check: 'V28',
    what: 'the firewall denies by default, and passes one of two names',
    broken: () => withInstance('ssm.us-east-1.amazonaws.com'),
    fixed: () => withInstance('ssm.us-east-1.amazonaws.com', 'ssmmessages.us-east-1.amazonaws.com'),
  },
];
