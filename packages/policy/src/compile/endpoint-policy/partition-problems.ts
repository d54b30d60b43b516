import { isToken, type Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import { isRegion, partitionOf, WRITTEN_PARTITIONS, type Partition } from '../../partition';

/** What is wrong with a Region, or with the partition that it should be in. A token is not judged. */
export function findPartitionProblems({
  region,
  partition = 'aws',
}: {
  readonly region: string;
  readonly partition?: Partition;
}): readonly Problem[] {
  const isKnown = !isToken(region) && isRegion(region);
  const right = isKnown ? partitionOf(region) : partition;
  const unwritten = [partition, right].find((one) => !WRITTEN_PARTITIONS.some((written) => written === one));
  return [
    ...(isKnown || isToken(region) ? [] : [errors.regionInvalid('region', region)]),
    ...(unwritten === undefined
      ? []
      : [errors.endpointChoiceUnknown('partition', unwritten, WRITTEN_PARTITIONS)]),
    ...(unwritten === undefined && partition !== right
      ? [errors.partitionOfOtherRegions(partition, region, right)]
      : []),
  ];
}
