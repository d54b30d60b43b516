import type { CheckId } from '../../src/check/check-result';
import { BROKEN_POLICIES, NAT, PASS } from '../support/broken-policies';
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

export const FIREWALL_POLICY_WORLDS: readonly World[] = BROKEN_POLICIES.flatMap(
  ([code, what, broken, , mended]) => {
    const check = CHECK_OF[code];
    return check === undefined
      ? []
      : [{ check, what, broken: () => graph(broken), fixed: () => graph(mended) }];
  },
);
