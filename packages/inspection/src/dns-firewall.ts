import { Route53ResolverFirewallDomainList } from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import { Route53ResolverFirewallRule } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import { Route53ResolverFirewallRuleGroup } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import type { Approximation, CompilationRemark, DnsBlockResponse } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct, type IConstruct } from 'constructs';
import { associate, configure, NAMED_ONCE } from './dns-firewall-associations';
import { DnsQueryLogs } from './dns-query-logs';
import { ASSOCIATION_PRIORITY } from './limits';
import {
  compileDnsPolicy,
  dnsResourceName,
  findDnsFirewallProblems,
  planDnsRuleGroups,
  type DnsFirewallSettings,
  type PlannedDnsRule,
} from './plan/dns-firewall';
import { managedListPriority } from './plan/dns-managed-lists';
import type { BlockedDnsList } from './plan/monitoring/watched';
import { nameFromPath } from './plan/resource-name';
import { ResourceShare } from './resource-share';

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
  /** Lists whose names are blocked, which `EgressMonitoring` watches; none in mode `monitor`. */
  readonly blockedLists: readonly BlockedDnsList[];
  /** Where names are resolved that the policy forbids, or the other way round. */
  readonly approximations: readonly Approximation[];
  /** What a reader of the policy would not expect of the lists. */
  readonly remarks: readonly CompilationRemark[];

  /** @throws PlanError with every problem of settings (INS242, INS263 to INS269, INS286, INS287, INS314, INS401 to INS408) and of the egress policy (POL1xx, POL4xx) */
  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const name = props.name ?? nameFromPath(this.node.path);
    throwProblems(`DNS firewall \`${this.node.path}\``, findDnsFirewallProblems(props, name));

    const { artefact, approximations, remarks } = compileDnsPolicy(props);
    const { vpcIds, tags = {}, associationPriority = ASSOCIATION_PRIORITY.first, queryLogs = 'none' } = props;
    this.approximations = approximations;
    this.remarks = remarks;
    const managed = this.addManagedLists(name, props, associationPriority);
    const planned = planDnsRuleGroups(artefact, { name, firstPriority: associationPriority });
    const groups = planned.map((group) => {
      const ruleGroup = this.addGroup(group.key, group.name, tags);
      const dependsOn = group.rules.map((rule) => this.addRule(rule, ruleGroup.id, tags));
      const { key, name, associationPriority: priority } = group;
      // A group that is half filled would answer, and a list that leaves another group is to be asked here first.
      associate(this, props, { key, name, firewallRuleGroupId: ruleGroup.id, priority, dependsOn });
      return { key, ruleGroup };
    });
    const all = [...managed, ...groups];
    this.ruleGroupIds = all.map(({ ruleGroup }) => ruleGroup.id);
    this.blockedLists = this.node.children.flatMap(blockedList);
    configure(this, vpcIds, artefact.failOpen);
    if (queryLogs !== 'none') new DnsQueryLogs(this, 'queries', { name, logs: queryLogs, vpcIds, tags });
    if (props.share === undefined) return;
    const resources = Object.fromEntries(all.map(({ key, ruleGroup }) => [key, ruleGroup.arn]));
    new ResourceShare(this, 'share', { name, resources, share: props.share, tags });
  }

  private addGroup(
    key: string,
    name: string,
    tags: Readonly<Record<string, string>>,
  ): Route53ResolverFirewallRuleGroup {
    return new Route53ResolverFirewallRuleGroup(this, `group-${key}`, {
      name,
      tags: { Name: name, ...tags },
      lifecycle: NAMED_ONCE,
    });
  }

  /** One group of the lists that AWS keeps, asked first: what it blocks no rule of the policy lets through. */
  private addManagedLists(
    firewallName: string,
    props: DnsFirewallProps,
    priority: number,
  ): readonly { readonly key: string; readonly ruleGroup: Route53ResolverFirewallRuleGroup }[] {
    const { managedLists = [], tags = {}, block = { kind: 'nodata' } } = props;
    if (managedLists.length === 0) return [];
    const groupName = dnsResourceName(firewallName, 'managed');
    const group = this.addGroup('managed', groupName, tags);
    const dependsOn = managedLists.map(
      ({ name, domainListId, action = 'block' }, index) =>
        new Route53ResolverFirewallRule(this, `managed-${name}`, {
          name: dnsResourceName(firewallName, 'managed', name),
          priority: managedListPriority(index),
          ...(action === 'alert' ? { action: 'ALERT' } : { action: 'BLOCK', ...blockResponse(block) }),
          firewallRuleGroupId: group.id,
          firewallDomainListId: domainListId,
          lifecycle: { createBeforeDestroy: true },
        }),
    );
    const association = {
      key: 'managed',
      name: groupName,
      firewallRuleGroupId: group.id,
      priority,
      dependsOn,
    };
    associate(this, props, association);
    return [{ key: 'managed', ruleGroup: group }];
  }

  private addRule(
    rule: PlannedDnsRule,
    firewallRuleGroupId: string,
    tags: Readonly<Record<string, string>>,
  ): Route53ResolverFirewallRule {
    const { key, domainListName, domains } = rule;
    const list = new Route53ResolverFirewallDomainList(this, `domains-${key}`, {
      name: domainListName,
      domains: domains.map(asKept),
      tags: { Name: domainListName, ...tags },
      lifecycle: NAMED_ONCE,
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

function blockedList(child: IConstruct): readonly BlockedDnsList[] {
  if (!(child instanceof Route53ResolverFirewallRule) || child.actionInput !== 'BLOCK') return [];
  const { firewallRuleGroupId: ruleGroupId, firewallDomainListId: domainListId } = child;
  return [{ key: child.node.id, ruleGroupId, domainListId }];
}

/**
 * AWS keeps every name with a dot at its end, `*` too; without one in the file, every plan would take it away again.
 *
 * @see hashicorp/terraform-provider-aws#23543, open to 5.100.0
 */
function asKept(domain: string): string {
  return `${domain}.`;
}

function blockResponse(block: DnsBlockResponse) {
  if (block.kind !== 'override') return { blockResponse: block.kind.toUpperCase() };
  return {
    blockResponse: 'OVERRIDE',
    blockOverrideDnsType: 'CNAME',
    blockOverrideDomain: block.cname,
    blockOverrideTtl: block.ttlSeconds,
  };
}
