import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { renderPolicy, type PolicyDocument } from '@inspected-egress/policy';
import { Construct } from 'constructs';
import { LogKey } from './log-key';

export interface PrivateBucketProps {
  readonly bucketName: string;
  /** What the key encrypts, as its description says. */
  readonly description: string;
  readonly keyAlias: string;
  readonly keyPolicy: PolicyDocument;
  readonly bucketPolicy: PolicyDocument;
  readonly retentionDays: number;
  readonly onDestroy: 'keep' | 'delete';
  readonly tags: Readonly<Record<string, string>>;
}

/** A bucket that nobody outside its policy reads or writes, encrypted with a key of its own, that keeps what it gets for a stated time. */
export class PrivateBucket extends Construct {
  readonly bucketArn: string;
  /** Comes last, because it opens the bucket: what names it finds everything else in place. */
  protected readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { description, tags } = props;
    const key = new LogKey(this, 'key', {
      alias: props.keyAlias,
      description,
      policy: props.keyPolicy,
      tags,
    });
    const { id: bucket, arn } = new S3Bucket(this, 'bucket', {
      bucket: props.bucketName,
      forceDestroy: props.onDestroy === 'delete',
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
      rule: lifecycleRules(props.retentionDays),
      // Rules for old versions mean nothing before there are versions.
      dependsOn: [versioning],
    });
    // S3 answers `OperationAborted` when these change at the same time.
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: renderPolicy(props.bucketPolicy),
      dependsOn: [access, ownership, encryption, expiry],
    });
    this.bucketArn = arn;
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
