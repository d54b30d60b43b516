import { createHash } from 'node:crypto';
import { isToken, type Problem } from '@inspected-egress/problem';
import { dnsRuleGroupCount, dnsRuleGroupId } from '../errors';
import { ASSOCIATION_PRIORITY, DNS_FIREWALL_GROUPS, DNS_RULE_GROUP_ID } from '../limits';
import { findPlaceProblems, findVpcProblems, type DnsFirewallSettings } from './dns-firewall';

// Numbers of each place, for ids to fall on: of 8,999, and of five places.
const NUMBERS_OF_PLACE = 1000;

export interface PlannedAssociation {
  /** Of constructs: the place of the group, counted from the last. */
  readonly key: string;
  readonly firewallRuleGroupId: string;
  readonly priority: number;
}

/** Laws: a group asked earlier has the smaller number; another id in a place has another number there, but one in a thousand. */
export function planAssociations(
  ruleGroupIds: readonly string[],
  associationPriority: number,
): readonly PlannedAssociation[] {
  return ruleGroupIds.map((firewallRuleGroupId, index) => {
    const place = ruleGroupIds.length - index;
    const first = associationPriority + (DNS_FIREWALL_GROUPS - place) * NUMBERS_OF_PLACE;
    return { key: String(place), firewallRuleGroupId, priority: first + numberOf(firewallRuleGroupId) };
  });
}

function numberOf(id: string): number {
  if (isToken(id)) return 0;
  return createHash('sha256').update(id).digest().readUInt32BE(0) % NUMBERS_OF_PLACE;
}

/** @param name - as given, or from the path */
export function findAssociationsProblems(
  settings: Pick<DnsFirewallSettings, 'vpcIds' | 'name' | 'associationPriority' | 'mutationProtection'> & {
    readonly ruleGroupIds: readonly string[];
  },
  name: string,
): readonly Problem[] {
  const { ruleGroupIds, vpcIds } = settings;
  const isCount = ruleGroupIds.length >= 1 && ruleGroupIds.length <= DNS_FIREWALL_GROUPS;
  return [
    ...(isCount ? [] : [dnsRuleGroupCount(ruleGroupIds.length, DNS_FIREWALL_GROUPS)]),
    ...ruleGroupIds.flatMap((id, index) =>
      isToken(id) || DNS_RULE_GROUP_ID.test(id) ? [] : [dnsRuleGroupId(`ruleGroupIds[${index}]`, id)],
    ),
    ...findPlaceProblems(
      settings,
      name,
      ASSOCIATION_PRIORITY.last - DNS_FIREWALL_GROUPS * NUMBERS_OF_PLACE + 1,
    ),
    ...findVpcProblems(vpcIds, 1),
  ];
}
