import type { Key } from '../graph/key';
import { unknown, valueOf, type Known } from '../graph/known';
import type { NatGateway } from '../graph/nat-gateway';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { translatable } from './internet';
import { end, zoneOf, type Position } from './position';
import { subnetTable, tableField } from './subnet-table';
import type { Trace } from './trace';

type Walk = (graph: VpcGraph, at: Position) => readonly Trace[];

/**
 * A NAT gateway replaces the source by its own address and sends on by its own subnet's table, a regional one by the table
 * that AWS makes for it. Of IPv6 it takes the destinations of NAT64 alone.
 */
export function passNatGateway(
  graph: VpcGraph,
  at: Position,
  key: Key,
  by: Route,
  walk: Walk,
): readonly Trace[] {
  const gateway = graph.natGateways.get(key);
  const place = gateway === undefined ? unknown(`\`${key}\` is not in the input`) : placeOf(graph, gateway);
  const { subnet, table } = place.is === 'known' ? place.value : { subnet: undefined, table: place };
  const hop = {
    kind: 'nat-gateway',
    key,
    by,
    ...(subnet === undefined ? {} : { subnet, ...zoneOf(graph, subnet) }),
    ...tableField(table),
  } as const;
  const reached = { ...at, hops: [...at.hops, hop], table };
  const vpc = valueOf(gateway?.vpc);
  if (vpc !== undefined && at.vpc !== undefined && vpc !== at.vpc) {
    const reason = `\`${key}\` is in \`${vpc}\` and serves only that VPC`;
    return [end(reached, 'denied', { reason, code: 'NGW_REQUIRES_SOURCE_IN_VPC' })];
  }
  const absent = absentFrom(graph, gateway, at);
  if (absent !== undefined)
    return [end(reached, 'undetermined', { reason: absent, code: 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION' })];
  const passed = { ...reached, senders: [...at.senders, { kind: 'nat-gateway', key } as const] };
  if (at.family === 4 || at.isTranslated) return walk(graph, passed);
  const taken = translatable(at.destinations);
  const refused = at.destinations.difference(taken);
  const reason = `\`${key}\` translates IPv6 only to IPv4`;
  return [
    ...(taken.isEmpty ? [] : walk(graph, { ...passed, destinations: taken, isTranslated: true })),
    ...(refused.isEmpty
      ? []
      : [end({ ...reached, destinations: refused }, 'denied', { reason, code: 'PROTOCOL_RESTRICTION' })]),
  ];
}

/**
 * Why a regional NAT gateway may not take packets: it serves zones that the input names, and they come from another. Whether
 * it takes those, only Reachability Analyzer says, by its code.
 */
function absentFrom(
  graph: VpcGraph,
  gateway: NatGateway | undefined,
  { hops }: Position,
): string | undefined {
  const subnet = graph.subnets.get(hops.at(-1)?.subnet ?? '');
  const names = [valueOf(subnet?.availabilityZone), subnet?.zoneId];
  const [name] = names.filter((one) => one !== undefined);
  if (gateway?.zones === undefined || name === undefined) return undefined;
  // Names and ids are not compared with one another.
  const comparable = gateway.zones.filter((zone) => names.some((one) => isSameKind(one, zone)));
  if (comparable.length < gateway.zones.length || comparable.some((zone) => names.includes(zone)))
    return undefined;
  return `\`${gateway.key}\` serves ${gateway.zones.join(', ')}, and packets come from ${name}`;
}

/** `use1-az1` and `us-east-1a` are of two kinds. */
function isSameKind(a: string | undefined, b: string): boolean {
  return a !== undefined && /-az\d+$/.test(a) === /-az\d+$/.test(b);
}

interface Place {
  readonly subnet?: Key;
  readonly table: Known<Key>;
}

function placeOf(graph: VpcGraph, { key, availabilityMode, subnet, routeTable }: NatGateway): Known<Place> {
  if (valueOf(availabilityMode) === 'regional') {
    return { is: 'known', value: { table: routeTable ?? unknown(`the table of \`${key}\` is not known`) } };
  }
  const where =
    subnet ?? (availabilityMode.is === 'unknown' ? availabilityMode : unknown('no subnet is named'));
  if (where.is === 'unknown') return unknown(`the subnet of \`${key}\` is not known: ${where.reason}`);
  return { is: 'known', value: { subnet: where.value, table: subnetTable(graph, where.value) } };
}
