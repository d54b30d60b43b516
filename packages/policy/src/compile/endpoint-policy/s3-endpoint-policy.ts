import { isToken, throwProblems, type Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import { awsServices, findPerimeterProblems, withinPerimeter, type EndpointPolicyProps } from './perimeter';
import { policyDocument, type PolicyDocument, type PolicyStatement } from './policy-document';

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
   * @throws PlanError POL676 for what cannot be the name of a bucket
   */
  readonly buckets?: readonly string[];
  /**
   * Buckets of AWS that anybody may read objects from.
   * @default ['amazon-linux-2023'] - so that `dnf` works
   * @throws PlanError POL678 for one that is not known here
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
  throwProblems('endpoint policy of S3', [...findPerimeterProblems(props), ...findBucketProblems(props)]);
  const arns = (names: readonly string[]) => names.map((name) => `arn:${partition}:s3:::${name}`);
  const readBucketsOfAws: PolicyStatement = {
    Sid: 'ReadBucketsOfAws',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: arns(awsOwnedBuckets.map((owned) => `${AWS_OWNED_BUCKETS[owned](region)}/*`)),
  };
  return policyDocument(
    ...withinPerimeter({
      perimeter,
      action: 's3:*',
      resource: buckets === undefined ? '*' : arns(buckets.flatMap((name) => [name, `${name}/*`])),
    }),
    ...(awsOwnedBuckets.length === 0 ? [] : [readBucketsOfAws]),
    ...awsServices(props),
  );
}

export function findBucketProblems({
  buckets = [],
  awsOwnedBuckets = [],
}: Pick<S3EndpointPolicyProps, 'buckets' | 'awsOwnedBuckets'>): readonly Problem[] {
  const known = Object.keys(AWS_OWNED_BUCKETS);
  return [
    ...awsOwnedBuckets.flatMap((owned, index) =>
      known.includes(owned) ? [] : [errors.endpointChoiceUnknown(`awsOwnedBuckets[${index}]`, owned, known)],
    ),
    ...buckets.flatMap((name, index) =>
      isToken(name) || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
        ? []
        : [errors.bucketNameInvalid(`buckets[${index}]`, name)],
    ),
  ];
}
