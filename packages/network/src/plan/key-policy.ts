import type { PolicyStatement } from '@inspected-egress/policy';
import type { AccountScope } from './account-scope';

/** What a service that encrypts with a key needs. */
export const KEY_USE = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
] as const;

/** Without this statement IAM policies say nothing about the key, and nobody could change it any more. */
export function administrators({
  accountId,
  partition,
}: Pick<Required<AccountScope>, 'accountId' | 'partition'>): PolicyStatement {
  return {
    Sid: 'IamPoliciesOfThisAccount',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}
