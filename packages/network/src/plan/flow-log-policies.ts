import { policyDocument, type PolicyDocument, type PolicyStatement } from '@inspected-egress/policy';
import type { AccountScope } from './account-scope';

type Scope = Required<AccountScope>;

/** Lets the flow logs of one account and Region, and no others, use the role. @see VPC guide "IAM role for publishing flow logs to CloudWatch Logs" */
export function flowLogTrustPolicy({ accountId, region, partition }: Scope): PolicyDocument {
  return policyDocument({
    Sid: 'FlowLogsOfThisAccount',
    Effect: 'Allow',
    Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': accountId },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
    },
  });
}

/** Writing to one log group. It exists already, so the role need not make any. */
export function flowLogRolePolicy(scope: Scope, logGroupName: string): PolicyDocument {
  const group = logGroupArn(scope, logGroupName);
  return policyDocument(
    {
      Sid: 'WriteStreams',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: [group, `${group}:*`],
    },
    {
      // The service looks for its group in the list of all; the list cannot be narrowed further.
      Sid: 'FindGroup',
      Effect: 'Allow',
      Action: 'logs:DescribeLogGroups',
      Resource: logGroupArn(scope, '*'),
    },
  );
}

/** Lets CloudWatch Logs use the key for one log group. @see CloudWatch Logs guide "Encrypt log data in CloudWatch Logs using AWS KMS" */
export function logGroupKeyPolicy(scope: Scope, logGroupName: string): PolicyDocument {
  const suffix = scope.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return policyDocument(administrators(scope), {
    Sid: 'CloudWatchLogsForOneGroup',
    Effect: 'Allow',
    Principal: { Service: `logs.${scope.region}.${suffix}` },
    Action: KEY_USE,
    Resource: '*',
    Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn(scope, logGroupName) } },
  });
}

/** Lets the log delivery service use the key for logs of one account and Region. @see VPC guide "Required key policy for use with SSE-KMS" */
export function bucketKeyPolicy(scope: Scope): PolicyDocument {
  return policyDocument(administrators(scope), {
    Sid: 'LogDeliveryOfThisAccount',
    Effect: 'Allow',
    Principal: DELIVERY,
    Action: KEY_USE,
    Resource: '*',
    Condition: fromThisAccount(scope),
  });
}

/**
 * Lets the log delivery service write logs of one account and Region. The two permissions have the form that the VPC
 * guide gives: where AWS does not find them it puts a policy of its own in place.
 * @see VPC guide "Amazon S3 bucket permissions for flow logs"
 */
export function flowLogBucketPolicy(scope: Scope, bucketName: string): PolicyDocument {
  const bucket = `arn:${scope.partition}:s3:::${bucketName}`;
  const condition = fromThisAccount(scope);
  return policyDocument(
    {
      Sid: 'AWSLogDeliveryWrite',
      Effect: 'Allow',
      Principal: DELIVERY,
      Action: 's3:PutObject',
      Resource: `${bucket}/AWSLogs/${scope.accountId}/*`,
      Condition: {
        ...condition,
        StringEquals: { ...condition.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
    {
      Sid: 'AWSLogDeliveryAclCheck',
      Effect: 'Allow',
      Principal: DELIVERY,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucket,
      Condition: condition,
    },
    {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [bucket, `${bucket}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  );
}

const DELIVERY = { Service: 'delivery.logs.amazonaws.com' } as const;

const KEY_USE = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
] as const;

function fromThisAccount({ accountId, region, partition }: Scope) {
  return {
    StringEquals: { 'aws:SourceAccount': accountId },
    ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${accountId}:*` },
  };
}

// Without this statement IAM policies say nothing about the key, and nobody could change it any more.
function administrators({ accountId, partition }: Scope): PolicyStatement {
  return {
    Sid: 'IamPoliciesOfThisAccount',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

function logGroupArn({ accountId, region, partition }: Scope, name: string): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}
