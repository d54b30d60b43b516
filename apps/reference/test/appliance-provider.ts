import type { JsonObject } from '@inspected-egress/terraform';

/** Whose appliances stand behind the Gateway Load Balancer. */
export const PROVIDER_ACCOUNT = '444455556666';

/**
 * The service provider's side of a Gateway Load Balancer: a VPC, the load balancer, an endpoint service that admits one
 * account and asks for acceptance, and the acceptance of the endpoints that are named.
 */
export function applianceProvider(consumerAccount: string, accepted: readonly string[]): JsonObject {
  const acceptances = accepted.map((id, index): [string, JsonObject] => [
    `endpoint-${index}`,
    { vpc_endpoint_service_id: '${aws_vpc_endpoint_service.appliances.id}', vpc_endpoint_id: id },
  ]);
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
    provider: { aws: [{ region: 'us-east-1', allowed_account_ids: [PROVIDER_ACCOUNT] }] },
    resource: {
      aws_vpc: { appliances: { cidr_block: '10.100.0.0/24' } },
      aws_subnet: {
        a: subnet('10.100.0.0/28', 'us-east-1a'),
        b: subnet('10.100.0.16/28', 'us-east-1b'),
      },
      aws_lb: {
        appliances: {
          name: 'appliances',
          load_balancer_type: 'gateway',
          subnets: ['${aws_subnet.a.id}', '${aws_subnet.b.id}'],
        },
      },
      aws_lb_target_group: {
        appliances: {
          name: 'appliances',
          protocol: 'GENEVE',
          port: 6081,
          vpc_id: '${aws_vpc.appliances.id}',
          health_check: [{ protocol: 'HTTP', port: '80', path: '/' }],
        },
      },
      aws_lb_listener: {
        appliances: {
          load_balancer_arn: '${aws_lb.appliances.arn}',
          default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.appliances.arn}' }],
        },
      },
      aws_vpc_endpoint_service: {
        appliances: {
          acceptance_required: true,
          allowed_principals: [`arn:aws:iam::${consumerAccount}:root`],
          gateway_load_balancer_arns: ['${aws_lb.appliances.arn}'],
        },
      },
      ...(acceptances.length === 0
        ? {}
        : { aws_vpc_endpoint_connection_accepter: Object.fromEntries(acceptances) }),
    },
    output: { service: { value: '${aws_vpc_endpoint_service.appliances.service_name}' } },
  };
}

const subnet = (block: string, zone: string): JsonObject => ({
  vpc_id: '${aws_vpc.appliances.id}',
  cidr_block: block,
  availability_zone: zone,
});
