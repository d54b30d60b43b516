import { AddressSet, findCidrBlockProblem, parseCidrBlocks } from '@inspected-egress/cidr';
import { quote, throwProblems } from '@inspected-egress/problem';
import type { EgressPolicy } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import type { Compiled } from '../compiled';
import { claimRules, decideHeaders } from '../packet-header/decide-headers';
import { approximateHeaders, remarkOnHeaders } from '../packet-header/header-approximations';
import { viewOf, type NetworkAclOptions } from './compile-network-acl';
import { findNetworkAclOptionProblems } from './network-acl-problems';
import { EVERY_SERVICE, openServices, type PolicyService } from './open-services';

/** Of the workloads whose packets come by: `subnetCidrBlocks` are theirs, wherever they are. */
export interface OpenServicesOptions
  extends Omit<NetworkAclOptions, 'ephemeralPorts' | 'rulesPerDirection' | 'reservedEntries'> {
  /**
   * Private blocks that packets come by for, as those of spokes that send to each other; others stay where they are.
   * @default - none
   */
  readonly forwardedCidrBlocks?: readonly string[];
}

/**
 * What a policy opens, by ports alone: for network ACLs of subnets that packets of other VPCs come by, where no ACL of their
 * own can hold the blocks of the policy.
 *
 * Law: what the policy permits beyond endpoints of services, and to no private address but those that are forwarded, goes to
 * a port that is open.
 *
 * @throws PlanError CIDR1xx for a block that is none, POL1xx when the policy is not valid, POL553 for an unknown prefix list
 */
export function compileOpenServices(
  policy: EgressPolicy,
  options: OpenServicesOptions,
): Compiled<readonly PolicyService[]> {
  const { forwardedCidrBlocks = [] } = options;
  const invalid = findPolicyProblems(policy);
  throwProblems(`ports of egress policy ${quote(policy.name)}`, [
    ...invalid,
    ...(invalid.length > 0 ? [] : findNetworkAclOptionProblems(policy, options)),
    ...forwardedCidrBlocks.flatMap(
      (block, index) => findCidrBlockProblem(block, `forwardedCidrBlocks[${index}]`) ?? [],
    ),
  ]);
  const remarks = remarkOnHeaders(policy, 'network-acl', options);
  if (policy.mode === 'monitor') return { artefact: EVERY_SERVICE, approximations: [], remarks };
  const view = viewOf(options);
  const decisions = decideHeaders(claimRules(policy, view, options));
  return {
    artefact: openServices(decisions, AddressSet.of(parseCidrBlocks(forwardedCidrBlocks))),
    approximations: [
      ...approximateHeaders(policy, decisions, view, 'network-acl', options),
      {
        layer: 'network-acl',
        direction: 'wider',
        kind: 'headers',
        reason:
          'packets of other VPCs come by, of which ports alone are judged: what one rule opens is open to every address',
      },
    ],
    remarks,
  };
}
