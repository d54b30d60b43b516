import { objectOf, textOf, type JsonObject, type JsonValue } from '@inspected-egress/terraform';

/** A resource of a state, with the values that AWS gave it. */
interface Resource {
  readonly type: string;
  readonly values: JsonObject;
}

/** Which endpoint each zone has, and where the routes of a zone lead, read from a state alone. */
export interface AppliedNetwork {
  /** Of each zone, the endpoint that stands in a firewall subnet of it. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** `<zone> <tier> -> <target>` of each default route, and `gateway <zone> -> <target>` of each return route, sorted. */
  readonly routes: readonly string[];
}

/**
 * Reads a `terraform show -json` of a state of the reference architecture. Zones and tiers of route tables come from the
 * subnets that are associated with them, the gateway table is the one that the internet gateway is. Endpoints that the state knows by their ids
 * alone are told by them.
 */
export function appliedNetwork(state: string): AppliedNetwork {
  const resources = resourcesIn(state);
  const of = (type: string) => resources.filter((one) => one.type === type).map(({ values }) => values);
  const subnets = of('aws_subnet');
  const endpoints = endpointsOf(of);
  const placeOf = placesOf(of('aws_route_table_association'), subnets);
  const zoneOfBlock = (block: JsonValue | undefined) =>
    text(
      subnets.find((one) => one['cidr_block'] === block || one['ipv6_cidr_block'] === block)?.[
        'availability_zone'
      ],
    );
  const targetOf = (route: JsonObject) => {
    const id = text(TARGETS.map((name) => route[name]).find((value) => value !== null && value !== ''));
    const zone = Object.entries(endpoints).find(([, endpoint]) => endpoint === id)?.[0];
    return zone === undefined ? id.replace(/^(igw|nat)-[0-9a-f]+$/, '$1') : `endpoint of ${zone}`;
  };
  const routes = of('aws_route').map((route) => {
    const place = placeOf(text(route['route_table_id']));
    const block = [route['destination_cidr_block'], route['destination_ipv6_cidr_block']].find(
      (one) => one !== '' && one !== null,
    );
    const where = place === 'gateway' ? `gateway ${zoneOfBlock(block)}` : `${place} ${text(block)}`;
    return `${where} -> ${targetOf(route)}`;
  });
  return { endpoints, routes: routes.sort() };
}

const TARGETS = ['vpc_endpoint_id', 'nat_gateway_id', 'gateway_id', 'egress_only_gateway_id'];

function endpointsOf(of: (type: string) => readonly JsonObject[]): Record<string, string> {
  const zoneOf = (subnet: JsonValue | undefined) =>
    text(of('aws_subnet').find(({ id }) => id === subnet)?.['availability_zone']);
  const own = of('aws_networkfirewall_firewall').flatMap(({ firewall_status: status }) =>
    lists(lists(status)[0]?.['sync_states']).map((sync): [string, string] => [
      text(sync['availability_zone']),
      text(lists(sync['attachment'])[0]?.['endpoint_id']),
    ]),
  );
  const other = of('aws_vpc_endpoint')
    .filter(({ vpc_endpoint_type: type }) => type === 'GatewayLoadBalancer')
    .map((endpoint): [string, string] => [zoneOf(list(endpoint['subnet_ids'])[0]), text(endpoint['id'])]);
  return Object.fromEntries([...own, ...other]);
}

/** `<zone> <tier>` of a route table with subnets, `gateway` of the one that is associated with a gateway. */
function placesOf(
  associations: readonly JsonObject[],
  subnets: readonly JsonObject[],
): (table: string) => string {
  const places = new Map(
    associations.map(({ route_table_id: table, gateway_id: gateway, subnet_id: id }) => {
      if (typeof gateway === 'string' && gateway.startsWith('igw-')) return [text(table), 'gateway'];
      const subnet = subnets.find((one) => one['id'] === id) ?? {};
      const [, tier] = text(objectOf(subnet['tags'])['Name']).split(' '); // `dev nat us-east-1a`
      return [text(table), `${text(subnet['availability_zone'])} ${tier}`];
    }),
  );
  return (table) => places.get(table) ?? table;
}

function resourcesIn(state: string): readonly Resource[] {
  const { values } = JSON.parse(state) as { values: { root_module: { resources: readonly Resource[] } } };
  return values.root_module.resources;
}

const text = (value: JsonValue | undefined): string => textOf(value) ?? '';
const list = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const lists = (value: JsonValue | undefined) => list(value) as readonly JsonObject[];
