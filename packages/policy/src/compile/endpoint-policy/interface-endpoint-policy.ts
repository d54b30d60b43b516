import { throwProblems } from '@inspected-egress/problem';
import {
  awsServices,
  conditionsOf,
  findPerimeterProblems,
  withinPerimeter,
  type EndpointPolicyProps,
} from './perimeter';
import { policyDocument, type PolicyDocument, type PolicyStatement } from './policy-document';

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
  throwProblems(`endpoint policy of \`${props.service}\``, findPerimeterProblems(props));
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
