import { AddressSet, parseCidrBlocks, type AddressFamily } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { unknown, valueOf, type Known } from '../graph/known';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Choice } from './effective-routes';
import { refusalOfFamily } from './family-of-endpoint';
import { MOST_HOPS, RFC1918 } from './limits';
import { subnetBlock } from './place-block';
import { placeOf } from './cross-transit-gateway';
import { tooManyHops, zoneOf, type Position, type Sender } from './position';
import { isInAnotherVpc, routeToFarSubnet } from './route-to-far-subnet';
import { returnByTransitGateway } from './return-by-transit-gateway';
import { routeToSubnet } from './route-to-subnet';
import { refusalOfState } from './state-of-endpoint';
import { readTable, subnetTable, tableField } from './subnet-table';
import { landingsOf, type Hop, type Way } from './trace';

const PRIVATE = AddressSet.of(parseCidrBlocks(RFC1918));

/** The reply between two translations: it is for the address that `senders` ends with. */
interface Reply {
  readonly senders: readonly Sender[];
  readonly hops: readonly Hop[];
  /** Where its next hop is looked up; absent where only local routes apply. */
  readonly table?: Known<Key>;
  readonly seen: readonly string[];
  /** How many ways transit gateways may have picked so far. @default 1 */
  readonly ways?: number;
}

/**
 * Follows replies from the internet gateway. It undoes the public address first, so its table sees the private address: the
 * NAT gateway's, or the workload's.
 */
export function walkBack(graph: VpcGraph, at: Position, gateway: Key): Way {
  const table = edgeTable(graph, gateway);
  const start: Hop = {
    kind: 'internet-gateway',
    key: gateway,
    ...(table === undefined ? {} : tableField(table)),
  };
  const appliance = applianceOf(at);
  if (appliance !== undefined) return { hops: [start], disposition: 'undetermined', reason: appliance };
  return follow(graph, at, {
    senders: at.senders,
    hops: [start],
    ...(table === undefined ? {} : { table }),
    seen: [],
  });
}

/** Why nobody knows where replies go when an appliance passed the packets on; undefined when none did. */
export function applianceOf({ senders }: Position): string | undefined {
  const appliance = senders.find(({ kind }) => kind === 'network-interface');
  return appliance === undefined
    ? undefined
    : `what \`${appliance.key}\` does to packets is not known, so neither is where replies go`;
}

function follow(graph: VpcGraph, at: Position, reply: Reply): Way {
  const { hops, senders, seen } = reply;
  const receiver = senders.at(-1) ?? { kind: 'subnet', key: at.from };
  const subnet = subnetOf(graph, receiver);
  if (subnet?.is === 'unknown') return { hops, disposition: 'undetermined', reason: subnet.reason };
  // A regional NAT gateway is in no subnet, and only its own table leads further.
  if (reply.table === undefined || subnet === undefined) return arrive(graph, at, reply, receiver);
  const table = readTable(graph, reply.table);
  if (table.is === 'unknown') return { hops, disposition: 'undetermined', reason: table.reason };
  const visit = visitOf(at, reply, table.value.key);
  if (seen.includes(visit)) return { hops, disposition: 'loop' };
  if (hops.length >= MOST_HOPS)
    return { hops, disposition: 'undetermined', reason: tooManyHops(table.value.key) };
  const family = familyOf(at, reply);
  const isFar = isInAnotherVpc(graph, table.value, subnet.value);
  const toReceiver = isFar ? routeToFarSubnet : routeToSubnet;
  const choice = toReceiver(graph, table.value, subnet.value, family);
  const isThere = choice.kind === 'local' || (choice.kind === 'route' && isReceiver(choice.route, receiver));
  if (isThere) return arrive(graph, at, reply, receiver);
  return take(graph, at, { ...reply, seen: [...seen, visit] }, choice, subnet.value);
}

/** What decides where replies go next, and which zones they may pass: those of the request, back to that of the workload. */
function visitOf(at: Position, { hops, senders }: Reply, table: Key): string {
  const handedOver = hops.filter(({ kind }) => kind === 'transit-gateway').length;
  const home = Math.max(landingsOf(at.hops).length - handedOver, 0);
  return [table, senders.length, placeOf(hops), home].join(' ');
}

