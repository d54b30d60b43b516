import { policyDocument, type PolicyDocument } from '@inspected-egress/policy';
import type { AccountScope } from './account-scope';
import { administrators, KEY_USE } from './key-policy';

/** An account whose logs are taken, and from where. */
export interface LogWriter {
  /**
   * Twelve digits.
   * @throws PlanError NET401 for anything else, NET434 for an account stated twice
   */
  readonly accountId: string;
  /**
   * The Regions whose logs are taken, of the partition of the bucket.
   * @throws PlanError NET402 for what is not the name of a Region, NET409 for one of another partition, NET435 for none
   */
  readonly regions: readonly string[];
}

interface LogBucket {
  readonly bucketName: string;
  readonly partition: Required<AccountScope>['partition'];
}

/**
 * Lets the log delivery service write logs of the accounts and Regions named, each account into its own folder, and
 * nobody use plain HTTP. The two permissions have the form that the VPC guide gives; where AWS does not find them it puts
 * a policy of its own in place.
 * @see VPC guide "Amazon S3 bucket permissions for flow logs"; CloudWatch Logs guide "Logs sent to Amazon S3"
 */
export function logBucketPolicy(
  writers: readonly LogWriter[],
  { bucketName, partition }: LogBucket,
): PolicyDocument {
  const bucket = `arn:${partition}:s3:::${bucketName}`;
  const statements = writers.flatMap((writer) => {
    const condition = sentBy(writer, partition);
    // A `Sid` is unique in a policy.
    const suffix = writers.length === 1 ? '' : writer.accountId;
    return [
      {
        Sid: `AWSLogDeliveryWrite${suffix}`,
        Effect: 'Allow',
        Principal: DELIVERY,
        Action: 's3:PutObject',
        Resource: `${bucket}/AWSLogs/${writer.accountId}/*`,
        Condition: {
          ...condition,
          StringEquals: { ...condition.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      },
      {
        Sid: `AWSLogDeliveryAclCheck${suffix}`,
        Effect: 'Allow',
        Principal: DELIVERY,
        Action: ['s3:GetBucketAcl', 's3:ListBucket'],
        Resource: bucket,
        Condition: condition,
      },
    ] as const;
  });
  return policyDocument(...statements, {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket, `${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}

/** Lets the log delivery service use the key for the logs of the accounts and Regions named. @see VPC guide "Required key policy for use with SSE-KMS" */
export function logBucketKeyPolicy(
  writers: readonly LogWriter[],
  owner: Pick<Required<AccountScope>, 'accountId' | 'partition'>,
): PolicyDocument {
  const use = writers.map((writer) => ({
    Sid: writers.length === 1 ? 'LogDeliveryOfThisAccount' : `LogDeliveryOf${writer.accountId}`,
    Effect: 'Allow' as const,
    Principal: DELIVERY,
    Action: KEY_USE,
    Resource: '*',
    Condition: sentBy(writer, owner.partition),
  }));
  return policyDocument(administrators(owner), ...use);
}

const DELIVERY = { Service: 'delivery.logs.amazonaws.com' } as const;

function sentBy({ accountId, regions }: LogWriter, partition: string) {
  const arns = regions.map((region) => `arn:${partition}:logs:${region}:${accountId}:*`);
  return {
    StringEquals: { 'aws:SourceAccount': accountId },
    ArnLike: { 'aws:SourceArn': arns.length === 1 ? (arns[0] ?? '') : arns },
  };
}
