import { isToken, type Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import { type Partition } from '../../partition';
import { findPartitionProblems } from './partition-problems';
import type { PolicyConditions, PolicyStatement } from './policy-document';

/** Whose identities may use an endpoint, and whose resources they may reach through it. Both stated: both must hold. */
export interface Perimeter {
  /**
   * `o-…`
   * @throws PlanError POL675 for anything else, POL674 when neither this nor accounts are given
   */
  readonly organizationId?: string;
  /** @throws PlanError POL671 unless twelve digits each */
  readonly accountIds?: readonly string[];
}

/** What every endpoint policy is made from. */
export interface EndpointPolicyProps {
  readonly perimeter: Perimeter;
  /** @throws PlanError POL672 for what is not the name of a Region */
  readonly region: string;
  /**
   * @default 'aws'
   * @throws PlanError POL673 for another one than that of the Region
   */
  readonly partition?: Partition;
  /**
   * Whether AWS services may use the endpoint under their own names, as CloudFormation does for wait conditions.
   * @default 'deny'
   */
  readonly awsServices?: 'allow' | 'deny';
}

/** What keeps an endpoint policy from being made; empty when nothing does. */
export function findPerimeterProblems({ perimeter, ...scope }: EndpointPolicyProps): readonly Problem[] {
  const { organizationId, accountIds = [] } = perimeter;
  const isOrganization =
    organizationId === undefined || isToken(organizationId) || /^o-[a-z0-9]{10,32}$/.test(organizationId);
  return [
    ...(organizationId === undefined && accountIds.length === 0 ? [errors.perimeterMissing()] : []),
    ...(isOrganization ? [] : [errors.organizationIdInvalid('perimeter.organizationId', organizationId)]),
    ...accountIds.flatMap((accountId, index) =>
      isToken(accountId) || /^\d{12}$/.test(accountId)
        ? []
        : [errors.accountIdInvalid(`perimeter.accountIds[${index}]`, accountId)],
    ),
    ...findPartitionProblems(scope),
  ];
}

interface PerimeterStatement {
  readonly perimeter: Perimeter;
  readonly action: string;
  readonly resource: string | readonly string[];
}

export function withinPerimeter({
  perimeter,
  action,
  resource,
}: PerimeterStatement): readonly PolicyStatement[] {
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

export function conditionsOf(
  side: 'Principal' | 'Resource',
  { organizationId, accountIds = [] }: Perimeter,
): Readonly<Record<string, string | readonly string[]>> {
  return {
    ...(organizationId === undefined ? {} : { [`aws:${side}OrgID`]: organizationId }),
    ...(accountIds.length === 0 ? {} : { [`aws:${side}Account`]: accountIds }),
  };
}

export function awsServices({
  awsServices: decision = 'deny',
}: EndpointPolicyProps): readonly PolicyStatement[] {
  if (decision === 'deny') return [];
  const Condition: PolicyConditions = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
  return [{ Sid: 'AwsServices', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition }];
}
