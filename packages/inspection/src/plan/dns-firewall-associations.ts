import { isToken, type Problem } from '@inspected-egress/problem';
import { dnsRuleGroupCount, dnsRuleGroupId } from '../errors';
import { ASSOCIATION_PRIORITY, DNS_FIREWALL_GROUPS, DNS_RULE_GROUP_ID } from '../limits';
import { findPlaceProblems, findVpcProblems, type DnsFirewallSettings } from './dns-firewall';

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
    ...findPlaceProblems(settings, name, ASSOCIATION_PRIORITY.last - DNS_FIREWALL_GROUPS + 1),
    ...findVpcProblems(vpcIds, 1),
  ];
}
