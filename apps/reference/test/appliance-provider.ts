import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { VpcEndpointConnectionAccepter } from '@cdktf/provider-aws/lib/vpc-endpoint-connection-accepter';
import { VpcEndpointService } from '@cdktf/provider-aws/lib/vpc-endpoint-service';
import { ApplianceFleet } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import type { JsonObject } from '@inspected-egress/terraform';
import { TerraformOutput, TerraformStack, Testing } from 'cdktf';

/** Whose appliances stand behind the Gateway Load Balancer. */
export const PROVIDER_ACCOUNT = '444455556666';

/**
 * The service provider's side of a Gateway Load Balancer: a fleet in a VPC of its own, whose endpoint service admits one account
 * and asks for acceptance, and the acceptance of the endpoints that are named.
 */
export function applianceProvider(consumerAccount: string, accepted: readonly string[]): JsonObject {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'appliances');
  new AwsProvider(stack, 'aws', { region: 'us-east-1', allowedAccountIds: [PROVIDER_ACCOUNT] });
  const vpc = new InspectedVpc(stack, 'vpc', {
    ...{ name: 'appliances', cidrBlock: '10.100.0.0/20', tiers: ['isolated'], natGateways: 'none' },
    zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  });
  const fleet = new ApplianceFleet(stack, 'fleet', {
    ...{ name: 'appliances', vpcId: vpc.vpcId, subnets: vpc.subnets('isolated'), instanceType: 'c6in.large' },
    bootstrap: {
      ...{ kind: 'custom', imageId: 'ami-0123456789abcdef0', signalsReadiness: false },
      ...{ userData: '#!/bin/sh\n', healthCheck: { protocol: 'HTTP', port: 80, path: '/' } },
    },
    capacity: { min: 2, max: 4 },
    protection: 'off',
    service: { allowedPrincipals: [`arn:aws:iam::${consumerAccount}:root`], acceptance: 'by-provider' },
  });
  const service = stack.node.findAll().find((one) => one instanceof VpcEndpointService);
  if (service === undefined) throw new Error('a fleet has an endpoint service');
  accepted.forEach((vpcEndpointId, index) => {
    const connection = { vpcEndpointServiceId: service.id, vpcEndpointId };
    new VpcEndpointConnectionAccepter(stack, `endpoint-${index}`, connection);
  });
  const output = new TerraformOutput(stack, 'service', { value: fleet.serviceName });
  output.overrideLogicalId('service');
  return stack.toTerraform() as JsonObject;
}
