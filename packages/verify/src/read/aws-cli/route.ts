import { known, objectOfFields, unknown, type Value } from '../value';
import type { Answers } from './answers';
import { blocksIn } from './block-association';
import type { Item } from './item';
import type { TargetState } from './target-state';

// Members of EC2 and the arguments of a route in `aws_route_table`.
const DESTINATIONS = {
  DestinationCidrBlock: 'cidr_block',
  DestinationIpv6CidrBlock: 'ipv6_cidr_block',
  DestinationPrefixListId: 'destination_prefix_list_id',
} as const;

/** In the order in which one is looked at; a route to an interface names its instance as well. */
const TARGETS = {
  GatewayId: 'gateway_id',
  NatGatewayId: 'nat_gateway_id',
  EgressOnlyInternetGatewayId: 'egress_only_gateway_id',
  NetworkInterfaceId: 'network_interface_id',
  InstanceId: 'instance_id',
  TransitGatewayId: 'transit_gateway_id',
  VpcPeeringConnectionId: 'vpc_peering_connection_id',
  CarrierGatewayId: 'carrier_gateway_id',
  LocalGatewayId: 'local_gateway_id',
  CoreNetworkArn: 'core_network_arn',
  OdbNetworkArn: 'odb_network_arn',
} as const;

/** A route as a block of its table. A target that is there and does not take packets yet makes a black hole. */
export function routeOf(route: Item, stateOf: (target: string) => TargetState): Value {
  const fields = new Map<string, Value>();
  for (const [member, name] of Object.entries(DESTINATIONS)) fields.set(name, known(route.text(member)));
  const targets = Object.entries(TARGETS).map(([member, name]) => [name, route.text(member)] as const);
  for (const [name, id] of targets) fields.set(name, known(id));
  fields.set('origin', known(route.text('Origin')));
  const [first] = targets.filter(([, id]) => id !== undefined);
  const state = route.text('State') ?? 'active';
  const target: TargetState =
    state === 'blackhole'
      ? { is: 'gone' }
      : state === 'active'
        ? stateOf(first?.[1] ?? '')
        : { is: 'unknown', reason: `the route is \`${state}\`` };
  fields.set('state', known(target.is === 'gone' ? 'blackhole' : 'active'));
  if (target.is === 'unknown' && first !== undefined) fields.set(first[0], unknown(target.reason));
  return objectOfFields(fields);
}

/** Whether it is the local route that every block of the VPC has in every table. */
export function isImplied(answers: Answers, table: Item, route: Item): boolean {
  const vpc = answers.byId('Vpcs').get(table.text('VpcId') ?? '');
  if (route.text('GatewayId') !== 'local' || vpc === undefined) return false;
  const block = route.text('DestinationCidrBlock') ?? route.text('DestinationIpv6CidrBlock') ?? '';
  return [vpc.text('CidrBlock'), ...blocksIn(vpc, ''), ...blocksIn(vpc, 'Ipv6')].includes(block);
}
