import { Route53ResolverFirewallConfig } from '@cdktf/provider-aws/lib/route53-resolver-firewall-config';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import { throwProblems } from '@inspected-egress/problem';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ASSOCIATION_PRIORITY } from './limits';
import { dnsResourceName, type DnsFirewallSettings } from './plan/dns-firewall';
import { findAssociationsProblems } from './plan/dns-firewall-associations';
import { nameFromPath } from './plan/resource-name';

export interface DnsFirewallAssociationsProps
  extends Pick<DnsFirewallSettings, 'vpcIds' | 'name' | 'associationPriority' | 'mutationProtection'> {
  /**
   * Rule groups that another account shares, in the order in which they are to be asked.
   * @throws PlanError INS406 for an id that is none, INS407 for more than five, or none
   */
  readonly ruleGroupIds: readonly string[];
  /**
   * What becomes of queries while DNS Firewall does not answer.
   * @default 'closed'
   */
  readonly failMode?: 'closed' | 'open';
  /** @default - only a name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Rule groups of DNS Firewall that another account owns and shares, for VPCs of this one. */
export class DnsFirewallAssociations extends Construct {
  /** @throws PlanError with every problem of the props, INS263 to INS269, INS406 and INS407 */
  constructor(scope: Construct, id: string, props: DnsFirewallAssociationsProps) {
    super(scope, id);
    const name = props.name ?? nameFromPath(this.node.path);
    throwProblems(`DNS firewall \`${this.node.path}\``, findAssociationsProblems(props, name));
    const { associationPriority = ASSOCIATION_PRIORITY.first, failMode = 'closed' } = props;
    for (const [index, firewallRuleGroupId] of props.ruleGroupIds.entries())
      associate(this, props, {
        ...{ key: String(index + 1), name: `${name}_${index + 1}`, firewallRuleGroupId },
        priority: associationPriority + index,
      });
    configure(this, props.vpcIds, failMode === 'open' ? 'ENABLED' : 'DISABLED');
  }
}

interface Association {
  /** Of constructs. */
  readonly key: string;
  readonly name: string;
  readonly firewallRuleGroupId: string;
  readonly priority: number;
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Has the resolver of every VPC ask a rule group. */
export function associate(
  scope: Construct,
  {
    vpcIds,
    mutationProtection,
    tags = {},
  }: Pick<DnsFirewallAssociationsProps, 'vpcIds' | 'mutationProtection' | 'tags'>,
  { key, name, dependsOn = [], ...association }: Association,
): void {
  for (const [vpc, vpcId] of Object.entries(vpcIds)) {
    const ofVpc = dnsResourceName(name, vpc);
    new Route53ResolverFirewallRuleGroupAssociation(scope, `${vpc}-group-${key}`, {
      name: ofVpc,
      ...association,
      vpcId,
      mutationProtection: mutationProtection === 'on' ? 'ENABLED' : 'DISABLED',
      tags: { Name: ofVpc, ...tags },
      ...(dependsOn.length === 0 ? {} : { dependsOn: [...dependsOn] }),
    });
  }
}

/** What a resolver does while DNS Firewall does not answer. */
export function configure(
  scope: Construct,
  vpcIds: DnsFirewallSettings['vpcIds'],
  firewallFailOpen: 'ENABLED' | 'DISABLED',
): void {
  for (const [vpc, resourceId] of Object.entries(vpcIds))
    new Route53ResolverFirewallConfig(scope, `${vpc}-config`, { resourceId, firewallFailOpen });
}
