import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { renderPolicy } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { bypassTags, documentOf } from './plan/endpoint-policy-decision';
import {
  clientBlocksOf,
  endpointIdOf,
  findInterfaceEndpointProblems,
  planInterfaceEndpoints,
  type InterfaceEndpointsPlanProps,
} from './plan/interface-endpoints';
import { UPDATE_BEFORE_DESTROY } from './update-before-destroy';

export interface InterfaceEndpointsProps extends InterfaceEndpointsPlanProps {
  /** @default - those that declare the bypass, and `Name` */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Interface endpoints in the endpoint subnets, with private DNS: the usual names of the services lead to them, by the
 * local route, past the firewall. Each is a declared bypass, found by its tag `inspected-egress:bypass`, and its policy
 * and one security group guard it: HTTPS from the clients stated, nothing outward.
 * @throws PlanError with every problem that `findInterfaceEndpointProblems` finds
 * @see PrivateLink guide "Access an AWS service using an interface VPC endpoint"
 */
export class InterfaceEndpoints extends Construct {
  /** `vpce-…` by service. */
  readonly endpointIds: Readonly<Record<string, string>>;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    throwProblems(`interface endpoints of \`${this.node.path}\``, findInterfaceEndpointProblems(props));
    const { vpcId } = props.vpc;
    const group = new SecurityGroup(this, 'security-group', {
      vpcId,
      description: 'HTTPS from clients of the interface endpoints',
      // Inline, so that a rule that somebody adds by hand shows in the next plan; and no egress, stated.
      ingress: [
        {
          protocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          cidrBlocks: [...clientBlocksOf(props)],
          description: 'HTTPS',
        },
      ],
      egress: [],
      tags: { ...props.tags, Name: 'interface endpoints' },
    });
    this.securityGroupId = group.id;
    const ids: Record<string, string> = {};
    for (const { service, serviceName, subnetIds, policy } of planInterfaceEndpoints(props)) {
      const endpoint = new VpcEndpoint(this, endpointIdOf(service), {
        vpcId,
        vpcEndpointType: 'Interface',
        serviceName,
        subnetIds: [...subnetIds],
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        ipAddressType: 'ipv4',
        policy: renderPolicy(documentOf(policy)),
        lifecycle: UPDATE_BEFORE_DESTROY,
        tags: { ...props.tags, Name: service, ...bypassTags(`interface-endpoint/${service}`, policy) },
      });
      ids[service] = endpoint.id;
    }
    this.endpointIds = ids;
  }
}
