import type { Key } from '../graph/key';
import { unknown, valueOf, type Known } from '../graph/known';
import type { Route } from '../graph/route';
import type { RouteTable } from '../graph/route-table';
import type { TransitGatewayAttachment } from '../graph/transit-gateway-attachment';
import type { VpcGraph } from '../graph/vpc-graph';
import { zoneOf } from './position';
import type { ReachabilityCode } from './reachability-code';
import { subnetTable, tableField } from './subnet-table';
import type { Disposition, Hop, Way } from './trace';
import { compareZones } from './zone';

/** Where packets that leave a VPC for a transit gateway come to: a table of it, or an end. */
export type Entrance =
  | { readonly is: 'entered'; readonly hops: readonly Hop[]; readonly table: RouteTable }
  | ({ readonly is: 'ended'; readonly hops: readonly Hop[]; readonly disposition: Disposition } & Pick<
      Way,
      'reason' | 'code'
    >);

/** Where packets come into a VPC: by one of these subnets, or nobody knows. */
export type Landing =
  | { readonly is: 'landed'; readonly vpc: Key; readonly landings: readonly [Place, ...Place[]] }
  | { readonly is: 'elsewhere' }
  | { readonly is: 'unknown'; readonly reason: string };

/** A subnet of an attachment, and the table that packets look in there. */
export interface Place {
  readonly subnet: Key;
  readonly hop: Hop;
  readonly table: Known<Key>;
  /** Of which flows it is, where others come in elsewhere. */
  readonly flows?: string;
}

/**
 * Into a transit gateway, by the attachment of the VPC. Only packets from zones with a subnet of the attachment reach it.
 *
 * @param place - the subnet that sends to it
 * @see Transit Gateway guide, "How transit gateways work", 2026-07
 */
export function enterTransitGateway(
  graph: VpcGraph,
  key: Key,
  by: Route,
  vpc: Key | undefined,
  place: Key | undefined,
): Entrance {
  const last: Hop = { kind: 'transit-gateway', key, by };
  const ended = (disposition: Disposition, reason?: string, code?: ReachabilityCode): Entrance => ({
    is: 'ended',
    hops: [last],
    disposition,
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
  });
  const isDescribed = graph.outerGateways.get(key)?.isDeclared === true;
  const attachment = vpc === undefined ? undefined : attachmentOf(graph, key, vpc);
  // What is beyond a gateway that another input describes is not to be seen here.
  if (attachment === undefined) return ended('exits-elsewhere');
  if (attachment.is === 'unknown') return ended('undetermined', attachment.reason, 'UNKNOWN_RESOURCE');
  const { routeTable, subnets } = attachment.value;
  if (routeTable === undefined) {
    const reason = `\`${attachment.value.key}\` is associated with no route table of \`${key}\``;
    return ended('blackhole', reason, 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION');
  }
  const table = routeTable.is === 'known' ? graph.transitGatewayRouteTables.get(routeTable.value) : undefined;
  if (table === undefined || isHidden(table)) {
    const reason = `which route table of \`${key}\` packets of \`${attachment.value.key}\` look in is not known: ${routeTable.is === 'unknown' ? routeTable.reason : `\`${routeTable.value}\` is not in the input`}`;
    return isDescribed
      ? ended('undetermined', reason, 'TGW_RTB_ROUTES_ARE_UNKNOWN')
      : ended('exits-elsewhere');
  }
  const doors = subnets.map((subnet) => ({ subnet, zone: compare(graph, place, subnet) }));
  const door = doors.find(({ zone }) => zone === 'same');
  if (door === undefined && doors.every(({ zone }) => zone === 'different')) {
    const reason = `\`${attachment.value.key}\` has no subnet in the zone that the packets come from`;
    return ended('blackhole', reason, 'TGW_ROUTE_AZ_RESTRICTION');
  }
  if (door === undefined) {
    const reason = `whether \`${attachment.value.key}\` has a subnet in the zone that the packets come from is not known`;
    return ended('undetermined', reason, 'UNKNOWN_RESOURCE');
  }
  return {
    is: 'entered',
    hops: [hopOf(graph, attachment.value, valueOf(door.subnet), by), { ...last, table: table.key }],
    table,
  };
}

/** A table that nobody described, and of which no route is told either. */
function isHidden({ isDeclared, routes, doubt }: RouteTable): boolean {
  return !isDeclared && doubt !== undefined && routes.length === 0;
}

