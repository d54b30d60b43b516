import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { IRoutedVpc, ZonalEndpoints } from '@inspected-egress/network';
import { throwProblems } from '@inspected-egress/problem';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { DELETED_AFTER_ROUTES } from './lifecycle';
import { findEndpointServiceProblems, type EndpointServiceSettings } from './plan/endpoint-service';
import { firewallZones } from './plan/firewall-zones';

export interface GatewayLoadBalancerEndpointsProps extends EndpointServiceSettings {
  /** The endpoints stand in its firewall subnets, one in each zone that routing needs one in. */
  readonly vpc: IRoutedVpc;
}

/**
 * Gateway Load Balancer endpoints to the endpoint service of an appliance: one in each zone, because AWS takes one
 * subnet for each endpoint, although a plan with two passes.
 */
export class GatewayLoadBalancerEndpoints extends Construct {
  readonly endpoints: ZonalEndpoints;

  /** @throws PlanError INS250 to INS252, INS260 to INS262 */
  constructor(scope: Construct, id: string, props: GatewayLoadBalancerEndpointsProps) {
    super(scope, id);
    const { vpc, serviceName, acceptance = 'automatic', tags = {} } = props;
    const subject = `Gateway Load Balancer endpoints \`${this.node.path}\``;
    throwProblems(subject, findEndpointServiceProblems(props, vpc));

    this.endpoints = firewallZones(vpc).map(({ key, availabilityZone, subnet }) => {
      const endpoint = new VpcEndpoint(this, `${key}-endpoint`, {
        vpcId: vpc.vpcId,
        vpcEndpointType: 'GatewayLoadBalancer',
        serviceName,
        subnetIds: [subnet.subnetId],
        ipAddressType: vpc.ipv6 === 'inspected' ? 'dualstack' : 'ipv4',
        tags: { Name: `${this.node.path} ${availabilityZone}`, ...tags },
        lifecycle: DELETED_AFTER_ROUTES,
      });
      return { availabilityZone, vpcEndpointId: endpoint.id };
    });
    if (acceptance === 'by-provider') this.askForAcceptance();
  }

  /** Terraform holds an endpoint that waits for acceptance to be made, and AWS drops what is routed to it. */
  private askForAcceptance(): void {
    const description =
      'Endpoints that the service provider must accept; until then they drop all egress of their zones';
    new TerraformOutput(this, 'endpoints-to-accept', {
      description,
      value: Object.fromEntries(this.endpoints.map((one) => [one.availabilityZone, one.vpcEndpointId])),
    });
    Annotations.of(this).addInfo(`${description}: see the output`);
  }
}
