import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { unknown } from './known';
import type { Links } from './links';
import type { PrefixList } from './prefix-list';
import { readPlacedBlock } from './read-placed-block';
import { readPrefixListUse } from './read-prefix-lists';
import { readRouteTarget } from './read-route-target';
import type { Route, RouteDestination } from './route';

type PrefixLists = ReadonlyMap<Key, PrefixList>;

export function readRoute(links: Links, lists: PrefixLists, resource: Resource): Route {
  const said = (name: string) => links.attribute(resource, name);
  return {
    destination: readDestination(links, lists, [
      said('destination_cidr_block'),
      said('destination_ipv6_cidr_block'),
      said('destination_prefix_list_id'),
    ]),
    target: readRouteTarget(links, said),
    origin: resource.address,
    isPropagated: textOf(said('origin')) === 'EnableVgwRoutePropagation',
    isBlackhole: textOf(said('state')) === 'blackhole',
  };
}

/** The routes in a table's own resource, or the reason why they are not known. */
export function readInlineRoutes(
  links: Links,
  lists: PrefixLists,
  table: Resource,
): { readonly routes: readonly Route[]; readonly doubt?: string } {
  const name = table.mode === 'data' ? 'routes' : 'route';
  const value = links.attribute(table, name);
  if (table.mode === 'data' && isAbsent(value)) return { routes: [], doubt: 'AWS is asked for it at apply' };
  const items = itemsOf(links.follow(value));
  if (items === undefined)
    return { routes: [], doubt: `its routes are not known: ${reasonOf(value) ?? 'they are no list'}` };
  return { routes: items.map((item) => readInlineRoute(links, lists, table, item)) };
}

function readInlineRoute(links: Links, lists: PrefixLists, table: Resource, item: Value): Route {
  const said = (name: string) => orAbsent(fieldOf(item, name));
  return {
    destination: readDestination(links, lists, [
      said('cidr_block'),
      said('ipv6_cidr_block'),
      said('destination_prefix_list_id'),
    ]),
    target: readRouteTarget(links, said),
    origin: table.address,
    isPropagated: textOf(said('origin')) === 'EnableVgwRoutePropagation',
    isBlackhole: textOf(said('state')) === 'blackhole',
  };
}

/** A state and a plan write empty text for what is not said. */
function orAbsent(value: Value): Value {
  return textOf(value) === '' ? { kind: 'absent' } : value;
}

function readDestination(
  links: Links,
  lists: PrefixLists,
  [ipv4, ipv6, list]: readonly [Value, Value, Value],
): RouteDestination {
  const named = [ipv4, ipv6, list].filter((value) => !isAbsent(value));
  if (named.length !== 1) {
    const count = named.length === 0 ? 'no destination' : 'several destinations';
    return { kind: 'unknown', reason: `the route names ${count}` };
  }
  if (isAbsent(list)) return readPlacedBlock(links, isAbsent(ipv4) ? ipv6 : ipv4);
  const use = readPrefixListUse(links, lists, list) ?? unknown('the route names no destination');
  return use.is === 'known' ? use.value : { kind: 'unknown', reason: use.reason };
}
