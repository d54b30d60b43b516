import { LOG_RETENTION_DAYS } from '@inspected-egress/network';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  bucketName,
  bucketPrefix,
  logDestination,
  logRetention,
  logType,
  logTypesEmpty,
  streamName,
} from '../errors';
import { BUCKET_NAME, STREAM_NAME } from '../limits';
import { findEncryptionProblems, type LogEncryption } from './encryption';

/**
 * What a firewall writes down: `ALERT` each match of an alert, drop or reject, `FLOW` each flow, `TLS` errors of TLS
 * inspection.
 */
export type LogType = 'ALERT' | 'FLOW' | 'TLS';

export const LOG_TYPES: readonly LogType[] = ['ALERT', 'FLOW', 'TLS'];

/** Logs in CloudWatch, each type in a log group of its own. */
export interface CloudWatchLogging {
  readonly to: 'cloudwatch';
  /**
   * Days that a log group keeps its events; CloudWatch Logs takes certain numbers only.
   * @default 90
   * @throws PlanError INS242 on another number
   */
  readonly retentionInDays?: number;
  /** @default - encrypted by CloudWatch Logs with a key of its own */
  readonly encryption?: LogEncryption;
  /**
   * @default - all three
   * @throws PlanError INS245 when empty, INS246 on an unknown or repeated type
   */
  readonly types?: readonly LogType[];
}

/**
 * Logs in a bucket that exists already. AWS writes its grant into the bucket's policy when logging is set up, so a
 * policy kept in Terraform must hold the same statements.
 * @see Network Firewall guide, "Sending Network Firewall logs to Amazon S3"
 */
export interface S3Logging {
  readonly to: 's3';
  /** The name, not the ARN. */
  readonly bucketName: string;
  /** Folder for the logs, without `/` at either end. AWS adds `AWSLogs/<account>/network-firewall/…`. */
  readonly prefix?: string;
  /** As for CloudWatch. */
  readonly types?: readonly LogType[];
}

/**
 * Logs to a delivery stream of Amazon Data Firehose that exists already, whose source is direct PUT.
 * @see Network Firewall guide, "Sending Network Firewall logs to Amazon Data Firehose"
 */
export interface FirehoseLogging {
  readonly to: 'firehose';
  /**
   * The name, not the ARN.
   * @throws PlanError INS285 when it is none
   */
  readonly deliveryStreamName: string;
  /** As for CloudWatch. */
  readonly types?: readonly LogType[];
}

export type FirewallLogging = CloudWatchLogging | S3Logging | FirehoseLogging | 'none';

export const DEFAULT_LOGGING: CloudWatchLogging = { to: 'cloudwatch' };
const DEFAULT_RETENTION_DAYS = 90;

/** The log of one type, as Terraform is told. */
export interface PlannedLog {
  readonly type: LogType;
  readonly destination:
    | { readonly logGroupName: string; readonly retentionInDays: number }
    | { readonly bucketName: string; readonly prefix?: string }
    | { readonly deliveryStreamName: string };
}

/**
 * One log for each type. The folder `/aws/vendedlogs/` keeps the log groups out of a resource policy of CloudWatch
 * Logs, whose size is limited: CloudWatch Logs guide, "Enabling logging from AWS services".
 */
export function planLogs(logging: FirewallLogging, firewallName: string): readonly PlannedLog[] {
  if (logging === 'none') return [];
  return (logging.types ?? LOG_TYPES).map((type) => {
    if (logging.to === 's3') {
      const { bucketName, prefix } = logging;
      return { type, destination: { bucketName, ...(prefix === undefined ? {} : { prefix }) } };
    }
    if (logging.to === 'firehose')
      return { type, destination: { deliveryStreamName: logging.deliveryStreamName } };
    const logGroupName = `${logFolder(firewallName)}${type.toLowerCase()}`;
    return {
      type,
      destination: { logGroupName, retentionInDays: logging.retentionInDays ?? DEFAULT_RETENTION_DAYS },
    };
  });
}

/** Every log group of a firewall begins with it. */
export function logFolder(firewallName: string): string {
  return `/aws/vendedlogs/network-firewall/${firewallName}/`;
}

/** @param zones - of the VPC; empty when they are not known */
export function findLoggingProblems(logging: FirewallLogging, zones: readonly string[]): readonly Problem[] {
  if (logging === 'none') return [];
  const given: { readonly to?: unknown } | null = logging;
  if (given?.to !== 's3' && given?.to !== 'cloudwatch' && given?.to !== 'firehose')
    return [logDestination(given)];
  const types = logging.types ?? LOG_TYPES;
  return [
    ...(types.length === 0 ? [logTypesEmpty('types')] : []),
    ...types.flatMap((type, index) => {
      const known = LOG_TYPES.includes(type);
      return known && types.indexOf(type) === index ? [] : [logType(`types[${index}]`, type, known)];
    }),
    ...findDestinationProblems(logging, zones),
  ];
}

function findDestinationProblems(
  logging: Exclude<FirewallLogging, 'none'>,
  zones: readonly string[],
): readonly Problem[] {
  switch (logging.to) {
    case 's3':
      return findBucketProblems(logging);
    case 'firehose':
      return findStreamProblems(logging);
    case 'cloudwatch':
      return findCloudWatchProblems(logging, zones);
  }
}

function findStreamProblems({ deliveryStreamName: name }: FirehoseLogging): readonly Problem[] {
  return isToken(name) || STREAM_NAME.test(name) ? [] : [streamName('deliveryStreamName', name)];
}

function findBucketProblems({ bucketName: name, prefix = '' }: S3Logging): readonly Problem[] {
  return [
    ...(isToken(name) || BUCKET_NAME.test(name) ? [] : [bucketName('bucketName', name)]),
    ...(prefix.startsWith('/') || prefix.endsWith('/') ? [bucketPrefix('prefix', prefix)] : []),
  ];
}

function findCloudWatchProblems(
  { retentionInDays = DEFAULT_RETENTION_DAYS, encryption }: CloudWatchLogging,
  zones: readonly string[],
): readonly Problem[] {
  return [
    ...(LOG_RETENTION_DAYS.includes(retentionInDays)
      ? []
      : [logRetention('retentionInDays', retentionInDays)]),
    ...(encryption === undefined ? [] : findEncryptionProblems('encryption', encryption, zones)),
  ];
}
