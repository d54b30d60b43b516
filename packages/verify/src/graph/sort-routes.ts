import { formatCidrBlock } from '@inspected-egress/cidr';
import { compareKeys } from './compare-keys';
import type { Route, RouteDestination } from './route';

/**
 * In the order of destinations, each route once: an existing table tells the routes that resources of their own have put
 * into it, and then the resource of its own is the origin.
 */
export function sortRoutes(routes: readonly Route[]): readonly Route[] {
  if (routes.length < 2) return routes;
  const found = new Map<string, Route>();
  for (const route of routes) {
    const target = 'key' in route.target ? route.target.key : '';
    const id = `${textOfDestination(route.destination)} ${route.target.kind} ${target} ${String(route.isPropagated)}`;
    const isUnknown = route.destination.kind === 'unknown' || route.target.kind === 'unknown';
    const name = isUnknown ? `${id} ${route.origin} ${found.size}` : id;
    if (!found.has(name)) found.set(name, route);
  }
  return [...found]
    .map(([name, route]) => ({ route, order: `${name} ${route.origin}` }))
    .sort((a, b) => compareKeys(a.order, b.order))
    .map(({ route }) => route);
}

function textOfDestination(destination: RouteDestination): string {
  switch (destination.kind) {
    case 'block':
      return formatCidrBlock(destination.block);
    case 'subnet-block':
      return `${destination.subnet} ${destination.family}`;
    case 'vpc-block':
      return `${destination.vpc} ${destination.family}`;
    case 'prefix-list':
      return destination.prefixList;
    default:
      return destination.reason;
  }
}
