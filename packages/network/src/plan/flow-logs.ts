import { isToken, type Problem } from '@inspected-egress/problem';
import {
  arnInvalid,
  logFieldRepeated,
  logFieldUnknown,
  logFieldsMissing,
  logNameInvalid,
  logRetentionInvalid,
} from '../errors';
import { BUCKET_NAME, FLOW_LOG_FIELDS, LOG_RETENTION_DAYS } from '../limits';
import { findAccountScopeProblems, type AccountScope } from './account-scope';
import { findChoiceProblems } from './choice-problems';

/** A field of a flow log record, for example `pkt-dstaddr`. */
export type FlowLogField = (typeof FLOW_LOG_FIELDS)[number];

/** Where flow logs go: to something made here, encrypted with a key of its own, or to something that exists. */
export type FlowLogDestination =
  | {
      readonly kind: 'cloudwatch';
      /**
       * Days until a record expires; one of those that CloudWatch Logs knows.
       * @throws PlanError NET404 for any other number
       */
      readonly retentionDays: number;
      /** @default - `/vpc/flow-logs/<name>` */
      readonly logGroupName?: string;
    }
  | {
      readonly kind: 's3';
      /**
       * Days until a record expires.
       * @throws PlanError NET404 unless a whole number from 1
       */
      readonly retentionDays: number;
      /**
       * Names of buckets are unique in a partition.
       * @default - `<name>-flow-logs-<account>-<region>`
       * @throws PlanError NET403 for a name that S3 refuses
       */
      readonly bucketName?: string;
      /**
       * Parquet is smaller and faster to query; plain text is what older readers know.
       * @default 'parquet'
       */
      readonly fileFormat?: 'parquet' | 'plain-text';
      /**
       * What `destroy` does to records that have not expired: with `keep` it fails as long as there are any.
       * @default 'keep'
       */
      readonly onDestroy?: 'keep' | 'delete';
    }
  | {
      readonly kind: 'existing-bucket';
      /**
       * `arn:aws:s3:::<bucket>`, with a folder after `/` if wanted. Its policy must admit the log delivery service.
       * @throws PlanError NET405 for the ARN of something else
       */
      readonly bucketArn: string;
      readonly fileFormat?: 'parquet' | 'plain-text';
    }
  | {
      readonly kind: 'existing-log-group';
      /** @throws PlanError NET405 for the ARN of something else, or one that ends in `:*` */
      readonly logGroupArn: string;
      /**
       * The role that writes to it.
       * @throws PlanError NET405 for the ARN of something else
       */
      readonly roleArn: string;
    };

export interface FlowLogPlanProps extends AccountScope {
  /**
   * Start of every name that is made; tell environments of one account apart by it.
   * @throws PlanError NET403 unless lower-case letters, digits and hyphens, at most 32
   */
  readonly name: string;
  /** @throws PlanError NET125 for a kind, format or end that there is not */
  readonly destination: FlowLogDestination;
  /**
   * Which flows are recorded.
   * @default 'ALL'
   * @throws PlanError NET125 for anything else
   */
  readonly trafficType?: 'ALL' | 'ACCEPT' | 'REJECT';
  /**
   * Fields of a record. AWS replaces a flow log whose fields change.
   * @default EGRESS_FLOW_LOG_FIELDS
   * @throws PlanError NET406 for an unknown field, NET407 for one stated twice, NET408 for none at all
   */
  readonly fields?: readonly FlowLogField[];
}

/**
 * What it takes to follow one flow across NAT gateway and firewall endpoint: the addresses in the packet beside those
 * of the interface (`pkt-srcaddr`, `pkt-dstaddr`), its direction and the way it left (`flow-direction`,
 * `traffic-path`), its zone as the same id in every account (`az-id`), and the AWS service at the far end.
 * @see VPC guide "Flow log records", fields of versions 2 to 5
 */
export const EGRESS_FLOW_LOG_FIELDS = [
  'version',
  'account-id',
  'region',
  'vpc-id',
  'az-id',
  'subnet-id',
  'interface-id',
  'instance-id',
  'start',
  'end',
  'action',
  'log-status',
  'flow-direction',
  'traffic-path',
  'type',
  'protocol',
  'tcp-flags',
  'srcaddr',
  'srcport',
  'dstaddr',
  'dstport',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'pkt-src-aws-service',
  'pkt-dst-aws-service',
  'packets',
  'bytes',
] as const satisfies readonly FlowLogField[];

/** `$` is doubled because Terraform would read `${…}` as an expression. */
export function logFormatOf(fields: readonly FlowLogField[] = EGRESS_FLOW_LOG_FIELDS): string {
  return fields.map((field) => `$\${${field}}`).join(' ');
}

