import { problemUnder, type Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import { findTableProblems, type DynamoDbEndpointPolicyProps } from './dynamodb-endpoint-policy';
import type { EndpointPolicyProps } from './perimeter';
import { findBucketProblems, type S3EndpointPolicyProps } from './s3-endpoint-policy';

/** An endpoint of a service, and what of the service may be reached through it beside the perimeter's own bounds. */
export interface ServiceEndpoint
  extends Pick<EndpointPolicyProps, 'awsServices'>,
    Pick<S3EndpointPolicyProps, 'buckets' | 'awsOwnedBuckets'>,
    Pick<DynamoDbEndpointPolicyProps, 'tableArns'> {
  /**
   * A gateway endpoint is a target of routes, an interface endpoint an address of the VPC.
   * @throws PlanError POL679 for a gateway of another service than `s3` and `dynamodb`
   */
  readonly kind: 'gateway' | 'interface';
}

const OWNERS = { buckets: 's3', awsOwnedBuckets: 's3', tableArns: 'dynamodb' } as const;

export function findEndpointProblems(service: string, endpoint: ServiceEndpoint): readonly Problem[] {
  const path = `endpoints.${service}`;
  const isGateway = service === 's3' || service === 'dynamodb';
  const fields = Object.entries(OWNERS).flatMap(([field, owner]) =>
    service === owner || endpoint[field as keyof typeof OWNERS] === undefined
      ? []
      : [errors.endpointFieldOfOther(`${path}.${field}`, service, owner)],
  );
  const kinds = ['gateway', 'interface'];
  return [
    ...(kinds.includes(endpoint.kind)
      ? endpoint.kind === 'interface' || isGateway
        ? []
        : [errors.gatewayOfNoService(`${path}.kind`, service)]
      : [errors.endpointChoiceUnknown(`${path}.kind`, endpoint.kind, kinds)]),
    ...fields,
    ...[...findBucketProblems(endpoint), ...findTableProblems(endpoint)].map((problem) =>
      problemUnder(path, problem),
    ),
  ];
}
