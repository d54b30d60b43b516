import { throwProblems } from '@inspected-egress/problem';
import type { Construct } from 'constructs';
import { findLogBucketProblems, type LogBucketPlanProps } from './plan/log-bucket';
import { logBucketKeyPolicy, logBucketPolicy } from './plan/log-bucket-policies';
import { PrivateBucket } from './private-bucket';

export interface LogBucketProps extends LogBucketPlanProps {
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * One bucket for the logs of many accounts: flow logs, queries of resolvers, alerts and flows of firewalls. Everything
 * that AWS delivers from the accounts named goes to `AWSLogs/<account>/`; nobody else writes, and nobody reads who has no
 * other permission. Private, versioned, encrypted with a key that rotates, TLS alone, and expiring.
 *
 * What is given `deliveryBucketName` or `deliveryBucketArn` is made after the policy that lets it in.
 */
export class LogBucket extends PrivateBucket {
  /** For `logging: { to: 's3', bucketName }` of a firewall. */
  readonly deliveryBucketName: string;
  /** For `destination: { kind: 'existing-bucket', bucketArn }` of flow logs, and `queryLogs: { to: 's3', bucketArn }`. */
  readonly deliveryBucketArn: string;

  /** @throws PlanError with every problem that `findLogBucketProblems` finds */
  constructor(scope: Construct, id: string, props: LogBucketProps) {
    throwProblems(`log bucket \`${scope.node.path}/${id}\``, findLogBucketProblems(props));
    const { bucketName, writers, partition = 'aws' } = props;
    super(scope, id, {
      bucketName,
      keyAlias: `alias/${bucketName}`,
      description: `Logs in ${bucketName}`,
      keyPolicy: logBucketKeyPolicy(writers, { accountId: props.accountId, partition }),
      bucketPolicy: logBucketPolicy(writers, { bucketName, partition }),
      retentionDays: props.retentionDays,
      onDestroy: props.onDestroy ?? 'keep',
      tags: props.tags ?? {},
    });
    this.deliveryBucketName = this.policy.bucket;
    this.deliveryBucketArn = `arn:${partition}:s3:::${this.policy.bucket}`;
  }
}
