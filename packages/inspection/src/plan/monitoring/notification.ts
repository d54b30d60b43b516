import { policyDocument, type PolicyDocument } from '@inspected-egress/policy';

/** Who is told: a topic that exists, or one that is made here, encrypted, to which people are subscribed by hand. */
export type AlarmNotification =
  | {
      /**
       * If the topic is encrypted, its key must let CloudWatch in: the key of AWS for SNS does not, and then nobody is told.
       * @throws PlanError INS365 for the ARN of something else
       */
      readonly topicArn: string;
    }
  | {
      readonly newTopicIn: {
        /**
         * Twelve digits: whose alarms may use the topic.
         * @throws PlanError INS248 for anything else
         */
        readonly accountId: string;
      };
    };

export interface TopicPlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Lets alarms of one account and Region publish, and nobody over plain HTTP.
 * @see SNS guide, "Example cases for Amazon SNS access control": CloudWatch alarms
 */
export function topicPolicy(topicArn: string, { accountId, region, partition }: TopicPlace): PolicyDocument {
  return policyDocument(
    {
      Sid: 'AlarmsOfThisAccount',
      Effect: 'Allow',
      Principal: CLOUDWATCH,
      Action: 'sns:Publish',
      Resource: topicArn,
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
      },
    },
    {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sns:Publish',
      Resource: topicArn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  );
}

/**
 * Lets CloudWatch use the key, in the form that AWS gives.
 * @see AWS re:Post, "How do I use an encrypted SNS topic with a CloudWatch alarm?"
 */
export function topicKeyPolicy({ accountId, partition }: TopicPlace): PolicyDocument {
  return policyDocument(
    {
      Sid: 'AccountDecidesByIam',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'AlarmsPublish',
      Effect: 'Allow',
      Principal: CLOUDWATCH,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    },
  );
}

const CLOUDWATCH = { Service: 'cloudwatch.amazonaws.com' } as const;
