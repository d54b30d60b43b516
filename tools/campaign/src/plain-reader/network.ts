import type { Stack } from '../stack';
import { blockText } from './block-text';
import { addressOf, blocksOf, listOf, refer, resourcesOf, textOf } from './references';
import { mainTable, readRoutes, type PlainRoute } from './routes';

/** What a subnet is for: it holds NAT gateways, firewall endpoints, an attachment, or whatever else, which may send packets. */
export type Role = 'workload' | 'nat' | 'firewall' | 'transit';

export interface PlainSubnet {
  readonly address: string;
  readonly name: string;
  readonly zone: string;
  readonly blocks: readonly string[];
  readonly role: Role;
  /** The table associated with it; undefined for the main one. */
  readonly table: string | undefined;
  readonly isPublic: boolean;
}

export interface PlainEndpoint {
  readonly key: string;
  readonly subnet: string;
  /** What a route says to lead here. */
  readonly target: string;
  readonly product: 'gwlb' | 'network-firewall';
}

/** What decides where packets of one VPC go, as a person who reads `cdk.tf.json` sees it. Shares no code with the verifier. */
export interface Network {
  readonly stack: Stack;
  /** Name of the `aws_vpc`. */
  readonly vpc: string;
  /** The internet gateway that is attached to it. */
  readonly gateway: string | undefined;
  /** The table that the internet gateway is associated with. */
  readonly edge: string | undefined;
  readonly subnets: readonly PlainSubnet[];
  readonly nats: readonly { readonly address: string; readonly name: string; readonly subnet: string }[];
  readonly endpoints: readonly PlainEndpoint[];
  readonly routes: readonly PlainRoute[];
}

/**
 * The VPCs of a stack, in the order of their names.
 *
 * @param given - subnets of endpoints that the stack knows by their ids alone
 * @throws Error when the stack says something that is not read here
 */
export function readNetworks(stack: Stack, given: Readonly<Record<string, string>> = {}): readonly Network[] {
  const endpoints = readEndpoints(stack, given);
  const routes = readRoutes(stack, endpoints);
  return stack
    .namesOf('aws_vpc')
    .sort()
    .map((vpc) => readNetwork(stack, vpc, endpoints, routes));
}

function readNetwork(
  stack: Stack,
  vpc: string,
  allEndpoints: readonly PlainEndpoint[],
  allRoutes: readonly PlainRoute[],
): Network {
  const own = (type: string) =>
    resourcesOf(stack, type).filter(({ values }) => addressOf(values['vpc_id']) === `aws_vpc.${vpc}`);
  const places = own('aws_subnet').map(({ address }) => address);
  const endpoints = allEndpoints.filter(({ subnet }) => places.includes(subnet));
  const nats = resourcesOf(stack, 'aws_nat_gateway')
    .map(({ address, name, values }) => ({ address, name, subnet: addressOf(values['subnet_id']) ?? '' }))
    .filter(({ subnet }) => places.includes(subnet));
  const associations = resourcesOf(stack, 'aws_route_table_association').map(({ values }) => values);
  const tableOf = (argument: string, address: string) =>
    addressOf(associations.find((values) => addressOf(values[argument]) === address)?.['route_table_id']);
  const [gateway] = own('aws_internet_gateway').map(({ address }) => address);
  const holds = (nodes: readonly { readonly subnet: string }[], address: string) =>
    nodes.some(({ subnet }) => subnet === address);
  const attached = own('aws_ec2_transit_gateway_vpc_attachment').flatMap(({ values }) =>
    listOf(values['subnet_ids']).map((id) => ({ subnet: addressOf(id) ?? '' })),
  );
  const tables = [...own('aws_route_table').map(({ address }) => address), mainTable(stack, vpc)];
  return {
    ...{ stack, vpc, gateway, nats, endpoints },
    edge: gateway === undefined ? undefined : tableOf('gateway_id', gateway),
    subnets: own('aws_subnet').map(({ address, name, values }) => ({
      address,
      name,
      zone: textOf(values['availability_zone']) ?? '?',
      blocks: [values['cidr_block'], values['ipv6_cidr_block']].flatMap((one) => blockText(stack, one) ?? []),
      role: holds(endpoints, address)
        ? 'firewall'
        : holds(nats, address)
          ? 'nat'
          : holds(attached, address)
            ? 'transit'
            : 'workload',
      table: tableOf('subnet_id', address),
      isPublic: values['map_public_ip_on_launch'] === true,
    })),
    routes: allRoutes.filter(({ table }) => tables.includes(table)),
  };
}

function readEndpoints(stack: Stack, given: Readonly<Record<string, string>>): PlainEndpoint[] {
  const firewalls = resourcesOf(stack, 'aws_networkfirewall_firewall').flatMap(({ address, values }) =>
    blocksOf(values['subnet_mapping']).flatMap(({ subnet_id: id }): PlainEndpoint[] => {
      const subnet = addressOf(id);
      if (subnet === undefined) return [];
      const states = `${address}.firewall_status[0].sync_states`;
      const target = `\${one([for s in ${states} : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == ${subnet}.id])}`;
      return [{ key: `${address}/${subnet}`, subnet, target, product: 'network-firewall' }];
    }),
  );
  const balanced = resourcesOf(stack, 'aws_vpc_endpoint').flatMap(({ address, values }): PlainEndpoint[] => {
    const [subnet] = listOf(values['subnet_ids']).map(addressOf);
    return values['vpc_endpoint_type'] === 'GatewayLoadBalancer' && subnet !== undefined
      ? [{ key: address, subnet, target: refer(address), product: 'gwlb' }]
      : [];
  });
  const adopted = Object.entries(given).map(
    ([id, subnet]): PlainEndpoint => ({ key: id, subnet, target: id, product: 'gwlb' }),
  );
  return [...firewalls, ...balanced, ...adopted];
}
