import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { throwProblems } from '@inspected-egress/problem';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { FlowLogBucket } from './flow-log-bucket';
import { FlowLogGroup } from './flow-log-group';
import { findFlowLogProblems, logFormatOf, type FlowLogPlanProps } from './plan/flow-logs';

export interface FlowLogsProps extends FlowLogPlanProps {
  readonly vpcId: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Where records go, as `aws_flow_log` takes it, and what must stand before the first one is sent. */
export interface FlowLogTarget {
  readonly logDestinationType: 'cloud-watch-logs' | 's3';
  readonly logDestination: string;
  readonly iamRoleArn?: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

// One minute; the default of AWS is ten, too coarse to tell connections apart. VPC guide "Aggregation interval".
const AGGREGATION_SECONDS = 60;

/**
 * Flow logs of a whole VPC with the fields that egress is judged by, to CloudWatch Logs or S3. What is made for them is
 * encrypted with a key of its own that rotates, expires records, and admits this account and Region only.
 * @throws PlanError with every problem that `findFlowLogProblems` finds
 */
export class FlowLogs extends Construct {
  readonly flowLogId: string;
  /** ARN of the log group or bucket. */
  readonly destinationArn: string;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    throwProblems(`flow logs of \`${this.node.path}\``, findFlowLogProblems(props));
    const { dependsOn, ...target } = this.targetOf(props);
    const flowLog = new FlowLog(this, 'flow-log', {
      vpcId: props.vpcId,
      trafficType: props.trafficType ?? 'ALL',
      maxAggregationInterval: AGGREGATION_SECONDS,
      logFormat: logFormatOf(props.fields),
      ...target,
      ...fileOptions(props),
      tags: { ...props.tags, Name: `${props.name} flow logs` },
      dependsOn: [...dependsOn],
    });
    this.flowLogId = flowLog.id;
    this.destinationArn = target.logDestination;
  }

  private targetOf(props: FlowLogsProps): FlowLogTarget {
    const { destination } = props;
    switch (destination.kind) {
      case 'cloudwatch':
        return new FlowLogGroup(this, 'group', { ...props, destination });
      case 's3':
        return new FlowLogBucket(this, 'bucket', { ...props, destination });
      case 'existing-bucket':
        return { logDestinationType: 's3', logDestination: destination.bucketArn, dependsOn: [] };
      case 'existing-log-group':
        return {
          logDestinationType: 'cloud-watch-logs',
          logDestination: destination.logGroupArn,
          iamRoleArn: destination.roleArn,
          dependsOn: [],
        };
    }
  }
}

// Every option is stated: folders are the plain ones, which the policy of the bucket names.
function fileOptions({ destination }: FlowLogPlanProps) {
  if (destination.kind !== 's3' && destination.kind !== 'existing-bucket') return {};
  const fileFormat = destination.fileFormat ?? 'parquet';
  return { destinationOptions: { fileFormat, hiveCompatiblePartitions: false, perHourPartition: true } };
}
