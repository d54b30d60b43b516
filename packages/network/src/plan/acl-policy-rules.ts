import type { NetworkAclArtefact } from '@inspected-egress/policy';
import type { IRoutedVpc } from '../routed-vpc';
import { isIpv6, withoutCovered, withoutDecided, type AclRules, type PlannedAclRule } from './acl-rules';

// Below it are the rules for what stays in the VPC; a compiled policy counts from 100 to 32001.
const FIRST_OF_POLICY = 200;
const COMPILED_FROM = 100;

/** The rules that a policy gives protected subnets for what leaves the VPC. */
export function rulesOfPolicy(artefact: NetworkAclArtefact | undefined, ipv6: IRoutedVpc['ipv6']): AclRules {
  const { ingress = [], egress = [] } = artefact ?? {};
  const planned = (entries: NetworkAclArtefact['egress']): readonly PlannedAclRule[] =>
    entries
      .map(({ ruleNumber, rules, ...entry }) => ({
        ...entry,
        ruleNumber: ruleNumber - COMPILED_FROM + FIRST_OF_POLICY,
        policyRules: rules,
      }))
      .filter((rule) => ipv6 !== 'none' || !isIpv6(rule));
  return { ingress: planned(ingress), egress: planned(egress) };
}

/** What stays in the VPC first, so that no rule of a policy against private addresses cuts it. */
export function afterLocalRules(local: AclRules, policy: AclRules): AclRules {
  return {
    ingress: inOrder(local.ingress, policy.ingress),
    egress: inOrder(local.egress, policy.egress),
  };
}

function inOrder(
  local: readonly PlannedAclRule[],
  policy: readonly PlannedAclRule[],
): readonly PlannedAclRule[] {
  // What stands for the policy as a whole permits what no rule of a policy can forbid: it may replace a local rule.
  const ofWhole = policy.filter(({ policyRules }) => policyRules?.length === 0);
  const first = withoutCovered([...local, ...ofWhole])
    .filter((rule) => local.includes(rule))
    .map(renumber);
  return [...first, ...withoutDecided(policy, first)];
}

const MTU = 'path MTU discovery';
const NUMBERS_PER_PURPOSE = 4000;

// Local rules of one ACL and direction are for one purpose and path MTU discovery, each with less than 100 neighbours.
function renumber(rule: PlannedAclRule): PlannedAclRule {
  const place = rule.ruleNumber % NUMBERS_PER_PURPOSE;
  return { ...rule, ruleNumber: rule.purpose === MTU ? place + 100 : place };
}
