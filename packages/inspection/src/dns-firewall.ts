import { Route53ResolverFirewallConfig } from '@cdktf/provider-aws/lib/route53-resolver-firewall-config';
import { Route53ResolverFirewallDomainList } from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import { Route53ResolverFirewallRule } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import { Route53ResolverFirewallRuleGroup } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { ASSOCIATION_PRIORITY } from './limits';
import {
  compileDnsPolicy,
  dnsResourceName,
  findDnsFirewallProblems,
  planDnsRuleGroups,
  type DnsFirewallSettings,
  type PlannedDnsRule,
} from './plan/dns-firewall';
import { nameFromPath } from './plan/resource-name';

export interface DnsFirewallProps extends DnsFirewallSettings {
  /** Of lists, rule groups and associations. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Route 53 Resolver DNS Firewall as a walled garden: the resolver of a VPC answers for names that an egress policy passes,
 * and for no others. It sees queries to that resolver alone.
 */
export class DnsFirewall extends Construct {
  /** In the order in which they are asked. */
  readonly ruleGroupIds: readonly string[];
  /** Where names are resolved that the policy forbids, or the other way round. */
  readonly approximations: readonly Approximation[];
  /** What a reader of the policy would not expect of the lists. */
  readonly remarks: readonly CompilationRemark[];

  /** @throws PlanError with every problem of settings (INS263 to INS269) and of the egress policy (POL1xx, POL4xx) */
  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const name = props.name ?? nameFromPath(this.node.path);
    throwProblems(`DNS firewall \`${this.node.path}\``, findDnsFirewallProblems(props, name));

    const { artefact, approximations, remarks } = compileDnsPolicy(props);
    const { vpcIds, tags = {}, associationPriority = ASSOCIATION_PRIORITY.first } = props;
    this.approximations = approximations;
    this.remarks = remarks;
    const planned = planDnsRuleGroups(artefact, { name, firstPriority: associationPriority });
    this.ruleGroupIds = planned.map((group) => {
      const ruleGroup = new Route53ResolverFirewallRuleGroup(this, `group-${group.key}`, {
        name: group.name,
        tags: { Name: group.name, ...tags },
      });
      const rules = group.rules.map((rule) => this.addRule(rule, ruleGroup.id, tags));
      for (const [key, vpcId] of Object.entries(vpcIds)) {
        const ofVpc = dnsResourceName(group.name, key);
        new Route53ResolverFirewallRuleGroupAssociation(this, `${key}-group-${group.key}`, {
          name: ofVpc,
          firewallRuleGroupId: ruleGroup.id,
          vpcId,
          priority: group.associationPriority,
          mutationProtection: props.mutationProtection === 'on' ? 'ENABLED' : 'DISABLED',
          tags: { Name: ofVpc, ...tags },
          // A group that is half filled would answer, and a list that leaves another group is to be asked here first.
          dependsOn: rules,
        });
      }
      return ruleGroup.id;
    });
    for (const [key, resourceId] of Object.entries(vpcIds)) {
      new Route53ResolverFirewallConfig(this, `${key}-config`, {
        resourceId,
        firewallFailOpen: artefact.failOpen,
      });
    }
  }

  private addRule(
    rule: PlannedDnsRule,
    firewallRuleGroupId: string,
    tags: Readonly<Record<string, string>>,
  ): Route53ResolverFirewallRule {
    const { key, domainListName, domains } = rule;
    const list = new Route53ResolverFirewallDomainList(this, `domains-${key}`, {
      name: domainListName,
      domains: [...domains],
      tags: { Name: domainListName, ...tags },
    });
    return new Route53ResolverFirewallRule(this, `rule-${key}`, {
      name: rule.name,
      priority: rule.priority,
      action: rule.action,
      ...(rule.blockResponse === undefined ? {} : { blockResponse: rule.blockResponse }),
      ...(rule.blockOverrideDnsType === undefined ? {} : { blockOverrideDnsType: rule.blockOverrideDnsType }),
      ...(rule.blockOverrideDomain === undefined ? {} : { blockOverrideDomain: rule.blockOverrideDomain }),
      ...(rule.blockOverrideTtl === undefined ? {} : { blockOverrideTtl: rule.blockOverrideTtl }),
      firewallRuleGroupId,
      firewallDomainListId: list.id,
      firewallDomainRedirectionAction: rule.redirection,
      // In another group a rule is another one: without this flag its names would be in neither for a while.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
