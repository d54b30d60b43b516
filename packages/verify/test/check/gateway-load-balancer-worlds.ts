import { ref, type Said } from '../support/estate-of';
import { graphWith } from '../support/gateway-load-balancer';
import type { World } from './worlds';

type Changes = Readonly<Record<string, Readonly<Record<string, Said>> | undefined>>;

const GROUP = 'aws_lb_target_group.g';
const SERVICE = 'aws_vpc_endpoint_service.s';
const APPLIANCES = ['aws_instance.appliance-a', 'aws_instance.appliance-b'];
const PORT = { protocol: 'udp', from_port: 6081, to_port: 6081 };

function world(check: World['check'], what: string, changes: Changes, put: Changes = {}): World {
  return { check, what, broken: () => graphWith(changes), fixed: () => graphWith(put) };
}

const instance = (said: Readonly<Record<string, Said>> = {}): Changes => ({
  'aws_instance.i': { subnet_id: ref('aws_subnet.w-a.id'), ...said },
});
const appliances = (mtu: number): Changes =>
  Object.fromEntries(APPLIANCES.map((key) => [key, { user_data: `ip link set eth0 mtu ${mtu}` }]));
const accepter = (letter: string): Changes => ({
  [`aws_vpc_endpoint_connection_accepter.${letter}`]: {
    vpc_endpoint_service_id: ref(`${SERVICE}.id`),
    vpc_endpoint_id: ref(`aws_vpc_endpoint.e-${letter}.id`),
  },
});
const endpoint = (service: string): Changes => ({
  [`aws_vpc_endpoint.${service}`]: {
    vpc_id: ref('aws_vpc.v.id'),
    vpc_endpoint_type: 'Interface',
    service_name: `com.amazonaws.us-east-1.${service}`,
    subnet_ids: [ref('aws_subnet.w-a.id')],
    private_dns_enabled: true,
  },
});
const CUT_OFF: Changes = { 'aws_route_table.w-a': { route: [] } };
const ASKS = { [SERVICE]: { acceptance_required: true } };

/** Of appliances in the input, and what leads to them. */
export const GATEWAY_LOAD_BALANCER_WORLDS: readonly World[] = [
  world('V07', 'the service has no load balancer node in the zone of an endpoint', {
    'aws_lb.lb': { subnets: [ref('aws_subnet.l-a.id')] },
  }),
  world('V07', 'a zone has two endpoints of one service', {
    'aws_vpc_endpoint.e-b': { subnet_ids: [ref('aws_subnet.e-a.id')] },
  }),
  world('V07', 'an endpoint names two subnets', {
    'aws_vpc_endpoint.e-b': { subnet_ids: [ref('aws_subnet.e-a.id'), ref('aws_subnet.e-b.id')] },
  }),
  world('V21', 'appliances are spoken to by another protocol', { [GROUP]: { protocol: 'TCP' } }),
  world('V21', 'appliances are spoken to at another port', { [GROUP]: { port: 6082 } }),
  world(
    'V21',
    'the health check leaves out its port',
    { [GROUP]: { health_check: [{ protocol: 'TCP' }] } },
    { [GROUP]: { health_check: [{ protocol: 'TCP', port: '80' }] } },
  ),
  world(
    'V21',
    'flows go on with appliances that fail, and not with those that are deregistered',
    { [GROUP]: { target_failover: [{ on_deregistration: 'rebalance', on_unhealthy: 'no_rebalance' }] } },
    { [GROUP]: { target_failover: [{ on_deregistration: 'rebalance', on_unhealthy: 'rebalance' }] } },
  ),
  world(
    'V21',
    'a zone has no appliance',
    { 'aws_lb_target_group_attachment.t-b': undefined },
    {
      'aws_lb_target_group_attachment.t-b': undefined,
      'aws_lb.lb': { enable_cross_zone_load_balancing: true },
    },
  ),
  world('V21', 'security groups let GENEVE in from one zone', {
    'aws_security_group.appliance': { ingress: [{ ...PORT, cidr_blocks: ['10.1.7.0/24'] }] },
  }),
  world('V21', 'security groups let GENEVE in from members of a group', {
    'aws_security_group.appliance': { ingress: [{ ...PORT, self: true }] },
  }),
  world('V22', 'appliances take packets of 1500 bytes', appliances(1500), appliances(9001)),
  world(
    'V22',
    'a workload sends more than a load balancer takes',
    { ...appliances(9001), ...instance({ user_data: '#cloud-config\nnetwork: {mtu: 9001}' }) },
    { ...appliances(9001), ...instance({ user_data: '#cloud-config\nnetwork: {mtu: 8500}' }) },
  ),
  world(
    'V23',
    'the load balancer forgets flows that the NAT gateway keeps',
    { 'aws_lb_listener.l': { tcp_idle_timeout_seconds: 120 } },
    { 'aws_lb_listener.l': { tcp_idle_timeout_seconds: 350 } },
  ),
  world(
    'V23',
    'a workload keeps connections alive too late',
    instance({ user_data: 'sysctl -w net.ipv4.tcp_keepalive_time=7200' }),
    instance({ user_data: 'sysctl -w net.ipv4.tcp_keepalive_time=300' }),
  ),
  world('V27', 'nobody accepts what the service asks for', ASKS, {
    ...ASKS,
    ...accepter('a'),
    ...accepter('b'),
  }),
  world(
    'V28',
    'nothing leaves the subnet of an instance, and the VPC has no endpoints',
    { ...instance(), ...CUT_OFF },
    { ...instance(), ...CUT_OFF, ...endpoint('ssm'), ...endpoint('ssmmessages') },
  ),
];