function isReceiver({ target, isBlackhole }: Route, { kind, key }: Sender): boolean {
  return !isBlackhole && target.kind === kind && target.key === key;
}

/** Replies are of IPv4 until the translation of the workload's own family is undone. */
function familyOf(at: Position, { senders }: Reply): AddressFamily {
  return (senders.at(-1)?.kind ?? 'subnet') === 'subnet' ? at.family : 4;
}

function arrive(graph: VpcGraph, at: Position, reply: Reply, { kind, key }: Sender): Way {
  if (kind !== 'nat-gateway') {
    const hop: Hop = {
      kind: 'subnet',
      key,
      subnet: key,
      ...zoneOf(graph, key),
      ...tableField(subnetTable(graph, key)),
    };
    return { hops: [...reply.hops, hop], disposition: 'delivered' };
  }
  const node = graph.natGateways.get(key);
  const subnet = valueOf(node?.subnet);
  const table =
    subnet === undefined
      ? (node?.routeTable ?? unknown(`the table of \`${key}\` is not known`))
      : subnetTable(graph, subnet);
  const place = subnet === undefined ? {} : { subnet, ...zoneOf(graph, subnet) };
  const hop: Hop = { kind, key, ...place, ...tableField(table) };
  return follow(graph, at, {
    ...reply,
    senders: reply.senders.slice(0, -1),
    hops: [...reply.hops, hop],
    table,
  });
}

function take(graph: VpcGraph, at: Position, reply: Reply, choice: Choice, subnet: Key): Way {
  const { hops } = reply;
  if (choice.kind === 'none') return { hops, disposition: 'no-route', code: 'NO_ROUTE_TO_DESTINATION' };
  if (choice.kind !== 'route')
    return {
      hops,
      disposition: 'undetermined',
      reason: choice.kind === 'undetermined' ? choice.reason : 'local',
    };
  const { route } = choice;
  const { target } = route;
  if (target.kind === 'firewall-endpoint' && !route.isBlackhole)
    return passEndpoint(graph, at, reply, target.key, route);
  if (target.kind === 'transit-gateway' && !route.isBlackhole)
    return returnByTransitGateway(graph, hopsOfFlow(at, reply), reply, route, {
      lookUp: (table) => routeToFarSubnet(graph, table, subnet, familyOf(at, reply)),
      follow: (hops, table, ways) => follow(graph, at, { ...reply, hops, table, ways }),
    });
  if (target.kind === 'unknown' || target.kind === 'local') {
    const why = target.kind === 'unknown' ? `: ${target.reason}` : '';
    return {
      hops,
      disposition: 'undetermined',
      reason: `the target of \`${route.origin}\` is not known${why}`,
    };
  }
  const hop: Hop = { ...target, by: route };
  if (route.isBlackhole)
    return {
      hops: [...hops, hop],
      disposition: 'blackhole',
      reason: `the target of \`${route.origin}\` is gone`,
      code: 'BAD_STATE_ROUTE',
    };
  if (target.kind === 'internet-gateway' && isPrivateBlock(graph, subnet, familyOf(at, reply))) {
    const reason = `\`${subnet}\` has private addresses, and an internet gateway sends nothing to those`;
    const code = 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS';
    return { hops: [...hops, hop], disposition: 'denied', reason, code };
  }
  if (target.kind === 'nat-gateway') return refuse(graph, reply, target.key, route);
  const closed = refusalOfInterface(graph, hops, target.key, familyOf(at, reply));
  if (closed !== undefined)
    return { hops: [...hops, hop], disposition: 'denied', reason: closed, code: 'INGRESS_RTB_NO_PUBLIC_IP' };
  const reason = `replies to \`${subnet}\` go to \`${target.key}\`, and what it does with them is not known`;
  return { hops: [...hops, hop], disposition: 'undetermined', reason };
}