/** Absent when no attachment of the input joins the VPC to the transit gateway. */
function attachmentOf(graph: VpcGraph, key: Key, vpc: Key): Known<TransitGatewayAttachment> | undefined {
  const attachments = [...graph.transitGatewayAttachments.values()];
  const found = attachments.find((one) => valueOf(one.transitGateway) === key && valueOf(one.vpc) === vpc);
  if (found !== undefined) return { is: 'known', value: found };
  const doubtful = attachments.find(
    ({ transitGateway, vpc: of }) =>
      (transitGateway.is === 'unknown' || transitGateway.value === key) &&
      (of.is === 'unknown' || of.value === vpc),
  );
  const open = [doubtful?.transitGateway, doubtful?.vpc].find((fact) => fact?.is === 'unknown');
  const why = open?.is === 'unknown' ? `: ${open.reason}` : '';
  return doubtful && unknown(`whether \`${doubtful.key}\` joins \`${vpc}\` to \`${key}\` is not known${why}`);
}

/**
 * Out of a transit gateway into an attached VPC. Packets stay in the zone that they come from where the attachment has a
 * subnet in it. In appliance mode a hash of the flow picks the subnet, the same for both directions.
 *
 * @param origin - the subnet that sent to the transit gateway
 * @param earlier - where the flow passed the attachment before, in this direction or the other, as appliance mode takes the same
 *   subnet for all its packets
 * @see Transit Gateway guide, "Appliance in a shared services VPC", 2026-07
 */
export function leaveTransitGateway(
  graph: VpcGraph,
  route: Route,
  origin: Key | undefined,
  earlier: readonly Hop[] = [],
): Landing {
  const { target } = route;
  if (target.kind === 'unknown')
    return { is: 'unknown', reason: `the target of \`${route.origin}\` is not known: ${target.reason}` };
  const attachment = target.kind === 'local' ? undefined : graph.transitGatewayAttachments.get(target.key);
  if (attachment === undefined) return { is: 'elsewhere' };
  const { vpc, subnets, applianceMode, key } = attachment;
  if (vpc.is === 'unknown')
    return { is: 'unknown', reason: `the VPC of \`${key}\` is not known: ${vpc.reason}` };
  if (applianceMode.is === 'unknown')
    return {
      is: 'unknown',
      reason: `whether \`${key}\` is in appliance mode is not known: ${applianceMode.reason}`,
    };
  const lost = subnets.find((subnet) => subnet.is === 'unknown');
  const zones = subnets.map((subnet) => compare(graph, origin, subnet));
  const isKept = !applianceMode.value && zones.includes('same');
  if (!isKept && lost?.is === 'unknown')
    return { is: 'unknown', reason: `a subnet of \`${key}\` is not known: ${lost.reason}` };
  if (!isKept && !applianceMode.value && zones.includes('unknown'))
    return {
      is: 'unknown',
      reason: `whether \`${key}\` has a subnet in the zone that the packets come from is not known`,
    };
  const same = applianceMode.value ? placesOfFlow(earlier, key) : [];
  const keys = subnets.flatMap((subnet) => valueOf(subnet) ?? []);
  const chosen = isKept
    ? keys.filter((subnet) => compare(graph, origin, { is: 'known', value: subnet }) === 'same').slice(0, 1)
    : keys.filter((subnet) => same.length === 0 || same.includes(subnet)).sort();
  const [first, ...others] = chosen.map((subnet): Place => {
    const table = subnetTable(graph, subnet);
    const hop = { ...hopOf(graph, attachment, subnet, route), ...tableField(table) };
    const flows = `flows that come in by \`${subnet}\``;
    return { subnet, hop, table, ...(chosen.length > 1 ? { flows } : {}) };
  });
  if (first === undefined) return { is: 'unknown', reason: `the subnets of \`${key}\` are not in the input` };
  return { is: 'landed', vpc: vpc.value, landings: [first, ...others] };
}

interface Passed {
  readonly subnet: Key | undefined;
  readonly isLanding: boolean;
}

/** Where a flow came in by an attachment, and where it left by it if it never came in. */
function placesOfFlow(earlier: readonly Hop[], attachment: Key): readonly (Key | undefined)[] {
  const passed = earlier.flatMap(({ key, subnet }, index): Passed[] =>
    key === attachment ? [{ subnet, isLanding: earlier[index - 1]?.kind === 'transit-gateway' }] : [],
  );
  const landings = passed.filter(({ isLanding }) => isLanding);
  return (landings.length > 0 ? landings : passed).map(({ subnet }) => subnet);
}

function compare(graph: VpcGraph, place: Key | undefined, subnet: Known<Key>) {
  return place === undefined || subnet.is === 'unknown'
    ? 'unknown'
    : compareZones(graph, place, subnet.value);
}

function hopOf(graph: VpcGraph, { key }: TransitGatewayAttachment, subnet: Key | undefined, by: Route): Hop {
  const place = subnet === undefined ? {} : { subnet, ...zoneOf(graph, subnet) };
  return { kind: 'transit-gateway-attachment', key, by, ...place };
}

/** The subnet that packets were in last. */
export function placeOf(hops: readonly Hop[]): Key | undefined {
  return hops.at(-1)?.subnet;
}
