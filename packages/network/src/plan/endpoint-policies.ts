import { throwProblems, type Problem } from '@inspected-egress/problem';
import {
  accountIdInvalid,
  bucketNameInvalid,
  organizationIdInvalid,
  perimeterMissing,
  arnInvalid,
} from '../errors';
import { findPartitionProblems, type Partition } from './account-scope';
import { findChoiceProblems } from './choice-problems';
import {
  policyDocument,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyStatement,
} from './policy-document';
import { isToken } from './token';

/** Whose identities may use an endpoint, and whose resources they may reach through it. Both stated: both must hold. */
export interface Perimeter {
  /**
   * `o-…`
   * @throws PlanError NET411 for anything else, NET410 when neither this nor accounts are given
   */
  readonly organizationId?: string;
  /** @throws PlanError NET401 unless twelve digits each */
  readonly accountIds?: readonly string[];
}

/** What every endpoint policy is planned from. */
export interface EndpointPolicyProps {
  readonly perimeter: Perimeter;
  /** @throws PlanError NET402 for what is not the name of a Region */
  readonly region: string;
  /**
   * @default 'aws'
   * @throws PlanError NET409 for another one than that of the Region
   */
  readonly partition?: Partition;
  /**
   * Whether AWS services may use the endpoint under their own names, as CloudFormation does for wait conditions.
   * @default 'deny'
   */
  readonly awsServices?: 'allow' | 'deny';
}

/** Buckets of AWS that instances read without credentials of the perimeter. */
export type AwsOwnedBucket = keyof typeof AWS_OWNED_BUCKETS;

// AWS owns them, so no condition on the resource's owner lets them through.
// aws-samples/data-perimeter-policy-examples, `vpc_endpoint_policies/s3_endpoint_policy.json`, 2026-03.
const AWS_OWNED_BUCKETS = {
  'amazon-linux-2023': (region: string) => `al2023-repos-${region}-de612dc2`,
  'amazon-linux-2': (region: string) => `amazonlinux-2-repos-${region}`,
  'container-image-layers': (region: string) => `prod-${region}-starport-layer-bucket`,
  'patch-baselines': (region: string) => `patch-baseline-snapshot-${region}`,
  'systems-manager': (region: string) => `aws-ssm-${region}`,
} as const;

export interface S3EndpointPolicyProps extends EndpointPolicyProps {
  /**
   * Names of the buckets that may be reached.
   * @default - every bucket of the perimeter
   * @throws PlanError NET412 for what cannot be the name of a bucket
   */
  readonly buckets?: readonly string[];
  /**
   * Buckets of AWS that anybody may read objects from.
   * @default ['amazon-linux-2023'] - so that `dnf` works
   * @throws PlanError NET125 for one that is not known here
   */
  readonly awsOwnedBuckets?: readonly AwsOwnedBucket[];
}

/**
 * Policy of a gateway endpoint of S3: identities of the perimeter, buckets of the perimeter, and reading from a few
 * buckets of AWS. It bounds and grants nothing.
 * @throws PlanError with every problem of the input
 * @see PrivateLink guide "Endpoint policies for gateway endpoints", whose principal must be `*`
 */
export function planS3EndpointPolicy(props: S3EndpointPolicyProps): PolicyDocument {
  const { perimeter, region, partition = 'aws', buckets, awsOwnedBuckets = ['amazon-linux-2023'] } = props;
  throwProblems('endpoint policy of S3', [
    ...findEndpointPolicyProblems(props),
    ...awsOwnedBuckets.flatMap((owned, index) =>
      findChoiceProblems(`awsOwnedBuckets[${index}]`, owned, Object.keys(AWS_OWNED_BUCKETS)),
    ),
    ...(buckets ?? []).flatMap((name, index) =>
      isToken(name) || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
        ? []
        : [bucketNameInvalid(`buckets[${index}]`, name)],
    ),
  ]);
  const arns = (names: readonly string[]) => names.map((name) => `arn:${partition}:s3:::${name}`);
  return policyDocument(
    ...withinPerimeter({
      perimeter,
      action: 's3:*',
      resource: buckets === undefined ? '*' : arns(buckets.flatMap((name) => [name, `${name}/*`])),
    }),
    ...(awsOwnedBuckets.length === 0
      ? []
      : [
          {
            Sid: 'ReadBucketsOfAws',
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: arns(awsOwnedBuckets.map((owned) => `${AWS_OWNED_BUCKETS[owned](region)}/*`)),
          } as const,
        ]),
    ...awsServices(props),
  );
}

export interface DynamoDbEndpointPolicyProps extends EndpointPolicyProps {
  /**
   * ARNs of the tables that may be reached, indexes and streams included.
   * @default - every table of the perimeter
   * @throws PlanError NET405 for the ARN of something else
   */
  readonly tableArns?: readonly string[];
}

/**
 * Policy of a gateway endpoint of DynamoDB: identities of the perimeter and its tables.
 * @throws PlanError with every problem of the input
 */
export function planDynamoDbEndpointPolicy(props: DynamoDbEndpointPolicyProps): PolicyDocument {
  const { perimeter, tableArns } = props;
  throwProblems('endpoint policy of DynamoDB', [
    ...findEndpointPolicyProblems(props),
    ...(tableArns ?? []).flatMap((arn, index) =>
      isToken(arn) || TABLE_ARN.test(arn) ? [] : [arnInvalid(`tableArns[${index}]`, arn, 'a DynamoDB table')],
    ),
  ]);
  const resource = tableArns === undefined ? '*' : tableArns.flatMap((arn) => [arn, `${arn}/*`]);
  return policyDocument(
    ...withinPerimeter({ perimeter, action: 'dynamodb:*', resource }),
    ...awsServices(props),
  );
}

