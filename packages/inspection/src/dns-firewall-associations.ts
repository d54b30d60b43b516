import { Route53ResolverFirewallConfig } from '@cdktf/provider-aws/lib/route53-resolver-firewall-config';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import { throwProblems } from '@inspected-egress/problem';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ASSOCIATION_PRIORITY } from './limits';
import { dnsResourceName, type DnsFirewallSettings } from './plan/dns-firewall';
import { findAssociationsProblems, planAssociations } from './plan/dns-firewall-associations';
import { nameFromPath } from './plan/resource-name';

export interface DnsFirewallAssociationsProps
  extends Pick<DnsFirewallSettings, 'vpcIds' | 'name' | 'associationPriority' | 'mutationProtection'> {
  /**
   * Rule groups that another account shares, in the order in which they are to be asked; counted from the last, as the
   * owner counts them, so that one more before it moves no association.
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

/**
 * Rule groups of DNS Firewall that another account owns and shares, for VPCs of this one.
 *
 * A group in the place of another is associated before that goes, so that no query passes unasked. AWS takes no two
 * groups at one number of a VPC, so each has a number of its id; ids that only Terraform knows have none, and AWS refuses
 * the second until `associationPriority` moves. So it does for one in a thousand ids.
 */
export class DnsFirewallAssociations extends Construct {
  /** @throws PlanError with every problem of the props, INS263 to INS269, INS406 and INS407 */
  constructor(scope: Construct, id: string, props: DnsFirewallAssociationsProps) {
    super(scope, id);
    const name = props.name ?? nameFromPath(this.node.path);
    throwProblems(`DNS firewall \`${this.node.path}\``, findAssociationsProblems(props, name));
    const { associationPriority = ASSOCIATION_PRIORITY.first, failMode = 'closed' } = props;
    for (const { key, ...association } of planAssociations(props.ruleGroupIds, associationPriority))
      associate(this, props, { key, name: `${name}_${key}`, ...association });
    configure(this, props.vpcIds, failMode === 'open' ? 'ENABLED' : 'DISABLED');
  }
}

/**
 * AWS renames neither groups nor lists, and no association that is protected. For another name Terraform would put another
 * group in the place of each, and take the association with the old one away before it makes the new one: for a while a
 * VPC would resolve every name. What has a name keeps it, and the tag `Name` says the new one.
 */
export const NAMED_ONCE = { ignoreChanges: ['name'] };

interface Association {
  /** Of constructs. */
  readonly key: string;
  readonly name: string;
  readonly firewallRuleGroupId: string;
  readonly priority: number;
  readonly dependsOn?: readonly ITerraformDependable[];
}

const ASKED_WITHOUT_A_GAP = { ...NAMED_ONCE, createBeforeDestroy: true };

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
      lifecycle: ASKED_WITHOUT_A_GAP,
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