/** Names of what is made. */
export function flowLogNames({ name, accountId, region, destination }: FlowLogPlanProps) {
  return {
    logGroupName:
      (destination.kind === 'cloudwatch' ? destination.logGroupName : undefined) ?? `/vpc/flow-logs/${name}`,
    bucketName:
      (destination.kind === 's3' ? destination.bucketName : undefined) ??
      `${name}-flow-logs-${accountId}-${region}`,
    // IAM is global: two Regions of one account may not claim the same name.
    roleName: `${name}-flow-logs-${region}`,
    keyAlias: `alias/${name}-flow-logs`,
  };
}

/** What keeps flow logs from being planned; empty when nothing does. */
export function findFlowLogProblems(props: FlowLogPlanProps): readonly Problem[] {
  const { name, fields } = props;
  const isName = isToken(name) || /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name);
  return [
    ...findAccountScopeProblems(props),
    ...(isName
      ? []
      : [logNameInvalid('name', name, 'at most 32 lower-case letters, digits and inner hyphens')]),
    ...findDestinationProblems(props),
    ...findChoiceProblems('trafficType', props.trafficType ?? 'ALL', ['ALL', 'ACCEPT', 'REJECT']),
    ...findFieldProblems(fields ?? EGRESS_FLOW_LOG_FIELDS),
  ];
}

function findDestinationProblems(props: FlowLogPlanProps): readonly Problem[] {
  const { destination } = props;
  switch (destination.kind) {
    case 'cloudwatch':
      return [...findRetentionProblems(destination), ...findLogGroupNameProblems(destination.logGroupName)];
    case 's3':
      return [
        ...findRetentionProblems(destination),
        ...findBucketNameProblems(props),
        ...findFormatProblems(destination),
        ...findChoiceProblems('destination.onDestroy', destination.onDestroy ?? 'keep', ['keep', 'delete']),
      ];
    case 'existing-bucket':
      return [
        ...findArnProblems('destination.bucketArn', destination.bucketArn, BUCKET_ARN, 'an S3 bucket'),
        ...findFormatProblems(destination),
      ];
    case 'existing-log-group':
      return [
        ...findArnProblems('destination.logGroupArn', destination.logGroupArn, LOG_GROUP_ARN, 'a log group'),
        ...findArnProblems('destination.roleArn', destination.roleArn, ROLE_ARN, 'an IAM role'),
      ];
    default:
      return findChoiceProblems(
        'destination.kind',
        (destination as FlowLogDestination).kind,
        DESTINATION_KINDS,
      );
  }
}

const DESTINATION_KINDS = ['cloudwatch', 's3', 'existing-bucket', 'existing-log-group'];

function findFormatProblems({
  fileFormat = 'parquet',
}: {
  readonly fileFormat?: string;
}): readonly Problem[] {
  return findChoiceProblems('destination.fileFormat', fileFormat, ['parquet', 'plain-text']);
}

function findRetentionProblems({
  kind,
  retentionDays,
}: {
  readonly kind: string;
  readonly retentionDays: number;
}) {
  if (kind === 's3') {
    const isDays = Number.isInteger(retentionDays) && retentionDays >= 1;
    return isDays ? [] : [logRetentionInvalid(retentionDays, 'a whole number of days from 1')];
  }
  if (LOG_RETENTION_DAYS.includes(retentionDays)) return [];
  const next = LOG_RETENTION_DAYS.find((days) => days > retentionDays) ?? LOG_RETENTION_DAYS.at(-1);
  return [logRetentionInvalid(retentionDays, `\`${next}\`, or another of ${LOG_RETENTION_DAYS.join(', ')}`)];
}

function findLogGroupNameProblems(name: string | undefined): readonly Problem[] {
  if (name === undefined || isToken(name) || /^[A-Za-z0-9_/.#-]{1,512}$/.test(name)) return [];
  return [logNameInvalid('destination.logGroupName', name, 'at most 512 letters, digits and `_ - / . #`')];
}

// What is put together from a good name can still be too long.
function findBucketNameProblems(props: FlowLogPlanProps): readonly Problem[] {
  const { destination } = props;
  const { bucketName } = flowLogNames(props);
  if (isToken(bucketName) || BUCKET_NAME.test(bucketName)) return [];
  return [
    logNameInvalid(
      destination.kind === 's3' && destination.bucketName !== undefined ? 'destination.bucketName' : 'name',
      bucketName,
      '3 to 63 lower-case letters, digits and inner hyphens',
    ),
  ];
}

const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}(\/.*)?$/;
const LOG_GROUP_ARN = /^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[A-Za-z0-9_/.#-]+$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

function findArnProblems(path: string, arn: string, form: RegExp, what: string): readonly Problem[] {
  return isToken(arn) || form.test(arn) ? [] : [arnInvalid(path, arn, what)];
}

function findFieldProblems(fields: readonly string[]): readonly Problem[] {
  if (fields.length === 0) return [logFieldsMissing()];
  return fields.flatMap((field, index) => {
    const path = `fields[${index}]`;
    const isKnown = FLOW_LOG_FIELDS.some((known) => known === field);
    return [
      ...(isKnown ? [] : [logFieldUnknown(path, field)]),
      ...(fields.indexOf(field) < index ? [logFieldRepeated(path, field)] : []),
    ];
  });
}
