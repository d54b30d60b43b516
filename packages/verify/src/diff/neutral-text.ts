import { formatCidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import type { Route } from '../graph/route';
import type { Side } from './side';

/** What an input says, with the names that both inputs share in place of the input's own keys in backticks. */
export function neutralText(side: Side, text: string): string {
  return text.replace(/`([^`]*)`/gu, (whole, key: Key) => {
    const name = side.nameOfAny(key) ?? routeName(side, key) ?? attributeName(side, key);
    return name === undefined ? whole : `\`${name}\``;
  });
}

/** An attribute of a paired node, as `aws_vpc_endpoint_service.s.service_name`. */
function attributeName(side: Side, reference: string): string | undefined {
  const dot = reference.lastIndexOf('.');
  const node = dot < 0 ? undefined : side.nameOfAny(reference.slice(0, dot));
  return node === undefined ? undefined : `${node} ${reference.slice(dot + 1)}`;
}

const ROUTES = new WeakMap<Side, ReadonlyMap<Key, string>>();

/** A route is known by its table and destination, whatever its resource is called. */
function routeName(side: Side, origin: Key): string | undefined {
  let names = ROUTES.get(side);
  if (names === undefined) ROUTES.set(side, (names = nameRoutes(side)));
  return names.get(origin);
}

function nameRoutes(side: Side): ReadonlyMap<Key, string> {
  const names = new Map<Key, Set<string>>();
  for (const { key, routes } of side.graph.routeTables.values()) {
    const table = side.nameOf('route-table', key);
    if (table === undefined) continue;
    for (const route of routes) {
      const destination = destinationName(side, route);
      if (destination === undefined) continue;
      const known = names.get(route.origin) ?? new Set();
      names.set(route.origin, known.add(`route of ${table} to ${destination}`));
    }
  }
  return new Map([...names].map(([origin, texts]) => [origin, [...texts].sort().join(' and ')]));
}

/** Undefined where another route of the table may have the same. */
function destinationName(side: Side, { destination }: Route): string | undefined {
  switch (destination.kind) {
    case 'block':
      return formatCidrBlock(destination.block);
    case 'prefix-list':
      return side.nameOf('prefix-list', destination.prefixList) ?? destination.prefixList;
    case 'subnet-block':
      return `IPv${destination.family} of ${side.nameOf('subnet', destination.subnet) ?? destination.subnet}`;
    case 'vpc-block':
      return `IPv${destination.family} of ${side.nameOf('vpc', destination.vpc) ?? destination.vpc}`;
    case 'unknown':
      return undefined;
  }
}
