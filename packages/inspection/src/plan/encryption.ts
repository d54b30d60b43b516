import type { Problem } from '@inspected-egress/problem';
import { accountId, kmsKeyArn } from '../errors';
import { ACCOUNT_ID, KMS_KEY_ARN } from '../limits';
import { isToken } from './token';

/** A KMS key that exists already, whose policy lets the service use it. */
export interface KmsKey {
  /** ARN of the key, not of an alias. */
  readonly kmsKeyArn: string;
}

/** A KMS key made here, with rotation, for CloudWatch Logs and the firewall's log groups alone. */
export interface NewKmsKey {
  /** The account that the key is in; its policy names it, and nothing is looked up. */
  readonly newKeyIn: {
    /** Twelve digits. */
    readonly accountId: string;
    readonly region: string;
    /** @default 'aws' */
    readonly partition?: string;
  };
}

export type LogEncryption = KmsKey | NewKmsKey;

export function findEncryptionProblems(path: string, encryption: LogEncryption): readonly Problem[] {
  if ('kmsKeyArn' in encryption) {
    const { kmsKeyArn: arn } = encryption;
    return isToken(arn) || KMS_KEY_ARN.test(arn) ? [] : [kmsKeyArn(`${path}.kmsKeyArn`, arn)];
  }
  const { accountId: id } = encryption.newKeyIn;
  return ACCOUNT_ID.test(id) ? [] : [accountId(`${path}.newKeyIn.accountId`, id)];
}

/**
 * Policy of a key that only log groups whose names begin with a folder can use.
 * @see CloudWatch Logs guide, "Encrypt log data in CloudWatch Logs using AWS KMS"
 */
export function logKeyPolicy({ newKeyIn }: NewKmsKey, logGroupFolder: string): string {
  const { accountId: id, region, partition = 'aws' } = newKeyIn;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountDecidesByIam',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${id}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'LogGroupsOfTheFirewall',
        Effect: 'Allow',
        Principal: { Service: `logs.${region}.${suffix}` },
        Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        Resource: '*',
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${id}:log-group:${logGroupFolder}*`,
          },
        },
      },
    ],
  });
}
