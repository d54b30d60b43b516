import type { Stack, Values } from '../stack';
import { aclRows, aclOf } from './acl-rows';
import { blocksOfVpc, blockText } from './block-text';
import { dnsRows } from './dns-rows';
import type { Network } from './network';
import { addressOf, blocksOf, listOf, resourcesOf, textOf } from './references';
import { listOfService, mainTable } from './routes';
import { transitRows } from './transit-rows';

// Some of what AWS puts into the lists of these services in us-east-1; https://ip-ranges.amazonaws.com, 2026-11.
const SERVICES: Readonly<Record<string, string>> = {
  s3: '52.216.0.0/15 3.5.0.0/19',
  dynamodb: '52.94.0.0/22',
};

/** Networks that a transit gateway joins, in the rows that the packet simulator reads. */
export function rowsOfAll(networks: readonly Network[]): string {
  const [first] = networks;
  const rows = networks.flatMap((network) => rowsOf(network).split('\n'));
  const transit = first === undefined || networks.length < 2 ? [] : transitRows(first.stack);
  // The internet gateway of one VPC is detached from the others.
  const attached = new Set(
    rows.filter((row) => !row.endsWith(' detached')).map((row) => row.split(' ', 2).join(' ')),
  );
  const isStale = (row: string) => row.endsWith(' detached') && attached.has(row.split(' ', 2).join(' '));
  return [...new Set([...rows.filter((row) => !isStale(row)), ...transit])].join('\n');
}

/** The network in the rows that the packet simulator reads. */
export function rowsOf(network: Network): string {
  const { stack, vpc, gateway, edge, subnets, endpoints } = network;
  const main = mainTable(stack, vpc);
  const tables = new Set([main, ...network.routes.map(({ table }) => table)]);
  const hasDns = stack.at('aws_vpc', vpc)['enable_dns_support'] !== false;
  return [
    `vpc ${vpc} ${blocksOfVpc(stack, vpc).join(' ')}${hasDns ? '' : ' no-dns'}`,
    ...resourcesOf(stack, 'aws_internet_gateway').map(({ address }) =>
      address === gateway
        ? `igw ${address} vpc=${vpc}${edge === undefined ? '' : ` edge=${edge}`}`
        : `igw ${address} detached`,
    ),
    ...resourcesOf(stack, 'aws_egress_only_internet_gateway').map(({ address }) => `eigw ${address}`),
    ...subnets.map(
      ({ address, zone, blocks, table = main, isPublic }) =>
        `subnet ${address} ${zone} ${blocks.join(' ')} vpc=${vpc} table=${table}${isPublic ? ' public' : ''}${aclOf(stack, vpc, address)}`,
    ),
    ...network.nats.map(({ address, name, subnet }) => {
      const isPrivate = stack.at('aws_nat_gateway', name)['connectivity_type'] === 'private';
      return `nat ${address} ${subnet}${isPrivate ? ' private' : ''}`;
    }),
    ...endpoints.map(
      ({ key, subnet, product }) => `endpoint ${key} ${subnet}${product === 'gwlb' ? ' gwlb' : ''}`,
    ),
    ...residents(stack),
    ...lists(stack),
    ...[...tables].map((table) => `table ${table}: ${routesOf(network, table)}`),
    ...aclRows(stack),
    ...dnsRows(stack, vpc),
    ...publicAccess(stack),
  ].join('\n');
}

function routesOf({ routes }: Network, table: string): string {
  return routes
    .filter((route) => route.table === table)
    .map(({ destination, target, isGone }) => `${destination} ${isGone ? '!>' : '>'} ${target}`)
    .join(' | ');
}

function residents(stack: Stack): string[] {
  const interfaces = resourcesOf(stack, 'aws_network_interface').map(
    ({ address, values }) =>
      `eni ${address} ${addressOf(values['subnet_id']) ?? '?'}${values['source_dest_check'] === false ? ' forwards' : ''}`,
  );
  const instances = resourcesOf(stack, 'aws_instance').map(
    ({ address, values }) =>
      `instance ${address} ${addressOf(values['subnet_id']) ?? '?'}${values['associate_public_ip_address'] === true ? ' public' : ''}`,
  );
  return [...interfaces, ...instances, ...publicFleets(stack)];
}

/** Subnets in which a group starts instances with public addresses. */
function publicFleets(stack: Stack): string[] {
  return resourcesOf(stack, 'aws_autoscaling_group').flatMap(({ name, values }) => {
    const [use] = blocksOf(values['launch_template']);
    const template = addressOf(use?.['id'])?.split('.')[1] ?? '';
    const interfaces = blocksOf(stack.find('aws_launch_template', template)?.['network_interfaces']);
    const isPublic = interfaces.some((one) => String(one['associate_public_ip_address']) === 'true');
    const subnets = listOf(values['vpc_zone_identifier']).map(addressOf);
    return isPublic ? subnets.map((subnet = '?', index) => `instance ${name}-${index} ${subnet} public`) : [];
  });
}

function lists(stack: Stack): string[] {
  const gateways = resourcesOf(stack, 'aws_vpc_endpoint').filter(
    ({ values }) => (values['vpc_endpoint_type'] ?? 'Gateway') === 'Gateway',
  );
  const services = new Set(gateways.map(({ values }) => listOfService(values)));
  const managed = resourcesOf(stack, 'aws_ec2_managed_prefix_list').map(({ address, values }) => {
    const blocks = blocksOf(values['entry']).map(({ cidr }) => blockText(stack, cidr));
    return `list pl-${address} ${blocks.join(' ')}`;
  });
  return [
    ...gateways.map(({ address, values }) => `s3 ${address}${isRestricted(values) ? ' restricted' : ''}`),
    ...[...services].map((list) => `list ${list} ${SERVICES[list.slice(3)] ?? '52.119.224.0/20'}`),
    ...managed,
  ];
}

/** Whether everything that a policy allows has a condition or names resources. */
function isRestricted({ policy }: Values): boolean {
  if (typeof policy !== 'string') return false;
  const { Statement: statements } = JSON.parse(policy) as { Statement: unknown };
  return blocksOf(statements).every(
    ({ Effect: effect, Condition: condition, Resource: resource }) =>
      effect === 'Deny' || condition !== undefined || listOf(resource).every((one) => one !== '*'),
  );
}

function publicAccess(stack: Stack): string[] {
  const modes = resourcesOf(stack, 'aws_vpc_block_public_access_options').map(
    ({ values }) => `bpa ${textOf(values['internet_gateway_block_mode']) ?? 'off'}`,
  );
  const exclusions = resourcesOf(stack, 'aws_vpc_block_public_access_exclusion').map(
    ({ values }) =>
      `exclude ${addressOf(values['subnet_id'] ?? values['vpc_id']) ?? '?'} ${textOf(values['internet_gateway_exclusion_mode']) ?? ''}`,
  );
  return [...modes, ...exclusions];
}
