import { LOG_RETENTION_DAYS } from '@inspected-egress/network';
import { isToken, type Problem } from '@inspected-egress/problem';
import { logRetention, queryLogArn, queryLogDestination } from '../errors';
import { BUCKET_ARN, STREAM_ARN } from '../limits';
import { findEncryptionProblems, type LogEncryption } from './encryption';

/** Where every query of a VPC is written down, with what DNS Firewall did. */
export type DnsQueryLogs =
  | {
      readonly to: 'cloudwatch';
      /**
       * Days that the log group keeps its events; CloudWatch Logs takes certain numbers only.
       * @default 90
       * @throws PlanError INS242 on another number
       */
      readonly retentionInDays?: number;
      /** @default - encrypted by CloudWatch Logs with a key of its own */
      readonly encryption?: LogEncryption;
    }
  | {
      readonly to: 's3';
      /**
       * Of a bucket, with a folder behind `/` if need be.
       * @throws PlanError INS401 on another ARN
       */
      readonly bucketArn: string;
    }
  | {
      readonly to: 'firehose';
      /** @throws PlanError INS401 on another ARN */
      readonly deliveryStreamArn: string;
    };

export const DEFAULT_QUERY_LOG_DAYS = 90;

/**
 * The folder `/aws/vendedlogs/` keeps the log group out of a resource policy of CloudWatch Logs, whose size is limited:
 * CloudWatch Logs guide, "Enabling logging from AWS services".
 */
export function queryLogGroup(name: string): string {
  return `/aws/vendedlogs/route53resolver/${name}`;
}

export function findQueryLogProblems(logs: DnsQueryLogs | 'none'): readonly Problem[] {
  if (logs === 'none') return [];
  const given: { readonly to?: unknown } | null | undefined = logs;
  switch (given?.to) {
    case 'cloudwatch':
      return findCloudWatchProblems(logs as Extract<DnsQueryLogs, { to: 'cloudwatch' }>);
    case 's3': {
      const { bucketArn } = logs as Extract<DnsQueryLogs, { to: 's3' }>;
      return isToken(bucketArn) || BUCKET_ARN.test(bucketArn)
        ? []
        : [queryLogArn('bucketArn', bucketArn, 'arn:aws:s3:::bucket/folder')];
    }
    case 'firehose': {
      const { deliveryStreamArn: arn } = logs as Extract<DnsQueryLogs, { to: 'firehose' }>;
      const example = 'arn:aws:firehose:<region>:<account>:deliverystream/name';
      return isToken(arn) || STREAM_ARN.test(arn) ? [] : [queryLogArn('deliveryStreamArn', arn, example)];
    }
    default:
      return [queryLogDestination(given)];
  }
}

function findCloudWatchProblems({
  retentionInDays = DEFAULT_QUERY_LOG_DAYS,
  encryption,
}: Extract<DnsQueryLogs, { to: 'cloudwatch' }>): readonly Problem[] {
  return [
    ...(LOG_RETENTION_DAYS.includes(retentionInDays)
      ? []
      : [logRetention('retentionInDays', retentionInDays)]),
    ...(encryption === undefined ? [] : findEncryptionProblems('encryption', encryption, [])),
  ];
}
