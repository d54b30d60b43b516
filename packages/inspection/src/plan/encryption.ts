import { dnsSuffixOf, isRegion, partitionOf } from '@inspected-egress/policy';
import { isToken, type Problem } from '@inspected-egress/problem';
import { accountId, arnRegion, encryptionForm, keyPartition, keyRegion, kmsKeyArn } from '../errors';
import { ACCOUNT_ID, KMS_KEY_ARN } from '../limits';
import { zonesOutside } from './region';

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
    /**
     * The Region of the VPC's zones.
     * @throws PlanError INS253 on another
     */
    readonly region: string;
    /**
     * The partition that the Region is in.
     * @default 'aws'
     * @throws PlanError INS255 on another
     */
    readonly partition?: string;
  };
}

export type LogEncryption = KmsKey | NewKmsKey;

/** @param zones - of the VPC, whose Region a key must be in; empty when they are not known */
export function findEncryptionProblems(
  path: string,
  encryption: LogEncryption,
  zones: readonly string[],
): readonly Problem[] {
  const given: Partial<KmsKey & NewKmsKey> | null = encryption;
  if (typeof given?.kmsKeyArn === 'string')
    return findKeyArnProblems(`${path}.kmsKeyArn`, given.kmsKeyArn, zones);
  if (given?.newKeyIn instanceof Object) return findNewKeyProblems(`${path}.newKeyIn`, given.newKeyIn, zones);
  return [encryptionForm(path)];
}

function findKeyArnProblems(path: string, arn: string, zones: readonly string[]): readonly Problem[] {
  if (isToken(arn)) return [];
  const region = KMS_KEY_ARN.exec(arn)?.[1];
  if (region === undefined) return [kmsKeyArn(path, arn)];
  const foreign = zonesOutside(region, zones);
  return foreign.length === 0 ? [] : [arnRegion(path, arn, foreign)];
}

function findNewKeyProblems(
  path: string,
  newKeyIn: NewKmsKey['newKeyIn'],
  zones: readonly string[],
): readonly Problem[] {
  const [id, region] = [String(newKeyIn.accountId), String(newKeyIn.region)];
  const partition = String(newKeyIn.partition ?? 'aws');
  const known = isRegion(region);
  const expected = known && !isToken(partition) ? partitionOf(region) : undefined;
  return [
    ...(ACCOUNT_ID.test(id) ? [] : [accountId(`${path}.accountId`, id)]),
    ...(isToken(region) || (known && zonesOutside(region, zones).length === 0)
      ? []
      : [keyRegion(`${path}.region`, region, zones)]),
    ...(expected === undefined || partition === expected
      ? []
      : [keyPartition(`${path}.partition`, partition, region, expected)]),
  ];
}

/**
 * Policy of a key that only log groups whose names begin with a folder can use.
 * @see CloudWatch Logs guide, "Encrypt log data in CloudWatch Logs using AWS KMS"
 */
export function logKeyPolicy({ newKeyIn }: NewKmsKey, logGroupFolder: string): string {
  const { accountId: id, region, partition = 'aws' } = newKeyIn;
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
        Principal: { Service: `logs.${region}.${dnsSuffixOf(partition)}` },
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
