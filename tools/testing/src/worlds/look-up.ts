import { holds } from './address';
import type { World, WorldRoute } from './world';

/**
 * The route that carries one packet: the longest prefix, of equal ones the lowest rank. `any` when lists with different
 * targets both hold the address: AWS takes either (VPC guide, "Route priority").
 */
export function lookUp(
  world: World,
  table: string,
  family: 4 | 6,
  address: bigint,
): WorldRoute | 'any' | undefined {
  let best: WorldRoute | undefined;
  for (const route of world.routesOf(table)) {
    if (route.block.family !== family || !holds(route.block, address)) continue;
    if (best === undefined) best = route;
    else if (world.contested === 'open' && isContested(best, route)) return 'any';
  }
  return best;
}

function isContested(best: WorldRoute, other: WorldRoute): boolean {
  const isTie = other.block.bits === best.block.bits && other.rank === best.rank;
  const areLists = other.list !== undefined && best.list !== undefined;
  return (isTie || areLists) && (other.target !== best.target || other.isGone !== best.isGone);
}
