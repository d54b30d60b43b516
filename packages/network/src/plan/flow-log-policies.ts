import { dnsSuffixOf, policyDocument, type PolicyDocument } from '@inspected-egress/policy';
import type { AccountScope } from './account-scope';
import { administrators, KEY_USE } from './key-policy';

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
  return policyDocument(administrators(scope), {
    Sid: 'CloudWatchLogsForOneGroup',
    Effect: 'Allow',
    Principal: { Service: `logs.${scope.region}.${dnsSuffixOf(scope.partition)}` },
    Action: KEY_USE,
    Resource: '*',
    Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn(scope, logGroupName) } },
  });
}

function logGroupArn({ accountId, region, partition }: Scope, name: string): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}
