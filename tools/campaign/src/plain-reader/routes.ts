import type { Stack, Values } from '../stack';
import { blockText } from './block-text';
import type { PlainEndpoint } from './network';
import { addressOf, blocksOf, listOf, resourcesOf, textOf } from './references';

export interface PlainRoute {
  /** Name of the `aws_route`; undefined for an inline route, and for one that a gateway endpoint brings. */
  readonly name: string | undefined;
  /** Address of the table; of the main one that of the `aws_default_route_table`, or a name of ours. */
  readonly table: string;
  /** A block, or the id of a prefix list, which begins with `pl-`. */
  readonly destination: string;
  /** Address or key of a node, or an id; `local`. */
  readonly target: string;
  /** Nothing is there any more. */
  readonly isGone: boolean;
}

const DESTINATIONS = [
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'cidr_block',
  'ipv6_cidr_block',
];
const TARGETS = [
  ...['gateway_id', 'nat_gateway_id', 'vpc_endpoint_id', 'egress_only_gateway_id', 'transit_gateway_id'],
  ...['vpc_peering_connection_id', 'network_interface_id', 'core_network_arn', 'carrier_gateway_id'],
];

/** Routes of their own, inline ones, and those of gateway endpoints. */
export function readRoutes(stack: Stack, endpoints: readonly PlainEndpoint[]): PlainRoute[] {
  const single = resourcesOf(stack, 'aws_route').map(({ name, values }) =>
    readRoute(stack, endpoints, name, tableOf(stack, values['route_table_id']), values),
  );
  const inline = ['aws_route_table', 'aws_default_route_table']
    .flatMap((type) => resourcesOf(stack, type))
    .flatMap(({ address, values }) =>
      blocksOf(values['route']).map((block) => readRoute(stack, endpoints, undefined, address, block)),
    );
  const implied = resourcesOf(stack, 'aws_vpc_endpoint')
    .filter(({ values }) => (values['vpc_endpoint_type'] ?? 'Gateway') === 'Gateway')
    .flatMap(({ address, values }) =>
      listOf(values['route_table_ids']).map((table) => ({
        name: undefined,
        table: tableOf(stack, table),
        destination: listOfService(values),
        target: address,
        isGone: false,
      })),
    );
  return [...single, ...inline, ...implied];
}

/** AWS keeps the list of a service; ours is named after it, see `rowsOf`. */
export function listOfService(values: Values): string {
  return `pl-${textOf(values['service_name'])?.split('.').at(-1) ?? 'service'}`;
}

function tableOf(stack: Stack, value: unknown): string {
  const address = addressOf(value);
  if (address === undefined) throw new Error(`\`${String(value)}\` is no route table that is read here`);
  // The main table is told as that of the VPC, or as the resource that adopts it.
  return address.startsWith('aws_vpc.') ? mainTable(stack, address.slice('aws_vpc.'.length)) : address;
}

/** The table of subnets without an association. */
export function mainTable(stack: Stack, vpc: string): string {
  const adopted = resourcesOf(stack, 'aws_default_route_table').find(
    ({ values }) => addressOf(values['default_route_table_id']) === `aws_vpc.${vpc}`,
  );
  const replaced = resourcesOf(stack, 'aws_main_route_table_association').find(
    ({ values }) => addressOf(values['vpc_id']) === `aws_vpc.${vpc}`,
  );
  return addressOf(replaced?.values['route_table_id']) ?? adopted?.address ?? `main-of-${vpc}`;
}

function readRoute(
  stack: Stack,
  endpoints: readonly PlainEndpoint[],
  name: string | undefined,
  table: string,
  values: Values,
): PlainRoute {
  const list = textOf(values['destination_prefix_list_id']);
  const block = DESTINATIONS.map((argument) => blockText(stack, values[argument])).find(
    (one) => one !== undefined,
  );
  const said = TARGETS.map((argument) => textOf(values[argument])).find((one) => one !== undefined) ?? '';
  const endpoint = endpoints.find(({ target }) => target === said);
  const target = endpoint?.key ?? addressOf(said) ?? said;
  const [, type = '', key = ''] = /^(aws_\w+)\.([\w-]+)$/.exec(target) ?? [];
  const isReference = type !== '';
  // An id of something that the input does not hold is as good as gone.
  const isStray = /^(nat|igw|eigw|eni|vpce)-/.test(target) && endpoint === undefined;
  return {
    ...{ name, table, target },
    destination: list === undefined ? (block ?? '') : `pl-${addressOf(list) ?? list}`,
    isGone: isStray || (isReference && endpoint === undefined && stack.find(type, key) === undefined),
  };
}
