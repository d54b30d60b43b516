import { AddressSet, overlaps, type AddressFamily, type CidrBlock } from '@inspected-egress/cidr';
import { compareKeys } from '../graph/compare-keys';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Route } from '../graph/route';
import type { RouteTable } from '../graph/route-table';
import { doubtOfUnmodelled } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { resolveBlock, vpcOfBlock } from './place-block';

/** What a table does with the packets of one block. */
export interface TableEntry {
  readonly block: CidrBlock;
  /** Among entries of one block the lowest wins. */
  readonly rank: number;
  /** Absent for the local route that every block of a VPC has. */
  readonly route?: Route;
  /** Of a route whose destination is a list. */
  readonly list?: Key;
}

/** A route that takes packets, and the input does not tell which. */
export interface VagueEntry {
  /** What the destinations are of, for people. */
  readonly name: string;
  /** Absent when the table may hold a route that is not in the input. */
  readonly route?: Route;
  /** Of a route whose destination is a list. */
  readonly list?: Key;
  readonly reason: string;
}

export interface TableEntries {
  readonly entries: readonly TableEntry[];
  readonly vague: readonly VagueEntry[];
}

// Of one prefix: a static route, also one that replaces a local route, then the local one, then lists, then propagated.
// VPC guide, "Route priority", 2026-07.
const RANK = { static: 0, local: 1, list: 2, propagated: 3 } as const;

/**
 * The entries of a table in one family, for destinations outside of blocks that AWS numbers at apply: a packet to such a
 * block in the table's own VPC never comes to the internet, so these entries are left out. `routeToSubnet` judges them.
 */
export function tableEntries(graph: VpcGraph, table: RouteTable, family: AddressFamily): TableEntries {
  const vpc = valueOf(table.vpc);
  const entries: TableEntry[] = localBlocks(graph, table, family).map((block) => ({
    block,
    rank: RANK.local,
  }));
  const vague: VagueEntry[] = [];
  for (const route of table.routes) {
    const { destination, isPropagated } = route;
    if (destination.kind === 'prefix-list') {
      const { prefixList, blocks } = destination;
      if (blocks.is === 'unknown') {
        const reason = `the addresses of \`${prefixList}\` are not known: ${blocks.reason}`;
        vague.push({ name: `\`${prefixList}\``, route, list: prefixList, reason });
        continue;
      }
      for (const block of blocks.value) entries.push({ block, rank: RANK.list, route, list: prefixList });
      continue;
    }
    const block = resolveBlock(graph, destination);
    if (block.is === 'known') {
      entries.push({ block: block.value, rank: isPropagated ? RANK.propagated : RANK.static, route });
      continue;
    }
    const isOwn = vpc !== undefined && vpcOfBlock(graph, destination) === vpc;
    if (isOwn || ('family' in destination && destination.family !== family)) continue;
    const reason = `the destination of \`${route.origin}\` is not known: ${block.reason}`;
    vague.push({ name: `the destination of \`${route.origin}\``, route, reason });
  }
  for (const doubt of doubtsOf(graph, table))
    vague.push({ name: `a route that may be in \`${table.key}\``, reason: doubt });
  return {
    entries: entries.filter(({ block }) => block.family === family),
    vague: vague.sort((a, b) => compareKeys(a.reason, b.reason)),
  };
}

export function localBlocks(graph: VpcGraph, table: RouteTable, family: AddressFamily): CidrBlock[] {
  const vpc = graph.vpcs.get(valueOf(table.vpc) ?? '');
  const blocks = (family === 4 ? vpc?.cidrBlocks : vpc?.ipv6CidrBlocks) ?? [];
  return blocks.flatMap((block) => (block.is === 'known' ? [block.value] : []));
}

function doubtsOf(graph: VpcGraph, table: RouteTable): string[] {
  const near = graph.unmodelled.filter((one) => one.near.includes(table.key));
  return [...(table.doubt === undefined ? [] : [table.doubt]), ...near.map(doubtOfUnmodelled)];
}

/** Whether AWS picks one of two lists that hold the same addresses, and nobody knows which. */
export function areContested(a: TableEntry, b: TableEntry): boolean {
  return areRivals(a, b) && overlaps(a.block, b.block);
}

/**
 * The routes whose lists may hold an address of a list that the input does not tell, so that nobody knows which of them
 * takes it. The lists of two services of AWS share none.
 */
export function mayContest(
  vague: VagueEntry,
  { entries, vague: others }: TableEntries,
  destinations: AddressSet,
): readonly (TableEntry | VagueEntry)[] {
  const isReached = ({ block }: TableEntry) => !destinations.intersection(AddressSet.of([block])).isEmpty;
  return [
    ...entries.filter((entry) => areRivals(vague, entry) && isReached(entry)),
    ...others.filter((other) => areRivals(vague, other) && !(isOfService(vague) && isOfService(other))),
  ];
}

function areRivals(a: ListEntry, b: ListEntry): boolean {
  const areLists = a.list !== undefined && b.list !== undefined && a.list !== b.list;
  return areLists && !isSameTarget(a.route, b.route);
}

/** AWS makes the routes to gateway endpoints, each for the list of a service. */
function isOfService({ route }: ListEntry): boolean {
  return route?.target.kind === 'gateway-endpoint';
}

type ListEntry = Pick<TableEntry, 'list' | 'route'>;

export function isSameTarget(a: Route | undefined, b: Route | undefined): boolean {
  return targetText(a) === targetText(b) && a?.isBlackhole === b?.isBlackhole;
}

function targetText(route: Route | undefined): string {
  if (route === undefined || route.target.kind === 'local') return 'local';
  return route.target.kind === 'unknown'
    ? `unknown ${route.origin}`
    : `${route.target.kind} ${route.target.key}`;
}
