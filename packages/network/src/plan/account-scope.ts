import { isRegion, partitionOf, WRITTEN_PARTITIONS, type Partition } from '@inspected-egress/policy';
import { isToken, type Problem } from '@inspected-egress/problem';
import { accountIdInvalid, partitionOfOtherRegions, regionInvalid, regionOfOtherZones } from '../errors';
import type { IZonedVpc } from '../routed-vpc';
import { findChoiceProblems } from './choice-problems';
import { regionOf } from './zones';

/**
 * Where a policy is made. Plain text and no lookup, so that a plan needs no credentials; the provider's
 * `allowed_account_ids` makes sure that it is applied there and nowhere else.
 */
export interface AccountScope {
  /**
   * Twelve digits.
   * @throws PlanError NET401 for anything else
   */
  readonly accountId: string;
  /**
   * For example `us-east-1`.
   * @throws PlanError NET402 for what is not the name of a Region
   */
  readonly region: string;
  /**
   * @default 'aws'
   * @throws PlanError NET409 for another one than that of the Region
   */
  readonly partition?: Partition;
}

/** What keeps an account and Region from being named in a policy. A token is not judged. */
export function findAccountScopeProblems({ accountId, ...scope }: AccountScope): readonly Problem[] {
  return [...findAccountIdProblems('accountId', accountId), ...findPartitionProblems(scope)];
}

export function findAccountIdProblems(path: string, accountId: string): readonly Problem[] {
  return isToken(accountId) || /^\d{12}$/.test(accountId) ? [] : [accountIdInvalid(path, accountId)];
}

/** What is wrong with a Region, or with the partition that it should be in. */
export function findPartitionProblems({
  region,
  partition = 'aws',
}: Pick<AccountScope, 'region' | 'partition'>): readonly Problem[] {
  const isKnown = !isToken(region) && isRegion(region);
  const right = isKnown ? partitionOf(region) : partition;
  const problems = [
    ...findRegionProblems(region),
    ...[...new Set([partition, right])].flatMap((one) =>
      findChoiceProblems('partition', one, WRITTEN_PARTITIONS),
    ),
  ];
  if (problems.length > 0 || partition === right) return problems;
  return [partitionOfOtherRegions(partition, region, right)];
}

/** What is wrong with the Region that a VPC should be in. */
export function findVpcRegionProblems({
  region,
  vpc,
}: {
  readonly region: string;
  readonly vpc: IZonedVpc;
}): readonly Problem[] {
  const problems = findRegionProblems(region);
  if (problems.length > 0 || isToken(region)) return problems;
  const zone = vpc.zones.find(({ availabilityZone }) => (regionOf(availabilityZone) ?? region) !== region);
  const right = zone && regionOf(zone.availabilityZone);
  return zone === undefined || right === undefined
    ? []
    : [regionOfOtherZones(region, zone.availabilityZone, right)];
}

function findRegionProblems(region: string): readonly Problem[] {
  return isToken(region) || isRegion(region) ? [] : [regionInvalid('region', region)];
}
