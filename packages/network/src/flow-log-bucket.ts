import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { FlowLogTarget } from './flow-logs';
import { flowLogNames, type FlowLogDestination, type FlowLogPlanProps } from './plan/flow-logs';
import { logBucketKeyPolicy, logBucketPolicy } from './plan/log-bucket-policies';
import { PrivateBucket } from './private-bucket';

export interface FlowLogBucketProps extends FlowLogPlanProps {
  readonly destination: Extract<FlowLogDestination, { kind: 's3' }>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A private bucket that keeps what it gets for a stated time and takes it from the log delivery service only. */
export class FlowLogBucket extends PrivateBucket implements FlowLogTarget {
  readonly logDestinationType = 's3';
  readonly logDestination: string;
  readonly dependsOn: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: FlowLogBucketProps) {
    const { partition = 'aws', destination, tags = {} } = props;
    const { bucketName, keyAlias } = flowLogNames(props);
    const { accountId, region } = props;
    const writers = [{ accountId, regions: [region] }];
    super(scope, id, {
      bucketName,
      keyAlias,
      description: `Flow logs in ${bucketName}`,
      keyPolicy: logBucketKeyPolicy(writers, { accountId, partition }),
      bucketPolicy: logBucketPolicy(writers, { bucketName, partition }),
      retentionDays: destination.retentionDays,
      onDestroy: destination.onDestroy ?? 'keep',
      tags,
    });
    this.logDestination = this.bucketArn;
    this.dependsOn = [this.policy];
  }
}
