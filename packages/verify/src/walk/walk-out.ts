import type { Key } from '../graph/key';
import { unknown, valueOf, type Known } from '../graph/known';
import type { Route, RouteTargetKind } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { partitionByRoute, type RoutedPart } from './effective-routes';
import { refusalOfFamily } from './family-of-endpoint';
import { leaveByEgressOnlyGateway, leaveByInternetGateway } from './leave-vpc';
import { MOST_HOPS } from './limits';
import { placeOf } from './cross-transit-gateway';
import { passNatGateway } from './pass-nat-gateway';
import { passTransitGateway } from './pass-transit-gateway';
import { end, familyAt, seenAt, senderAt, tooManyHops, zoneOf, type Position } from './position';
import { splitVague } from './split-vague';
import { refusalOfState } from './state-of-endpoint';
import { readTable, subnetTable, tableField } from './subnet-table';
import { landingsOf, type Hop, type Trace } from './trace';

/** Follows packets from where they are until each of them left, arrived or died. */
export function walkOut(graph: VpcGraph, at: Position): readonly Trace[] {
  const table = readTable(graph, at.table);
  if (table.is === 'unknown')
    return [end(at, 'undetermined', { reason: table.reason, code: 'UNKNOWN_RESOURCE' })];
  const visit = visitOf(at, table.value.key);
  if (at.seen.includes(visit)) {
    const reason = `packets come to \`${table.value.key}\` again, with the same source and destination`;
    return [end(at, 'loop', { reason })];
  }
  if (at.hops.length >= MOST_HOPS) return [end(at, 'undetermined', { reason: tooManyHops(table.value.key) })];
  const here = { ...at, seen: [...at.seen, visit] };
  const parts = partitionByRoute(graph, table.value, familyAt(at), seenAt(at));
  return splitVague(here, parts).flatMap(({ position, choice }) => takeRoute(graph, position, choice));
}

/**
 * What decides where packets go next, and which zones they may pass: a transit gateway sends on by the zone that they come
 * from, and the zone in which it handed them over is theirs from then on.
 */
function visitOf(at: Position, table: Key): string {
  const { kind, key } = senderAt(at);
  return [table, kind, key, familyAt(at), placeOf(at.hops), landingsOf(at.hops).at(-1)?.subnet].join(' ');
}

function takeRoute(graph: VpcGraph, at: Position, choice: RoutedPart['choice']): readonly Trace[] {
  switch (choice.kind) {
    case 'none':
      return [end(at, 'no-route', { code: 'NO_ROUTE_TO_DESTINATION' })];
    case 'local':
      return [end(at, 'delivered')];
    case 'undetermined':
      return [end(at, 'undetermined', { reason: choice.reason })];
    case 'route':
      return reachTarget(graph, at, choice.route);
  }
}

function reachTarget(graph: VpcGraph, at: Position, route: Route): readonly Trace[] {
  const { target } = route;
  if (target.kind === 'unknown') {
    const reason = `the target of \`${route.origin}\` is not known: ${target.reason}`;
    return [end(at, 'undetermined', { reason, code: 'UNKNOWN_RESOURCE' })];
  }
  if (target.kind === 'local') return [end(at, 'delivered')];
  if (route.isBlackhole) {
    const reason = `the target of \`${route.origin}\` is gone`;
    return [
      end({ ...at, hops: [...at.hops, { ...target, by: route }] }, 'blackhole', {
        reason,
        code: 'BAD_STATE_ROUTE',
      }),
    ];
  }
  const { kind, key } = target;
  switch (kind) {
    case 'firewall-endpoint':
      return passFirewallEndpoint(graph, at, key, route);
    case 'network-interface':
      return passInterface(graph, at, key, route);
    case 'nat-gateway':
      return passNatGateway(graph, at, key, route, walkOut);
    case 'transit-gateway':
      return passTransitGateway(graph, at, key, route, walkOut);
    case 'internet-gateway':
      return leaveByInternetGateway(graph, at, key, route);
    case 'egress-only-gateway':
      return [leaveByEgressOnlyGateway(graph, at, key, route)];
    default:
      return [end({ ...at, hops: [...at.hops, { kind, key, by: route }] }, 'exits-elsewhere')];
  }
}

function passFirewallEndpoint(graph: VpcGraph, at: Position, key: Key, by: Route): readonly Trace[] {
  const endpoint = graph.firewallEndpoints.get(key);
  const subnet = endpoint?.subnet ?? unknown(`\`${key}\` is not in the input`);
  const passed = passOn(graph, at, { kind: 'firewall-endpoint', key, by }, subnet);
  const closed = refusalOfState(endpoint);
  if (closed !== undefined) return [end(passed, 'blackhole', { reason: closed, code: 'BAD_STATE' })];
  const reason = refusalOfFamily(endpoint, familyAt(at));
  if (reason !== undefined) return [end(passed, 'denied', { reason, code: 'PROTOCOL_RESTRICTION' })];
  return walkOut(graph, passed);
}

/** An appliance may change what it passes on, so it becomes the sender. */
function passInterface(graph: VpcGraph, at: Position, key: Key, by: Route): readonly Trace[] {
  const node = graph.networkInterfaces.get(key);
  const subnet = node?.subnet ?? unknown(`\`${key}\` is not in the input`);
  const kind: RouteTargetKind = 'network-interface';
  const passed = passOn(graph, at, { kind, key, by }, subnet);
  if (valueOf(node?.sourceDestCheck) === true) {
    const reason = `\`${key}\` drops packets that are not its own: its source/destination check is on`;
    return [end(passed, 'denied', { reason, code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION' })];
  }
  return walkOut(graph, { ...passed, senders: [...at.senders, { kind, key }] });
}

function passOn(
  graph: VpcGraph,
  at: Position,
  hop: Pick<Hop, 'kind' | 'key' | 'by'>,
  subnet: Known<Key>,
): Position {
  if (subnet.is === 'unknown') {
    const table = unknown(`where \`${hop.key}\` stands is not known: ${subnet.reason}`);
    return { ...at, hops: [...at.hops, hop], table };
  }
  const table = subnetTable(graph, subnet.value);
  const placed = { ...hop, subnet: subnet.value, ...zoneOf(graph, subnet.value), ...tableField(table) };
  return { ...at, hops: [...at.hops, placed], table };
}
