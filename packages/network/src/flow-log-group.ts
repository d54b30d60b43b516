import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { renderPolicy } from '@inspected-egress/policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { FlowLogTarget } from './flow-logs';
import { LogKey } from './log-key';
import { flowLogNames, type FlowLogDestination, type FlowLogPlanProps } from './plan/flow-logs';
import { flowLogRolePolicy, flowLogTrustPolicy, logGroupKeyPolicy } from './plan/flow-log-policies';

export interface FlowLogGroupProps extends FlowLogPlanProps {
  readonly destination: Extract<FlowLogDestination, { kind: 'cloudwatch' }>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A log group that keeps what it gets for a stated time, and the role that writes to it and to nothing else. */
export class FlowLogGroup extends Construct implements FlowLogTarget {
  readonly logDestinationType = 'cloud-watch-logs';
  readonly logDestination: string;
  readonly iamRoleArn: string;
  readonly dependsOn: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: FlowLogGroupProps) {
    super(scope, id);
    const { partition = 'aws', destination, tags = {} } = props;
    const { logGroupName, roleName, keyAlias } = flowLogNames(props);
    const account = { ...props, partition };
    const key = new LogKey(this, 'key', {
      alias: keyAlias,
      description: `Flow logs in ${logGroupName}`,
      policy: logGroupKeyPolicy(account, logGroupName),
      tags,
    });
    const group = new CloudwatchLogGroup(this, 'group', {
      name: logGroupName,
      retentionInDays: destination.retentionDays,
      kmsKeyId: key.arn,
      tags: { ...tags },
    });
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: `Writes flow logs to ${logGroupName}`,
      assumeRolePolicy: renderPolicy(flowLogTrustPolicy(account)),
      tags: { ...tags },
    });
    const policy = new IamRolePolicy(this, 'role-policy', {
      name: 'write-flow-logs',
      role: role.name,
      policy: renderPolicy(flowLogRolePolicy(account, logGroupName)),
    });
    this.logDestination = group.arn;
    this.iamRoleArn = role.arn;
    this.dependsOn = [policy];
  }
}
