import type { VpcGraph } from '../../src/graph/vpc-graph';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, ref, type Said } from './estate-of';

export type Resources = Readonly<Record<string, Readonly<Record<string, Said>>>>;

const inVpc = { vpc_id: ref('aws_vpc.v.id') };
const zone = (letter: string) => ({ availability_zone: `us-east-1${letter}` });

/**
 * Two zones inspected before NAT by appliances of the same account: workloads 10.1.3.0/24 and 10.1.4.0/24, endpoints in
 * 10.1.5.0/24 and 10.1.6.0/24, NAT gateways in 10.1.1.0/24 and 10.1.2.0/24, the load balancer with an appliance each in
 * 10.1.7.0/24 and 10.1.8.0/24.
 */
export const GATEWAY_LOAD_BALANCER: Resources = {
  'aws_vpc.v': { cidr_block: '10.1.0.0/16', enable_dns_support: false },
  'aws_internet_gateway.igw': inVpc,
  ...zonal('a', 0),
  ...zonal('b', 1),
  'aws_lb.lb': {
    load_balancer_type: 'gateway',
    subnets: [ref('aws_subnet.l-a.id'), ref('aws_subnet.l-b.id')],
  },
  'aws_lb_target_group.g': { ...inVpc, protocol: 'GENEVE', port: 6081, target_type: 'instance' },
  'aws_lb_listener.l': {
    load_balancer_arn: ref('aws_lb.lb.arn'),
    default_action: [{ type: 'forward', target_group_arn: ref('aws_lb_target_group.g.arn') }],
  },
  'aws_vpc_endpoint_service.s': {
    acceptance_required: false,
    gateway_load_balancer_arns: [ref('aws_lb.lb.arn')],
  },
  'aws_security_group.appliance': {
    ...inVpc,
    ingress: [
      { protocol: 'udp', from_port: 6081, to_port: 6081, cidr_blocks: ['10.1.7.0/24', '10.1.8.0/24'] },
      { protocol: 'tcp', from_port: 80, to_port: 80, cidr_blocks: ['10.1.7.0/24', '10.1.8.0/24'] },
    ],
    egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }],
  },
};

function zonal(letter: string, index: number): Resources {
  const subnet = (third: number) => ({
    ...inVpc,
    ...zone(letter),
    cidr_block: `10.1.${third + index}.0/24`,
  });
  const table = (name: string, routes: readonly Said[]): Resources => ({
    [`aws_route_table.${name}-${letter}`]: { ...inVpc, route: routes },
    [`aws_route_table_association.${name}-${letter}`]: {
      subnet_id: ref(`aws_subnet.${name}-${letter}.id`),
      route_table_id: ref(`aws_route_table.${name}-${letter}.id`),
    },
  });
  const endpoint = ref(`aws_vpc_endpoint.e-${letter}.id`);
  return {
    [`aws_subnet.n-${letter}`]: subnet(1),
    [`aws_subnet.w-${letter}`]: subnet(3),
    [`aws_subnet.e-${letter}`]: subnet(5),
    [`aws_subnet.l-${letter}`]: subnet(7),
    [`aws_nat_gateway.nat-${letter}`]: {
      subnet_id: ref(`aws_subnet.n-${letter}.id`),
      allocation_id: `eipalloc-${letter}`,
    },
    [`aws_vpc_endpoint.e-${letter}`]: {
      ...inVpc,
      vpc_endpoint_type: 'GatewayLoadBalancer',
      service_name: ref('aws_vpc_endpoint_service.s.service_name'),
      subnet_ids: [ref(`aws_subnet.e-${letter}.id`)],
    },
    ...table('w', [{ cidr_block: '0.0.0.0/0', vpc_endpoint_id: endpoint }]),
    ...table('e', [{ cidr_block: '0.0.0.0/0', nat_gateway_id: ref(`aws_nat_gateway.nat-${letter}.id`) }]),
    ...table('n', [
      { cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.igw.id') },
      { cidr_block: `10.1.${3 + index}.0/24`, vpc_endpoint_id: endpoint },
    ]),
    ...table('l', []),
    [`aws_instance.appliance-${letter}`]: {
      subnet_id: ref(`aws_subnet.l-${letter}.id`),
      vpc_security_group_ids: [ref('aws_security_group.appliance.id')],
      source_dest_check: false,
    },
    [`aws_lb_target_group_attachment.t-${letter}`]: {
      target_group_arn: ref('aws_lb_target_group.g.arn'),
      target_id: ref(`aws_instance.appliance-${letter}.id`),
    },
  };
}

/** The world with other resources: what is said here of one replaces that argument, and `undefined` takes it away. */
export function graphWith(
  changes: Readonly<Record<string, Readonly<Record<string, Said>> | undefined>> = {},
): VpcGraph {
  const resources = new Map(Object.entries(GATEWAY_LOAD_BALANCER));
  for (const [address, said] of Object.entries(changes)) {
    if (said === undefined) resources.delete(address);
    else resources.set(address, { ...resources.get(address), ...said });
  }
  return readGraph(estateOf(Object.fromEntries(resources)));
}
