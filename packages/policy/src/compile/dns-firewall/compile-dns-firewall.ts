/**
 * A policy as a walled garden of Route 53 Resolver DNS Firewall: names that a workload may reach are resolved, every other
 * name is blocked by a last rule on `*`.
 *
 * Laws, each proved by name in `test/compile/dns-firewall-laws.test.ts` against an interpreter of DNS Firewall:
 * - what the policy permits is resolved, but where an approximation `narrower` says otherwise;
 * - what the policy forbids is blocked, but where an approximation `wider` says otherwise;
 * - rules for every workload are exact: a policy of such rules alone has no approximation;
 * - a rule for other names moves no priority and changes no list, but where two names fall on one number;
 * - every rule is in the artefact, or a remark or an approximation says why not;
 * - monitor blocks nothing;
 * - nothing is what AWS would refuse.
 *
 * DNS Firewall sees queries to the VPC's own resolver alone. Queries to other resolvers, DNS over TLS or HTTPS and flows to
 * bare addresses are for the other layers to stop.
 */
import { quote, throwProblems } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import type { Compiled } from '../compiled';
import { ruleOfAlsoAllow } from './also-allow';
import { answerNames } from './answers';
import { findApproximations } from './approximations';
import { planDomainLists } from './domain-lists';
import { findOptionProblems, findQuotaProblems } from './problems';
import { findRemarks } from './remarks';
import { planDnsRuleGroups, type DnsBlockResponse, type DnsRuleGroup } from './rule-groups';

export interface DnsFirewallOptions extends EvaluateOptions {
  /**
   * What becomes of the names that an answer redirects to, by CNAME for example. `trust` judges the name that was asked,
   * as the policy does: hosts behind a CDN redirect to names of its own, which change without notice. A trusted name is
   * trusted in that answer alone; asked for by itself it is blocked. `inspect`, which is AWS's default, wants every hop to
   * be a name that the policy permits.
   * @default trust
   * @see Route 53 developer guide, "Rule settings in DNS Firewall", 2026-11
   */
  readonly redirection?: 'trust' | 'inspect';
  /**
   * What becomes of queries while DNS Firewall does not answer: `closed` blocks them, `open` resolves them.
   * @default - closed, and open when the policy monitors
   */
  readonly failMode?: 'closed' | 'open';
  /**
   * What a query gets that is blocked. With `nxdomain` a resolver may conclude that subdomains do not exist either
   * (RFC 8020), those that the policy permits included.
   * @default nodata
   * @throws PlanError POL403 and POL404 when what `override` says cannot be answered
   */
  readonly block?: DnsBlockResponse;
  /**
   * Names to resolve that no rule of the policy passes: of AWS endpoints and hosts in private zones, and of what is
   * reached by other applications than HTTPS, HTTP and DNS. What rules drop by name in all of these is still blocked.
   * @default - none
   */
  readonly alsoAllow?: readonly string[];
}

/** What becomes the `aws_route53_resolver_firewall_*` resources of one VPC. */
export interface DnsFirewallArtefact {
  /** Of `aws_route53_resolver_firewall_config`. */
  readonly failOpen: 'ENABLED' | 'DISABLED';
  /** To be associated with the VPC in this order. */
  readonly ruleGroups: readonly DnsRuleGroup[];
}

/** @throws PlanError POL401 and POL402 for what AWS does not hold, POL1xx when the policy is not valid */
export function compileDnsFirewall(
  policy: EgressPolicy,
  options: DnsFirewallOptions,
): Compiled<DnsFirewallArtefact> {
  const subject = `DNS firewall of egress policy ${quote(policy.name)}`;
  throwProblems(subject, [...findPolicyProblems(policy), ...findOptionProblems(options)]);
  const rules = policy.rules.filter((rule) => !isExpired(rule, options.today));
  const names = answerNames(policy, [...rules, ...ruleOfAlsoAllow(options.alsoAllow)]);
  const lists = planDomainLists(names);
  throwProblems(subject, findQuotaProblems(policy, lists));
  const failMode = options.failMode ?? (policy.mode === 'monitor' ? 'open' : 'closed');
  const redirection = options.redirection ?? 'trust';
  const ruleGroups = planDnsRuleGroups(lists, {
    mode: policy.mode,
    block: options.block ?? { kind: 'nodata' },
    redirection: redirection === 'trust' ? 'TRUST_REDIRECTION_DOMAIN' : 'INSPECT_REDIRECTION_DOMAIN',
  });
  const approximations: readonly Approximation[] =
    policy.mode === 'monitor' ? [] : findApproximations(names, { failMode, redirection });
  return {
    artefact: { failOpen: failMode === 'open' ? 'ENABLED' : 'DISABLED', ruleGroups },
    approximations,
    remarks: findRemarks(policy, options, names),
  };
}
