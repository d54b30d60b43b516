import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { renderPolicy } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { bypassTags, documentOf } from './plan/endpoint-policy-decision';
import {
  findGatewayEndpointProblems,
  planGatewayEndpoints,
  type GatewayEndpointService,
  type GatewayEndpointsPlanProps,
} from './plan/gateway-endpoints';
import { UPDATE_BEFORE_DESTROY } from './update-before-destroy';

export interface GatewayEndpointsProps extends GatewayEndpointsPlanProps {
  /** @default - those that declare the bypass, and `Name` */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Gateway endpoints of S3 and DynamoDB. Their route is longer than the default route, so what they carry crosses no
 * firewall: each is a declared bypass, found by its tag `inspected-egress:bypass`, and its policy is all that guards it.
 * Requests to other Regions do not match the route and are inspected.
 *
 * AWS adds the route for each table by itself; `aws_route` must not repeat it.
 * @throws PlanError with every problem that `findGatewayEndpointProblems` finds
 * @see PrivateLink guide "Gateway endpoints"
 */
export class GatewayEndpoints extends Construct {
  /** `vpce-…` by service. */
  readonly endpointIds: Readonly<Partial<Record<GatewayEndpointService, string>>>;
  /** `pl-…` by service, known at apply: what a security group permits to reach the service. */
  readonly prefixListIds: Readonly<Partial<Record<GatewayEndpointService, string>>>;

  constructor(scope: Construct, id: string, props: GatewayEndpointsProps) {
    super(scope, id);
    throwProblems(`gateway endpoints of \`${this.node.path}\``, findGatewayEndpointProblems(props));
    const ids: Partial<Record<GatewayEndpointService, string>> = {};
    const prefixListIds: Partial<Record<GatewayEndpointService, string>> = {};
    for (const { service, serviceName, routeTableIds, policy } of planGatewayEndpoints(props)) {
      const endpoint = new VpcEndpoint(this, service, {
        vpcId: props.vpc.vpcId,
        vpcEndpointType: 'Gateway',
        serviceName,
        routeTableIds: [...routeTableIds],
        policy: renderPolicy(documentOf(policy)),
        lifecycle: UPDATE_BEFORE_DESTROY,
        tags: { ...props.tags, Name: service, ...bypassTags(`gateway-endpoint/${service}`, policy) },
      });
      ids[service] = endpoint.id;
      prefixListIds[service] = endpoint.prefixListId;
    }
    this.endpointIds = ids;
    this.prefixListIds = prefixListIds;
  }
}
