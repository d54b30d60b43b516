import { isAlsoAllow } from './also-allow';
import type { Answer } from './answers';
import type { DomainList } from './domain-lists';
import { groupLists } from './list-groups';
import { LAST_PRIORITY, planPriorities } from './priorities';

/** What a query gets that is blocked. */
export type DnsBlockResponse =
  | { readonly kind: 'nodata' }
  | { readonly kind: 'nxdomain' }
  | { readonly kind: 'override'; readonly cname: string; readonly ttlSeconds: number };

/** One `aws_route53_resolver_firewall_rule_group`. */
export interface DnsRuleGroup {
  /** `group-1` is asked last and has `*`, so that no rule more, or less, ever moves that. */
  readonly name: string;
  /** In order of priority. */
  readonly rules: readonly DnsFirewallRule[];
}

/** One `aws_route53_resolver_firewall_rule` with the `aws_route53_resolver_firewall_domain_list` that is its own. */
export interface DnsFirewallRule {
  /** Unique in the artefact, and the same as long as the rule of the policy has its id. */
  readonly name: string;
  /**
   * From 1 to 10,000, unique in the group. A rule keeps it whatever other rules the policy gets, in another group too, but
   * for one whose name falls on the same number.
   */
  readonly priority: number;
  readonly action: 'ALLOW' | 'ALERT' | 'BLOCK';
  readonly blockResponse?: 'NODATA' | 'NXDOMAIN' | 'OVERRIDE';
  readonly blockOverrideDnsType?: 'CNAME';
  readonly blockOverrideDomain?: string;
  /** In seconds. */
  readonly blockOverrideTtl?: number;
  readonly redirection: 'TRUST_REDIRECTION_DOMAIN' | 'INSPECT_REDIRECTION_DOMAIN';
  readonly domainListName: string;
  /** Sorted; `example.com` is that name alone, `*.example.com` its subdomains, `*` every name. */
  readonly domains: readonly string[];
  /** Id of the rule of the policy that names them; absent for `*` and for names of `alsoAllow`. */
  readonly rule?: string;
  /** Ids of the alert rules for which queries for these names are marked; absent when there are none. */
  readonly alerts?: readonly string[];
}

interface Responses {
  readonly mode: 'enforce' | 'monitor';
  readonly block: DnsBlockResponse;
  readonly redirection: DnsFirewallRule['redirection'];
}

/**
 * Rules in their groups, and groups in the order in which they are to be associated. Where one name is inside another and
 * has another answer, the inner one comes first; `*` comes last; between others order means nothing.
 */
export function planDnsRuleGroups(
  lists: readonly DomainList[],
  responses: Responses,
): readonly DnsRuleGroup[] {
  const groups = groupLists(lists);
  const priorities = planPriorities(groups);
  return groups.map((group, index) => ({
    name: `group-${groups.length - index}`,
    rules: group
      .map((list) => planRule(list, priorities.get(list.name) ?? LAST_PRIORITY, responses))
      .sort((one, other) => one.priority - other.priority),
  }));
}

function planRule(
  { name, answer, domains, owner, alerts }: DomainList,
  priority: number,
  responses: Responses,
): DnsFirewallRule {
  return {
    name,
    priority,
    ...actionOf(answer, responses),
    redirection: responses.redirection,
    domainListName: name,
    domains,
    ...(owner === undefined || isAlsoAllow(owner) ? {} : { rule: owner.id }),
    ...(alerts.length === 0 ? {} : { alerts: alerts.map(({ id }) => id) }),
  };
}

function actionOf(
  answer: Answer,
  { mode, block }: Responses,
): Pick<
  DnsFirewallRule,
  'action' | 'blockResponse' | 'blockOverrideDnsType' | 'blockOverrideDomain' | 'blockOverrideTtl'
> {
  if (answer === 'allow') return { action: 'ALLOW' };
  if (answer === 'alert' || mode === 'monitor') return { action: 'ALERT' };
  switch (block.kind) {
    case 'nodata':
      return { action: 'BLOCK', blockResponse: 'NODATA' };
    case 'nxdomain':
      return { action: 'BLOCK', blockResponse: 'NXDOMAIN' };
    case 'override':
      return {
        action: 'BLOCK',
        blockResponse: 'OVERRIDE',
        blockOverrideDnsType: 'CNAME',
        blockOverrideDomain: block.cname,
        blockOverrideTtl: block.ttlSeconds,
      };
  }
}
