import type { Problem } from '@inspected-egress/problem';
import { aclPolicyOverQuota, aclTooManyRules } from '../errors';
import { NETWORK_ACL_RULES } from '../limits';
import { draftNetworkAcls } from './acl-draft';
import { compileAclPolicy, stateEgress, type AclEgressPolicy } from './acl-policy';
import { describeAclRule, describeTraffic, isIpv6, type PlannedAclRule } from './acl-rules';
import type { NetworkAclPlanProps, NetworkAclSharedProps } from './network-acls';

/** The rules of one ACL, direction and family, where they do not fit. */
interface Overflow {
  /** `protected egress`. */
  readonly acl: string;
  readonly rules: readonly PlannedAclRule[];
  readonly room: number;
  readonly hasSpokes: boolean;
}

/** One for each ACL, direction and family that is too full; where a policy fills it, for each rule that does not fit. */
export function findAclQuotaProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const room = (props.rulesPerDirection ?? NETWORK_ACL_RULES.default) - NETWORK_ACL_RULES.lastDeny;
  const hasSpokes = props.vpc.transit !== undefined;
  const overflows = draftNetworkAcls(props, stateEgress(props)).flatMap(({ tier, ingress, egress }) =>
    Object.entries({ ingress, egress }).flatMap(([direction, rules]) =>
      [rules.filter((rule) => !isIpv6(rule)), rules.filter(isIpv6)].flatMap(
        (ofFamily): readonly Overflow[] =>
          ofFamily.length <= room ? [] : [{ acl: `${tier} ${direction}`, rules: ofFamily, room, hasSpokes }],
      ),
    ),
  );
  if (overflows.length === 0) return [];
  const { egressPolicy } = props;
  if (egressPolicy === undefined) return overflows.map(tooMany);
  const ownerOf = ownersIn(props, egressPolicy);
  return overflows.flatMap((overflow) => {
    const problems = findRulesWithoutRoom(overflow, ownerOf, egressPolicy);
    return problems.length > 0 ? problems : [{ ...tooMany(overflow), path: 'egressPolicy.policy' }];
  });
}

function tooMany({ acl, rules, room, hasSpokes }: Overflow): Problem {
  return aclTooManyRules(acl, familyOf(rules), {
    count: rules.length,
    room,
    left: rules.slice(room).map(describeAclRule),
    hasSpokes,
  });
}

function findRulesWithoutRoom(
  { acl, rules, room, hasSpokes }: Overflow,
  ownerOf: (rule: PlannedAclRule) => number,
  { policy }: AclEgressPolicy,
): readonly Problem[] {
  let taken = rules.filter((rule) => ownerOf(rule) < 0).length;
  return policy.rules.flatMap((_, index) => {
    const own = rules.filter((rule) => ownerOf(rule) === index);
    if (own.length === 0) return [];
    if (taken + own.length <= room) {
      taken += own.length;
      return [];
    }
    const left = own.slice(room - taken).map(describeAclRule);
    const sizes = { count: rules.length, room, left, hasSpokes };
    return [aclPolicyOverQuota(`egressPolicy.policy.rules[${index}]`, acl, familyOf(rules), sizes)];
  });
}

/**
 * Which rule of the policy a rule of an ACL stands for first; -1 for none. Where an ACL knows ports alone, it is the rule
 * that first opens them: rules after it open nothing that it does not.
 */
function ownersIn(
  props: NetworkAclSharedProps,
  egressPolicy: AclEgressPolicy,
): (rule: PlannedAclRule) => number {
  const { policy } = egressPolicy;
  const ownersOfPorts = new Map<string, number>();
  policy.rules.forEach((_, index) => {
    const upTo = { ...policy, rules: policy.rules.slice(0, index + 1) };
    const services =
      compileAclPolicy(props, { ...egressPolicy, policy: upTo }).compiled?.artefact.services ?? [];
    for (const service of services) {
      const name = service.protocol === 'icmp-echo' ? service.protocol : describeTraffic(service);
      if (!ownersOfPorts.has(name)) ownersOfPorts.set(name, index);
    }
  });
  return ({ policyRules, traffic }) =>
    policyRules === undefined
      ? (ownersOfPorts.get(describeTraffic(traffic)) ?? -1)
      : policy.rules.findIndex(({ id }) => id === policyRules[0]);
}

function familyOf(rules: readonly PlannedAclRule[]): 'IPv4' | 'IPv6' {
  return rules.some(isIpv6) ? 'IPv6' : 'IPv4';
}
