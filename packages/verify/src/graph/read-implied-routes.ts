import { parseCidrBlock } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { reasonOf, type Value } from '../read/value';
import { scopeOf } from './doubts';
import type { GatewayEndpoint } from './gateway-endpoint';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import type { PrefixList } from './prefix-list';
import { regionalTableKey } from './parts';
import { readKeys } from './read-facts';
import type { Places } from './read-places';
import type { PlacedRoute } from './read-route-tables';
import type { Route, RouteTarget } from './route';

interface Surroundings {
  readonly places: Places;
  readonly prefixLists: ReadonlyMap<Key, PrefixList>;
  readonly gatewayEndpoints: ReadonlyMap<Key, GatewayEndpoint>;
}

const ANY_IPV4 = parseCidrBlock('0.0.0.0/0');

/** Routes that no argument called `route` tells: of gateway endpoints, propagation, regional NAT gateways, default VPCs. */
export function readImpliedRoutes(links: Links, around: Surroundings): readonly PlacedRoute[] {
  return [
    ...[...around.gatewayEndpoints.values()].flatMap((endpoint) => routesOfEndpoint(links, around, endpoint)),
    ...routesOfUnknownEndpoints(links, around),
    ...routesOfPropagation(links, around),
    ...routesToInternet(links, around),
  ];
}

function routesOfEndpoint(
  links: Links,
  around: Surroundings,
  endpoint: GatewayEndpoint,
): readonly PlacedRoute[] {
  const blocks =
    around.prefixLists.get(endpoint.prefixList)?.blocks ?? unknown('the list is not in the input');
  const route: Route = {
    destination: { kind: 'prefix-list', prefixList: endpoint.prefixList, blocks },
    target: { kind: 'gateway-endpoint', key: endpoint.key },
    origin: endpoint.key,
    isPropagated: false,
    isBlackhole: false,
  };
  const resource = links.at(endpoint.key) as Resource;
  return endpoint.routeTables.map((table): PlacedRoute => {
    const value = links.attribute(resource, 'route_table_ids');
    return place(links, table, route, value, endpoint.vpc);
  });
}

/** The table has one more route, and it is not known whereto. */
function routesOfUnknownEndpoints(links: Links, around: Surroundings): readonly PlacedRoute[] {
  return links.ofType('aws_vpc_endpoint_route_table_association').flatMap((resource): PlacedRoute[] => {
    const endpoint =
      links.keyOf(links.attribute(resource, 'vpc_endpoint_id')) ?? unknown('it names no endpoint');
    if (endpoint.is === 'known' && around.gatewayEndpoints.has(endpoint.value)) return [];
    const value = links.attribute(resource, 'route_table_id');
    const table = links.keyOf(value, 'route-table') ?? unknown('it names no route table');
    const reason = endpoint.is === 'known' ? `\`${endpoint.value}\` is not in the input` : endpoint.reason;
    const target: RouteTarget =
      endpoint.is === 'known'
        ? { kind: 'gateway-endpoint', key: endpoint.value }
        : { kind: 'unknown', reason: endpoint.reason };
    const route: Route = {
      destination: { kind: 'unknown', reason },
      target,
      origin: resource.address,
      isPropagated: false,
      isBlackhole: false,
    };
    return [place(links, table, route, value, undefined)];
  });
}

function routesOfPropagation(links: Links, around: Surroundings): readonly PlacedRoute[] {
  const inline = links.ofNoun('route-table').flatMap((table) =>
    readKeys(links, links.attribute(table, 'propagating_vgws')).map((gateway) => ({
      table: known(table.address),
      route: propagated(gateway, table.address),
    })),
  );
  const standalone = links.ofType('aws_vpn_gateway_route_propagation').map((resource) => {
    const gateway =
      links.keyOf(links.attribute(resource, 'vpn_gateway_id')) ?? unknown('it names no gateway');
    const value = links.attribute(resource, 'route_table_id');
    const table = links.keyOf(value, 'route-table') ?? unknown('it names no route table');
    const vpc = gateway.is === 'known' ? around.places.vpcOf(gateway.value) : undefined;
    return place(links, table, propagated(gateway, resource.address), value, vpc);
  });
  return [...inline, ...standalone];
}

function propagated(gateway: Known<Key>, origin: Key): Route {
  return {
    destination: { kind: 'unknown', reason: 'routes are learnt from the other side of the gateway' },
    target:
      gateway.is === 'known'
        ? { kind: 'vpn-gateway', key: gateway.value }
        : { kind: 'unknown', reason: gateway.reason },
    origin,
    isPropagated: true,
    isBlackhole: false,
  };
}

/** AWS gives the table of a regional NAT gateway, and the main table of a default VPC, a route to the internet. */
function routesToInternet(links: Links, around: Surroundings): readonly PlacedRoute[] {
  const regional = links
    .ofNoun('nat-gateway')
    .flatMap((nat): (readonly [Key, Key, Known<Key> | undefined])[] => {
      const table = regionalTableKey(nat.address);
      const isPart = links.parts.nouns.has(table);
      return isPart ? [[table, nat.address, links.keyOf(links.attribute(nat, 'vpc_id'), 'vpc')]] : [];
    });
  const defaults = links.ofType('aws_default_vpc').flatMap((vpc): (readonly [Key, Key, Known<Key>])[] => {
    const table = links.parts.ofVpc.get(vpc.address)?.['route-table'];
    const isPart = table !== undefined && links.at(table) === undefined;
    return isPart ? [[table, vpc.address, known(vpc.address)]] : [];
  });
  return [...regional, ...defaults].map(([table, origin, vpc]) => ({
    table: known(table),
    route: {
      destination: { kind: 'block', block: ANY_IPV4 },
      target: internetGatewayOf(links, around.places, valueOf(vpc)),
      origin,
      isPropagated: false,
      isBlackhole: false,
    },
  }));
}

function internetGatewayOf(links: Links, places: Places, vpc: Key | undefined): RouteTarget {
  const own = links
    .ofNoun('internet-gateway')
    .find((one) => vpc !== undefined && valueOf(places.vpcOf(one.address)) === vpc);
  if (own !== undefined) return { kind: 'internet-gateway', key: own.address };
  return vpc === undefined
    ? { kind: 'unknown', reason: 'the VPC of the internet gateway is not known' }
    : { kind: 'internet-gateway', key: `${vpc}/internet-gateway` };
}

function place(
  links: Links,
  table: Known<Key>,
  route: Route,
  value: Value,
  vpc: Known<Key> | undefined,
): PlacedRoute {
  if (table.is === 'known') return { table, route };
  const reason = `\`${route.origin}\` may have a route in it: ${reasonOf(value) ?? table.reason}`;
  return { table, route, doubt: { scope: scopeOf(links, value, 'route-table', vpc), reason } };
}
