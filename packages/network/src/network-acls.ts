import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { NetworkAclRule } from '@cdktf/provider-aws/lib/network-acl-rule';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { networkAclsOpen } from './errors';
import { draftNetworkAcls } from './plan/acl-draft';
import { stateEgress } from './plan/acl-policy';
import type { AclDirection, AclTraffic, PlannedAclRule } from './plan/acl-rules';
import { findNetworkAclProblems } from './plan/network-acl-problems';
import type { NetworkAclPlanProps, PlannedNetworkAcl } from './plan/network-acls';
import type { SubnetTier } from './subnet-tier';

export type NetworkAclsProps = NetworkAclPlanProps & {
  /**
   * Tags of the ACLs that are made here, which is in an adopted VPC only.
   * @default - none but `Name`
   */
  readonly tags?: Readonly<Record<string, string>>;
};

/**
 * Rules that let the declared services, or what a policy permits, and nothing else cross the edges of every tier. An `InspectedVpc` has the ACLs
 * already and leaves their rules to this construct with `networkAcls: 'elsewhere'`; in an adopted VPC one ACL for each
 * tier is made here and takes the subnets over.
 *
 * Rules are standalone `aws_network_acl_rule`, because the ACLs of an `InspectedVpc` exist before anybody knows the
 * services, and because a changed service then replaces its own rules and leaves the others in force: the inline form
 * is one set of objects, whose plan shows every rule as removed and added. The price: a rule that somebody adds by hand
 * is not noticed by `plan`; it is by a reader of the ACL.
 *
 * @throws PlanError with every problem that `findNetworkAclProblems` finds, and NET308 for a VPC whose ACLs are open
 */
export class NetworkAcls extends Construct {
  readonly networkAcls: readonly PlannedNetworkAcl[];
  /** Where the ACL of protected subnets permits more or less than the egress policy; empty without one. */
  readonly approximations: readonly Approximation[];
  /** What a reader of the egress policy would not expect of the ACLs; empty without one. */
  readonly remarks: readonly CompilationRemark[];

  constructor(scope: Construct, id: string, props: NetworkAclsProps) {
    super(scope, id);
    throwProblems(`network ACLs of \`${this.node.path}\``, [
      ...(props.vpc.networkAcls?.rules === 'open' ? [networkAclsOpen()] : []),
      ...findNetworkAclProblems(props),
    ]);
    const stated = stateEgress(props);
    this.networkAcls = draftNetworkAcls(props, stated);
    this.approximations = stated.approximations;
    this.remarks = stated.remarks;
    for (const { tier, ingress, egress } of this.networkAcls) {
      const networkAclId = props.vpc.networkAcls?.ids[tier] ?? this.makeAcl(tier, props).id;
      for (const rule of ingress) this.makeRule(tier, 'ingress', networkAclId, rule);
      for (const rule of egress) this.makeRule(tier, 'egress', networkAclId, rule);
    }
  }

  private makeAcl(tier: SubnetTier, { vpc, tags }: NetworkAclsProps): NetworkAcl {
    const subnetIds = vpc.zones.flatMap(({ subnets }) => subnets[tier]?.subnetId ?? []);
    return new NetworkAcl(this, `${tier}-acl`, {
      vpcId: vpc.vpcId,
      subnetIds,
      tags: { ...tags, Name: tier },
    });
  }

  // The number is in the id: a rule that changes is replaced under its own number and meets no other rule's.
  private makeRule(
    tier: SubnetTier,
    direction: AclDirection,
    networkAclId: string,
    rule: PlannedAclRule,
  ): void {
    const { ruleNumber, action, block, traffic } = rule;
    new NetworkAclRule(this, `${tier}-${direction}-${ruleNumber}`, {
      networkAclId,
      ruleNumber,
      egress: direction === 'egress',
      ruleAction: action,
      ...block,
      ...argumentsOf(traffic),
    });
  }
}

// Protocol numbers, as EC2 gives them back; IANA "Protocol Numbers".
const PROTOCOL_NUMBERS = { all: '-1', icmp: '1', tcp: '6', udp: '17', icmpv6: '58' } as const;

function argumentsOf(traffic: AclTraffic) {
  const protocol = PROTOCOL_NUMBERS[traffic.protocol];
  if (traffic.protocol === 'all') return { protocol };
  if ('icmpType' in traffic) return { protocol, icmpType: traffic.icmpType, icmpCode: traffic.icmpCode };
  return { protocol, fromPort: traffic.fromPort, toPort: traffic.toPort };
}
