import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { Route } from '../graph/route';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';
import { enterTransitGateway, leaveTransitGateway, placeOf, type Entrance } from './cross-transit-gateway';
import type { Choice } from './effective-routes';
import { MOST_WAYS } from './limits';
import { tooManyWays } from './pass-transit-gateway';
import { isSameWay, type Hop, type Way } from './trace';

interface Onward {
  /** What a table of the transit gateway says of the receiver. */
  readonly lookUp: (table: RouteTable) => Choice;
  readonly follow: (hops: readonly Hop[], table: Known<Key>, ways: number) => Way;
}

/** Replies to another VPC. Where a transit gateway may hand them to several zones, they have to go the same way in each. */
export function returnByTransitGateway(
  graph: VpcGraph,
  requestHops: readonly Hop[],
  { hops: passed, ways: before = 1 }: { readonly hops: readonly Hop[]; readonly ways?: number },
  by: Route,
  { lookUp, follow }: Onward,
): Way {
  const { target } = by;
  const key = 'key' in target ? target.key : '';
  const place = placeOf(passed);
  const vpc = valueOf(graph.subnets.get(place ?? '')?.vpc);
  const entrance = enterTransitGateway(graph, key, by, vpc, place);
  const hops = [...passed, ...entrance.hops];
  const undetermined = (reason: string): Way => ({ hops, disposition: 'undetermined', reason });
  if (entrance.is === 'ended') return endOfReply(hops, key, entrance);
  const choice = lookUp(entrance.table);
  if (choice.kind === 'undetermined') return undetermined(choice.reason);
  if (choice.kind !== 'route')
    return entrance.table.isDeclared
      ? { hops, disposition: 'no-route', code: 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT' }
      : undetermined(`what else is attached to \`${key}\` may have a route for replies`);
  const { route } = choice;
  if (route.isBlackhole) {
    const reason = `\`${route.origin}\` is a black hole of \`${key}\``;
    return { hops, disposition: 'blackhole', reason, code: 'TGW_RTB_BAD_STATE_ROUTE' };
  }
  const landing = leaveTransitGateway(graph, route, place, requestHops);
  if (landing.is === 'unknown') return undetermined(landing.reason);
  if (landing.is === 'elsewhere') return undetermined(`\`${key}\` sends replies to what is not in the input`);
  const ways = before * landing.landings.length;
  if (ways > MOST_WAYS) return undetermined(tooManyWays(key));
  const [first, ...others] = landing.landings.map(({ hop, table }) => follow([...hops, hop], table, ways));
  if (first === undefined) return undetermined(`\`${key}\` hands replies to no subnet`);
  return others.every((way) => isSameWay(way, first))
    ? first
    : undetermined(`\`${key}\` may hand replies to several zones, where they go different ways`);
}

function endOfReply(
  hops: readonly Hop[],
  key: Key,
  { disposition, reason, code }: Extract<Entrance, { is: 'ended' }>,
): Way {
  if (disposition === 'exits-elsewhere')
    return { hops, disposition: 'undetermined', reason: `what \`${key}\` does with replies is not known` };
  return { hops, disposition, ...(reason !== undefined && { reason }), ...(code !== undefined && { code }) };
}
