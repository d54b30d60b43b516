import type { CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { known, valueOf } from '../graph/known';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Side } from './side';

/**
 * The graph of one input with the addresses that the other knows of the AWS services behind gateway endpoints: a plan does
 * not tell them, what is deployed does, and they are the same for both.
 */
export function shareLists(side: Side, other: Side): VpcGraph {
  const { graph } = side;
  const blocks = knownLists(other);
  const fill = (route: Route): Route => {
    const { destination, target } = route;
    if (destination.kind !== 'prefix-list' || target.kind !== 'gateway-endpoint') return route;
    if (destination.blocks.is === 'known') return route;
    const name = side.nameOf('gateway-endpoint', target.key);
    const shared = name === undefined ? undefined : blocks.get(name);
    return shared === undefined
      ? route
      : { ...route, destination: { ...destination, blocks: known(shared) } };
  };
  if (blocks.size === 0) return graph;
  const routeTables = new Map(
    [...graph.routeTables].map(([key, table]) => [key, { ...table, routes: table.routes.map(fill) }]),
  );
  return { ...graph, routeTables };
}

function knownLists(side: Side): ReadonlyMap<string, readonly CidrBlock[]> {
  const found = new Map<string, readonly CidrBlock[]>();
  for (const { routes } of side.graph.routeTables.values())
    for (const { destination, target } of routes) {
      if (destination.kind !== 'prefix-list' || target.kind !== 'gateway-endpoint') continue;
      const name: Key | undefined = side.nameOf('gateway-endpoint', target.key);
      const blocks = valueOf(destination.blocks);
      if (name !== undefined && blocks !== undefined) found.set(name, blocks);
    }
  return found;
}
