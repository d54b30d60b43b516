import type { Key } from '../graph/key';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { enterTransitGateway, leaveTransitGateway, placeOf } from './cross-transit-gateway';
import { MOST_WAYS } from './limits';
import { partitionByRoute, type RoutedPart } from './effective-routes';
import { end, familyAt, seenAt, type Position } from './position';
import { splitVague } from './split-vague';
import type { Hop, Trace } from './trace';

type Walk = (graph: VpcGraph, at: Position) => readonly Trace[];

/**
 * A transit gateway sends on by the table that the attachment of the VPC is associated with, into the VPC of another
 * attachment. What it leads to beyond the input is elsewhere, as it is where its own tables are not in the input.
 *
 * @see Transit Gateway guide, "Route evaluation order": as in a VPC, 2026-07
 */
export function passTransitGateway(
  graph: VpcGraph,
  at: Position,
  key: Key,
  by: Route,
  walk: Walk,
): readonly Trace[] {
  const place = placeOf(at.hops);
  const entrance = enterTransitGateway(graph, key, by, at.vpc, place);
  const entered = { ...at, hops: [...at.hops, ...entrance.hops] };
  if (entrance.is === 'ended') {
    const { disposition, reason, code } = entrance;
    return [
      end(entered, disposition, {
        ...(reason !== undefined && { reason }),
        ...(code !== undefined && { code }),
      }),
    ];
  }
  const { table } = entrance;
  const parts = partitionByRoute(graph, table, familyAt(at), seenAt(at));
  return splitVague(entered, parts).flatMap(({ position, choice }) =>
    sendOn(graph, position, key, choice, { isOpen: !table.isDeclared, place }, walk),
  );
}

interface Surroundings {
  /** Whether anything that is attached later puts its routes into the table by itself. */
  readonly isOpen: boolean;
  readonly place: Key | undefined;
}

function sendOn(
  graph: VpcGraph,
  at: Position,
  key: Key,
  choice: RoutedPart['choice'],
  { isOpen, place }: Surroundings,
  walk: Walk,
): readonly Trace[] {
  if (choice.kind === 'undetermined')
    return [end(at, 'undetermined', { reason: choice.reason, code: 'TGW_RTB_ROUTES_ARE_UNKNOWN' })];
  if (choice.kind !== 'route')
    return isOpen
      ? [end(at, 'exits-elsewhere')]
      : [end(at, 'no-route', { code: 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT' })];
  const { route } = choice;
  if (route.isBlackhole) {
    const reason = `\`${route.origin}\` is a black hole of \`${key}\``;
    return [end(at, 'blackhole', { reason, code: 'TGW_RTB_BAD_STATE_ROUTE' })];
  }
  const landing = leaveTransitGateway(graph, route, place, landingsOfFlow(at.hops));
  if (landing.is === 'unknown')
    return [end(at, 'undetermined', { reason: landing.reason, code: 'UNKNOWN_RESOURCE' })];
  if (landing.is === 'elsewhere') return [end(at, 'exits-elsewhere')];
  const ways = (at.ways ?? 1) * landing.landings.length;
  if (ways > MOST_WAYS) return [end(at, 'undetermined', { reason: tooManyWays(key) })];
  return landing.landings.flatMap(({ hop, table, flows }) =>
    walk(graph, {
      ...at,
      ways,
      vpc: landing.vpc,
      hops: [...at.hops, hop],
      table,
      ...(flows === undefined ? {} : { flows: [...(at.flows ?? []), flows] }),
    }),
  );
}

export function tooManyWays(key: Key): string {
  return `\`${key}\` and those before it may pick more than ${MOST_WAYS} ways for a flow`;
}

/** Where the packets came out of transit gateways since something may last have made another flow of them. */
function landingsOfFlow(hops: readonly Hop[]): readonly Hop[] {
  const kinds = hops.map(({ kind }) => kind);
  const since = Math.max(kinds.lastIndexOf('nat-gateway'), kinds.lastIndexOf('network-interface')) + 1;
  return hops.filter(
    ({ kind }, index) =>
      index >= since && (kind === 'transit-gateway' || hops[index - 1]?.kind === 'transit-gateway'),
  );
}
