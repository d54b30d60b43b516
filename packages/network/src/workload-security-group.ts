import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { isToken, throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { securityGroupNameInvalid } from './errors';
import { TAG_VALUE } from './limits';
import {
  findWorkloadSecurityGroupProblems,
  planWorkloadSecurityGroup,
  type PlannedGroupRule,
  type WorkloadSecurityGroupPlanProps,
} from './plan/workload-security-group';

export interface WorkloadSecurityGroupProps extends WorkloadSecurityGroupPlanProps {
  /**
   * Value of the tag `Name`. The name of the group is Terraform's, because another one would replace the group, which
   * nobody can while network interfaces use it.
   * @default - the name of the policy
   * @throws PlanError NET601 for what cannot be the value of a tag
   */
  readonly name?: string;
  /** @default - none but `Name` */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The security group of one kind of workload: outbound what a policy permits it as far as addresses, protocols and ports
 * tell, and nothing inbound but replies. What it cannot see is in `approximations`; the firewall decides that.
 *
 * Outbound rules are standalone, so that a changed policy adds and removes its own rules and leaves the others in force:
 * the inline form is one set of objects, whose plan shows every rule as removed and added. The price is that a rule
 * somebody adds by hand is not noticed by `plan`. With or without rules, the provider removes the one that AWS gives to
 * every new group, which permits everything.
 *
 * @throws PlanError with every problem that `findWorkloadSecurityGroupProblems` finds, and NET601
 * @see Terraform AWS provider, `aws_security_group`, "NOTE on Egress rules"
 */
export class WorkloadSecurityGroup extends Construct {
  readonly securityGroupId: string;
  readonly rules: readonly PlannedGroupRule[];
  /** Where the group permits more or less than the policy. */
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];

  constructor(scope: Construct, id: string, props: WorkloadSecurityGroupProps) {
    super(scope, id);
    const { vpc, policy, name = policy.name, tags } = props;
    throwProblems(`security group \`${this.node.path}\``, [
      ...findWorkloadSecurityGroupProblems(props),
      ...(props.name === undefined || isToken(props.name) || TAG_VALUE.test(props.name)
        ? []
        : [securityGroupNameInvalid('name', props.name)]),
    ]);
    const { rules, approximations, remarks } = planWorkloadSecurityGroup(props);
    const group = new SecurityGroup(this, 'group', {
      vpcId: vpc.vpcId,
      // The same for every policy: another description would replace the group.
      description: 'Egress by policy, nothing inbound',
      // Empty, not absent: an inbound rule that somebody adds by hand shows in the next plan and is removed.
      ingress: [],
      tags: { ...tags, Name: name },
    });
    for (const { id: ruleId, destination, ...rule } of rules) {
      new VpcSecurityGroupEgressRule(this, ruleId, {
        securityGroupId: group.id,
        ...rule,
        ...destination,
        ...(tags === undefined ? {} : { tags: { ...tags } }),
      });
    }
    this.securityGroupId = group.id;
    this.rules = rules;
    this.approximations = approximations;
    this.remarks = remarks;
  }
}
