import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { renderPolicy } from '@inspected-egress/policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { FlowLogTarget } from './flow-logs';
import { LogKey } from './log-key';
import { bucketKeyPolicy, flowLogBucketPolicy } from './plan/flow-log-policies';
import { flowLogNames, type FlowLogDestination, type FlowLogPlanProps } from './plan/flow-logs';

export interface FlowLogBucketProps extends FlowLogPlanProps {
  readonly destination: Extract<FlowLogDestination, { kind: 's3' }>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A private bucket that keeps what it gets for a stated time and takes it from the log delivery service only. */
export class FlowLogBucket extends Construct implements FlowLogTarget {
  readonly logDestinationType = 's3';
  readonly logDestination: string;
  readonly dependsOn: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: FlowLogBucketProps) {
    super(scope, id);
    const { partition = 'aws', destination, tags = {} } = props;
    const { bucketName, keyAlias } = flowLogNames(props);
    const account = { ...props, partition };
    const key = new LogKey(this, 'key', {
      alias: keyAlias,
      description: `Flow logs in ${bucketName}`,
      policy: bucketKeyPolicy(account),
      tags,
    });
    const { id: bucket, arn } = new S3Bucket(this, 'bucket', {
      bucket: bucketName,
      forceDestroy: destination.onDestroy === 'delete',
      tags: { ...tags },
    });
    const access = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, 'ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    const expiry = new S3BucketLifecycleConfiguration(this, 'expiry', {
      bucket,
      rule: lifecycleRules(destination.retentionDays),
      // Rules for old versions mean nothing before there are versions.
      dependsOn: [versioning],
    });
    // Last, because it opens the bucket; and S3 answers `OperationAborted` when these change at the same time.
    const policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: renderPolicy(flowLogBucketPolicy(account, bucketName)),
      dependsOn: [access, ownership],
    });
    this.logDestination = arn;
    this.dependsOn = [policy, encryption, expiry];
  }
}

// S3 takes no `expired_object_delete_marker` beside `days`, hence the second rule.
function lifecycleRules(retentionDays: number) {
  return [
    {
      id: 'expire',
      status: 'Enabled',
      filter: [{}],
      expiration: [{ days: retentionDays }],
      noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
    },
    {
      id: 'remove-delete-markers',
      status: 'Enabled',
      filter: [{}],
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
  ];
}
