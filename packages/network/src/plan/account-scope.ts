import type { Problem } from '@inspected-egress/problem';
import { accountIdInvalid, regionInvalid } from '../errors';
import { isToken } from './token';

/** Partitions that the VPC service is in here. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

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
  /** @default 'aws' */
  readonly partition?: Partition;
}

/** What keeps an account and Region from being named in a policy. A token is not judged. */
export function findAccountScopeProblems({ accountId, region }: AccountScope): readonly Problem[] {
  return [
    ...(isToken(accountId) || /^\d{12}$/.test(accountId) ? [] : [accountIdInvalid('accountId', accountId)]),
    ...findRegionProblems(region),
  ];
}

export function findRegionProblems(region: string): readonly Problem[] {
  return isToken(region) || /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? [] : [regionInvalid('region', region)];
}
