import { renderPolicy } from '@inspected-egress/policy';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  logNameInvalid,
  logRetentionInvalid,
  logBucketPolicyTooLong,
  logWriterRegionsMissing,
  logWritersMissing,
  logWriterTwice,
} from '../errors';
import { BUCKET_NAME, BUCKET_POLICY_BYTES } from '../limits';
import {
  findAccountIdProblems,
  findAccountScopeProblems,
  findPartitionProblems,
  type AccountScope,
} from './account-scope';
import { findChoiceProblems } from './choice-problems';
import { logBucketPolicy, type LogWriter } from './log-bucket-policies';

export interface LogBucketPlanProps extends AccountScope {
  /**
   * Names of buckets are unique in a partition.
   * @throws PlanError NET403 for a name that S3 refuses
   */
  readonly bucketName: string;
  /**
   * Whose logs are taken, from which Regions. The account of the bucket is one of them only if it is named.
   * @throws PlanError NET401, NET402, NET409, NET434 to NET436; NET437 when the policy becomes longer than S3 takes
   */
  readonly writers: readonly LogWriter[];
  /**
   * Days until a log expires.
   * @throws PlanError NET404 unless a whole number from 1
   */
  readonly retentionDays: number;
  /**
   * What `destroy` does to logs that have not expired: with `keep` it fails as long as there are any.
   * @default 'keep'
   */
  readonly onDestroy?: 'keep' | 'delete';
}

/** What keeps a log bucket from being planned; empty when nothing does. */
export function findLogBucketProblems(props: LogBucketPlanProps): readonly Problem[] {
  const { bucketName, writers, retentionDays, onDestroy = 'keep' } = props;
  const problems = [
    ...findAccountScopeProblems(props),
    ...(isToken(bucketName) || BUCKET_NAME.test(bucketName)
      ? []
      : [logNameInvalid('bucketName', bucketName, '3 to 63 lower-case letters, digits and inner hyphens')]),
    ...(writers.length === 0 ? [logWritersMissing()] : []),
    ...writers.flatMap((writer, index) => findWriterProblems(props, writer, index)),
    ...(Number.isInteger(retentionDays) && retentionDays >= 1
      ? []
      : [{ ...logRetentionInvalid(retentionDays, 'a whole number of days from 1'), path: 'retentionDays' }]),
    ...findChoiceProblems('onDestroy', onDestroy, ['keep', 'delete']),
  ];
  return problems.length > 0 ? problems : findLengthProblems(props);
}

function findWriterProblems(
  { partition, writers }: LogBucketPlanProps,
  { accountId, regions }: LogWriter,
  index: number,
): readonly Problem[] {
  const path = `writers[${index}]`;
  const first = writers.findIndex((writer) => writer.accountId === accountId);
  return [
    ...findAccountIdProblems(`${path}.accountId`, accountId),
    ...(first < index ? [logWriterTwice(`${path}.accountId`, accountId, first)] : []),
    ...(regions.length === 0 ? [logWriterRegionsMissing(`${path}.regions`)] : []),
    ...regions.flatMap((region, place) =>
      findPartitionProblems({ region, ...(partition === undefined ? {} : { partition }) })
        .filter((problem) => problem.path === 'region' || problem.code === 'NET409')
        .map((problem) => ({ ...problem, path: `${path}.regions[${place}]` })),
    ),
  ];
}

function findLengthProblems({
  writers,
  bucketName,
  partition = 'aws',
}: LogBucketPlanProps): readonly Problem[] {
  const bytes = Buffer.byteLength(renderPolicy(logBucketPolicy(writers, { bucketName, partition })));
  return bytes > BUCKET_POLICY_BYTES ? [logBucketPolicyTooLong(bytes)] : [];
}