/** What the packets of one sender passed until the next one replaced their source, which made another flow of them. */
function hopsOfFlow({ hops }: Position, { senders }: Reply): readonly Hop[] {
  const starts = [0, ...hops.flatMap(({ kind }, index) => (kind === 'nat-gateway' ? [index] : []))];
  return hops.slice(starts[senders.length - 1], starts[senders.length]);
}

function isPrivateBlock(graph: VpcGraph, subnet: Key, family: AddressFamily): boolean {
  const block = valueOf(subnetBlock(graph, subnet, family));
  return block !== undefined && PRIVATE.contains(block);
}

/** An interface that a gateway route table leads to needs a public IPv4 address; VPC guide, "Gateway route tables", 2026-07. */
function refusalOfInterface(
  graph: VpcGraph,
  hops: readonly Hop[],
  key: Key,
  family: AddressFamily,
): string | undefined {
  const isAtEdge = hops.length === 1 && family === 4;
  return isAtEdge && valueOf(graph.networkInterfaces.get(key)?.hasPublicIp) === false
    ? `\`${key}\` has no public IPv4 address, and a gateway route table sends nothing to such an interface`
    : undefined;
}

/** A NAT gateway that did not translate the request takes no part in the reply: the source is not in the VPC. */
function refuse(graph: VpcGraph, { hops }: Reply, key: Key, by: Route): Way {
  const subnet = valueOf(graph.natGateways.get(key)?.subnet);
  const place = subnet === undefined ? {} : { subnet, ...zoneOf(graph, subnet) };
  return {
    hops: [...hops, { kind: 'nat-gateway', key, by, ...place }],
    disposition: 'denied',
    reason: `\`${key}\` takes packets of its VPC alone, and replies come from outside`,
    code: 'NGW_REQUIRES_SOURCE_IN_VPC',
  };
}

function passEndpoint(graph: VpcGraph, at: Position, reply: Reply, key: Key, by: Route): Way {
  const endpoint = graph.firewallEndpoints.get(key);
  const subnet = endpoint?.subnet ?? unknown(`\`${key}\` is not in the input`);
  if (subnet.is === 'unknown') {
    const reason = `where \`${key}\` stands is not known: ${subnet.reason}`;
    return {
      hops: [...reply.hops, { kind: 'firewall-endpoint', key, by }],
      disposition: 'undetermined',
      reason,
    };
  }
  const table = subnetTable(graph, subnet.value);
  const place = { subnet: subnet.value, ...zoneOf(graph, subnet.value), ...tableField(table) };
  const hops: readonly Hop[] = [...reply.hops, { kind: 'firewall-endpoint', key, by, ...place }];
  const closed = refusalOfState(endpoint);
  if (closed !== undefined) return { hops, disposition: 'blackhole', reason: closed, code: 'BAD_STATE' };
  const reason = refusalOfFamily(endpoint, familyOf(at, reply));
  if (reason !== undefined) return { hops, disposition: 'denied', reason, code: 'PROTOCOL_RESTRICTION' };
  return follow(graph, at, { ...reply, hops, table });
}

/** Absent when the gateway is known to have none. */
function edgeTable(graph: VpcGraph, gateway: Key): Known<Key> | undefined {
  const node = graph.internetGateways.get(gateway);
  if (node?.edgeRouteTable !== undefined) return node.edgeRouteTable;
  const found = [...graph.routeTables.values()].find(({ edgeOf }) => edgeOf.includes(gateway));
  if (found !== undefined) return { is: 'known', value: found.key };
  return node?.isDeclared === true
    ? undefined
    : unknown(`whether \`${gateway}\` has a route table is not in the input`);
}

/** Where a receiver is; undefined for a regional NAT gateway. */
function subnetOf(graph: VpcGraph, { kind, key }: Sender): Known<Key> | undefined {
  if (kind === 'subnet') return { is: 'known', value: key };
  const node = graph.natGateways.get(key);
  if (node === undefined) return unknown(`\`${key}\` is not in the input`);
  return valueOf(node.availabilityMode) === 'regional'
    ? undefined
    : (node.subnet ?? unknown(`the subnet of \`${key}\` is not known`));
}
