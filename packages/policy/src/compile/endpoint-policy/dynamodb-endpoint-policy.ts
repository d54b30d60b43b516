import { isToken, throwProblems, type Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import { awsServices, findPerimeterProblems, withinPerimeter, type EndpointPolicyProps } from './perimeter';
import { policyDocument, type PolicyDocument } from './policy-document';

export interface DynamoDbEndpointPolicyProps extends EndpointPolicyProps {
  /**
   * ARNs of the tables that may be reached, indexes and streams included.
   * @default - every table of the perimeter
   * @throws PlanError POL677 for the ARN of something else
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
    ...findPerimeterProblems(props),
    ...findTableProblems(props),
  ]);
  const resource = tableArns === undefined ? '*' : tableArns.flatMap((arn) => [arn, `${arn}/*`]);
  return policyDocument(
    ...withinPerimeter({ perimeter, action: 'dynamodb:*', resource }),
    ...awsServices(props),
  );
}

const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[A-Za-z0-9_.-]{3,255}$/;

export function findTableProblems({
  tableArns = [],
}: Pick<DynamoDbEndpointPolicyProps, 'tableArns'>): readonly Problem[] {
  return tableArns.flatMap((arn, index) =>
    isToken(arn) || TABLE_ARN.test(arn) ? [] : [errors.tableArnInvalid(`tableArns[${index}]`, arn)],
  );
}
