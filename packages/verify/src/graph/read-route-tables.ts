import type { Resource } from '../read/estate';
import { append } from './append';
import { compareKeys, inKeyOrder } from './compare-keys';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { GatewayEndpoint } from './gateway-endpoint';
import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { identified } from './node-of';
import type { PrefixList } from './prefix-list';
import type { Associations } from './read-associations';
import type { MainTables } from './read-main-tables';
import type { Places } from './read-places';
import { readImpliedRoutes } from './read-implied-routes';
import { readInlineRoutes, readRoute } from './read-routes';
import type { Route } from './route';
import type { RouteTable } from './route-table';
import { sortRoutes } from './sort-routes';

/** A route, and what is known of the table that it is in. */
export interface PlacedRoute {
  readonly table: Known<Key>;
  readonly route: Route;
  /** Absent for a route whose table is known. */
  readonly doubt?: Doubt;
}

interface Surroundings {
  readonly places: Places;
  readonly mains: MainTables;
  readonly associations: Associations;
  readonly prefixLists: ReadonlyMap<Key, PrefixList>;
  readonly gatewayEndpoints: ReadonlyMap<Key, GatewayEndpoint>;
}

export function readRouteTables(links: Links, around: Surroundings): ReadonlyMap<Key, RouteTable> {
  const placed = [...readStandalone(links, around), ...readImpliedRoutes(links, around)];
  const doubts = collectDoubts([
    ...placed.flatMap(({ doubt }) => (doubt === undefined ? [] : [doubt])),
    ...readRouteServers(links),
  ]);
  const routes = new Map<Key, Route[]>();
  for (const { table, route } of placed) {
    if (table.is === 'known') append(routes, table.value, route);
  }
  const edges = invert(around.associations.gateways);
  const mains = new Set([...links.parts.ofVpc.keys()].map((vpc) => valueOf(around.mains.of(vpc))));
  const keys = new Set<Key>([
    ...links.ofNoun('route-table').map((table) => table.address),
    ...[...links.parts.ofVpc.values()].map((parts) => parts['route-table']),
    ...routes.keys(),
    ...around.associations.tables,
  ]);
  const tables = [...keys].map((key): RouteTable => {
    const resource = links.at(key);
    const inline = resource && readInlineRoutes(links, around.prefixLists, resource);
    const vpc = around.places.vpcOf(key);
    const doubt = doubtAbout(doubts, key, vpc) ?? (inline ? inline.doubt : doubtOfPart(links, key, vpc));
    const standalone = routes.get(key) ?? NO_ROUTES;
    const table: RouteTable = {
      key,
      isDeclared: resource !== undefined,
      vpc,
      isMain: mains.has(key),
      routes: sortRoutes(
        inline === undefined || inline.routes.length === 0 ? standalone : [...standalone, ...inline.routes],
      ),
      edgeOf: edges.get(key) ?? [],
    };
    return identified(doubt === undefined ? table : { ...table, doubt }, resource);
  });
  return inKeyOrder(tables.map((table) => [table.key, table]));
}

const NO_ROUTES: readonly Route[] = [];

function readStandalone(links: Links, around: Surroundings): readonly PlacedRoute[] {
  return links.ofType('aws_route').map((resource): PlacedRoute => {
    const value = links.attribute(resource, 'route_table_id');
    const table = links.keyOf(value, 'route-table') ?? unknown('it names no route table');
    const route = readRoute(links, around.prefixLists, resource);
    if (table.is === 'known') {
      const doubt = doubtOfAsked(links, around, resource, table.value);
      return doubt === undefined ? { table, route } : { table, route, doubt };
    }
    const reason = `\`${resource.address}\` may be in it: ${table.reason}`;
    // Such a target and the table that names it are in one VPC.
    const isInside = 'key' in route.target && INSIDE.has(route.target.kind);
    const vpc = isInside && 'key' in route.target ? around.places.vpcOf(route.target.key) : undefined;
    return { table, route, doubt: { scope: scopeOf(links, value, 'route-table', vpc), reason } };
  });
}

const INSIDE = new Set(['internet-gateway', 'nat-gateway', 'firewall-endpoint', 'egress-only-gateway']);

/** A table that AWS is asked for by filter may be one that the input describes by another address. */
function doubtOfAsked(links: Links, around: Surroundings, route: Resource, table: Key): Doubt | undefined {
  const resource = links.at(table);
  if (resource?.mode !== 'data' || resource.id !== undefined) return undefined;
  const vpc = around.places.vpcOf(table);
  const scope = scopeOf(links, { kind: 'absent' }, 'route-table', vpc);
  return { scope, reason: `\`${route.address}\` may be in it: AWS is asked for the table at apply` };
}

/** A route server writes routes by itself; EC2 API "EnableRouteServerPropagation", 2026-11. */
function readRouteServers(links: Links): readonly Doubt[] {
  return links.ofType('aws_vpc_route_server_propagation').map((resource) => {
    const value = links.attribute(resource, 'route_table_id');
    const table = valueOf(links.keyOf(value, 'route-table'));
    const scope =
      table === undefined
        ? scopeOf(links, value, 'route-table')
        : ({ of: 'nodes', keys: new Set([table]) } as const);
    return { scope, reason: `\`${resource.address}\` writes routes that the input does not tell` };
  });
}

/** A VPC starts with a table of local routes alone. One that is there already may have been changed since. */
function doubtOfPart(links: Links, key: Key, vpc: Known<Key>): string | undefined {
  const owner = valueOf(vpc);
  if (owner === undefined) return `\`${key}\` is not in the input`;
  const resource = links.at(owner);
  const isNew = resource?.mode === 'managed' && resource.id === undefined && resource.type === 'aws_vpc';
  if (isNew || links.nounOf(key) !== 'route-table') return undefined;
  return `no resource of the input describes the routes of \`${key}\``;
}

function invert(gateways: ReadonlyMap<Key, Known<Key>>): ReadonlyMap<Key, readonly Key[]> {
  const found = new Map<Key, Key[]>();
  for (const [gateway, table] of gateways) {
    const key = valueOf(table);
    if (key !== undefined) append(found, key, gateway);
  }
  for (const keys of found.values()) keys.sort(compareKeys);
  return found;
}