const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[A-Za-z0-9_.-]{3,255}$/;

export interface InterfaceEndpointPolicyProps extends EndpointPolicyProps {
  /** Service of the endpoint, as in its name: `ssm`, `logs`, `ecr.api`. */
  readonly service: string;
}

/**
 * Policy of an interface endpoint: identities of the perimeter and its resources, and what is known of a service that
 * works on resources of AWS (documents and parameters of Systems Manager, images of EC2).
 * @throws PlanError with every problem of the input
 */
export function planInterfaceEndpointPolicy(props: InterfaceEndpointPolicyProps): PolicyDocument {
  throwProblems(`endpoint policy of \`${props.service}\``, findEndpointPolicyProblems(props));
  const { perimeter, service } = props;
  if (SERVICES_WITHOUT_RESOURCES.some((name) => name === service)) {
    return policyDocument(
      {
        Sid: 'IdentitiesOfThePerimeter',
        Effect: 'Allow',
        Principal: '*',
        Action: `${service}:*`,
        Resource: '*',
        Condition: { StringEquals: conditionsOf('Principal', perimeter) },
      },
      ...awsServices(props),
    );
  }
  return policyDocument(
    ...withinPerimeter({ perimeter, action: '*', resource: '*' }),
    ...resourcesOfAws(props),
    ...awsServices(props),
  );
}

// Their actions name no resource, so nothing is known of its owner, and a condition on it locks operators out.
// Service Authorization Reference, "Amazon Message Gateway Service" and "Amazon Message Delivery Service", 2026-07;
// aws-samples/data-perimeter-policy-examples#20.
const SERVICES_WITHOUT_RESOURCES = ['ssmmessages', 'ec2messages'] as const;

/** What keeps an endpoint policy from being planned; empty when nothing does. */
function findEndpointPolicyProblems({ perimeter, ...scope }: EndpointPolicyProps): readonly Problem[] {
  const { organizationId, accountIds = [] } = perimeter;
  const isOrganization =
    organizationId === undefined || isToken(organizationId) || /^o-[a-z0-9]{10,32}$/.test(organizationId);
  return [
    ...(organizationId === undefined && accountIds.length === 0 ? [perimeterMissing()] : []),
    ...(isOrganization ? [] : [organizationIdInvalid('perimeter.organizationId', organizationId)]),
    ...accountIds.flatMap((accountId, index) =>
      isToken(accountId) || /^\d{12}$/.test(accountId)
        ? []
        : [accountIdInvalid(`perimeter.accountIds[${index}]`, accountId)],
    ),
    ...findPartitionProblems(scope),
  ];
}

interface PerimeterStatement {
  readonly perimeter: Perimeter;
  readonly action: string;
  readonly resource: string | readonly string[];
}

function withinPerimeter({ perimeter, action, resource }: PerimeterStatement): readonly PolicyStatement[] {
  const conditions = { ...conditionsOf('Principal', perimeter), ...conditionsOf('Resource', perimeter) };
  return [
    {
      Sid: 'IdentitiesAndResourcesOfThePerimeter',
      Effect: 'Allow',
      Principal: '*',
      Action: action,
      Resource: resource,
      Condition: { StringEquals: conditions },
    },
  ];
}

function conditionsOf(side: 'Principal' | 'Resource', { organizationId, accountIds = [] }: Perimeter) {
  const conditions: Record<string, string | readonly string[]> = {};
  if (organizationId !== undefined) conditions[`aws:${side}OrgID`] = organizationId;
  if (accountIds.length > 0) conditions[`aws:${side}Account`] = accountIds;
  return conditions;
}

function awsServices({ awsServices: decision = 'deny' }: EndpointPolicyProps): readonly PolicyStatement[] {
  if (decision === 'deny') return [];
  const Condition: PolicyConditions = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
  return [{ Sid: 'AwsServices', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition }];
}

// aws-samples/data-perimeter-policy-examples, `ssm_endpoint_policy.json` and `ec2_endpoint_policy.json`, 2026-03.
function resourcesOfAws(props: InterfaceEndpointPolicyProps): readonly PolicyStatement[] {
  const { service, perimeter, region, partition = 'aws' } = props;
  const identities = conditionsOf('Principal', perimeter);
  const statement = { Sid: 'ResourcesOfAws', Effect: 'Allow', Principal: '*' } as const;
  if (service === 'ssm') {
    return [
      {
        ...statement,
        Action: [
          'ssm:CreateAssociation',
          'ssm:Describe*',
          'ssm:Get*',
          'ssm:List*',
          'ssm:SendCommand',
          'ssm:StartSession',
        ],
        Resource: [
          `arn:${partition}:ssm:${region}::document/*`,
          `arn:${partition}:ssm:${region}::parameter/aws/*`,
        ],
        Condition: { StringEquals: identities },
      },
    ];
  }
  if (service === 'ec2') {
    const Condition = { StringEquals: { ...identities, 'ec2:Owner': 'amazon' } };
    return [{ ...statement, Action: 'ec2:RunInstances', Resource: '*', Condition }];
  }
  return [];
}
