import type { Resource, Synthesized } from './synthesized-network';

type Family = 'ipv4' | 'ipv6';

/** Hops of one packet out and of its reply, each a zone letter and a noun: `a nat`, `a endpoint`, `internet gateway`. */
export interface RoundTrip {
  readonly out: string;
  readonly back: string;
}

/**
 * Follows a packet of a workload in a protected subnet to the internet, and the reply, through nothing but what the
 * Terraform JSON says: associations, route tables, routes. An address is known by the subnet that holds it.
 */
export function roundTrip(network: Synthesized, zone: string, family: Family): RoundTrip {
  const workload = `vpc/${zone}-protected/subnet`;
  const out = [`${zone} workload`];
  let source = workload;
  let at = workload;
  for (let hop = 0; hop < 8; hop += 1) {
    const target = lookup(network, tableOfSubnet(network, at), family, 'internet');
    out.push(nameOf(target));
    if (target === undefined || target.type.endsWith('internet_gateway')) break;
    at = subnetOf(network, target);
    if (target.type === 'aws_nat_gateway') source = at;
  }

  const back = ['internet gateway'];
  let destination = source;
  let table = network
    .ofType('aws_route_table_association')
    .filter((one) => one.body['gateway_id'] !== undefined)
    .map((one) => network.referredBy(one.body['route_table_id']))[0];
  for (let hop = 0; hop < 8; hop += 1) {
    const target = table === undefined ? undefined : lookup(network, table, family, destination);
    if (target === undefined) {
      // The local route: delivered to whoever has the address.
      if (destination === workload) {
        back.push(`${zone} workload`);
        break;
      }
      const nat = network.ofType('aws_nat_gateway').find((one) => subnetOf(network, one) === destination);
      back.push(nameOf(nat));
      if (nat === undefined) break;
      table = tableOfSubnet(network, destination);
      destination = workload;
    } else {
      back.push(nameOf(target));
      table = tableOfSubnet(network, subnetOf(network, target));
    }
  }
  return { out: out.join(' > '), back: back.join(' > ') };
}

/** The target of the most specific route, or undefined for the local one and for none. */
function lookup(
  network: Synthesized,
  table: Resource,
  family: Family,
  destination: string,
): Resource | undefined {
  const attribute = family === 'ipv4' ? 'destination_cidr_block' : 'destination_ipv6_cidr_block';
  const routes = network
    .ofType('aws_route')
    .filter((route) => network.referredBy(route.body['route_table_id']) === table)
    .map((route) => ({ route, destination: destinationOf(network, route.body[attribute]) }));
  const wanted = destination === 'internet' ? 'anywhere' : destination;
  return targetOf(network, routes.find((one) => one.destination === wanted)?.route);
}

/** The subnet whose whole block is the destination, or `anywhere`. */
function destinationOf(network: Synthesized, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === '0.0.0.0/0' || value === '::/0') return 'anywhere';
  const subnet = network.ofType('aws_subnet').find((one) => one.body['cidr_block'] === value);
  return (subnet ?? network.referredBy(value))?.path ?? `no subnet ${String(value)}`;
}

export function targetOf(network: Synthesized, route: Resource | undefined): Resource | undefined {
  const { nat_gateway_id, gateway_id, vpc_endpoint_id, egress_only_gateway_id } = route?.body ?? {};
  return network.referredBy(nat_gateway_id ?? gateway_id ?? vpc_endpoint_id ?? egress_only_gateway_id);
}

function tableOfSubnet(network: Synthesized, subnet: string): Resource {
  const table = network
    .ofType('aws_route_table_association')
    .filter((one) => network.referredBy(one.body['subnet_id'])?.path === subnet)
    .map((one) => network.referredBy(one.body['route_table_id']))[0];
  if (table === undefined) throw new Error(`${subnet} is on the main route table`);
  return table;
}

function subnetOf(network: Synthesized, { body }: Resource): string {
  const subnet = network.referredBy(body['subnet_id'] ?? (body['subnet_ids'] as readonly string[])[0]);
  if (subnet === undefined) throw new Error('a hop without a subnet');
  return subnet.path;
}

function nameOf(hop: Resource | undefined): string {
  if (hop === undefined) return 'no route';
  if (hop.type === 'aws_internet_gateway') return 'internet gateway';
  if (hop.type === 'aws_egress_only_internet_gateway') return 'egress-only gateway';
  const noun = hop.type === 'aws_nat_gateway' ? 'nat' : 'endpoint';
  return `${/(?:^|\/)([a-h])-/.exec(hop.path)?.[1] ?? '?'} ${noun}`;
}
