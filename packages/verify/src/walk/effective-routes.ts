import { AddressSet, compareBlocks, formatCidrBlock, type AddressFamily } from '@inspected-egress/cidr';
import type { Route } from '../graph/route';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';
import { areContested, isSameTarget, mayContest, tableEntries, type TableEntry } from './table-entries';

/** What a table says of packets. */
export type Choice =
  | { readonly kind: 'route'; readonly route: Route }
  | { readonly kind: 'local' }
  | { readonly kind: 'none' }
  | { readonly kind: 'undetermined'; readonly reason: string };

export interface RoutedPart {
  readonly destinations: AddressSet;
  readonly choice: Choice;
  /** Some of the destinations, and the input does not tell which: those of this name. */
  readonly only?: string;
}

/**
 * Splits destinations by the longest prefix of a table. The parts without `only` are disjoint and together the
 * destinations; those with `only` may take any of them away.
 *
 * @see VPC guide, "Route priority", 2026-07
 */
export function partitionByRoute(
  graph: VpcGraph,
  table: RouteTable,
  family: AddressFamily,
  destinations: AddressSet,
): readonly RoutedPart[] {
  const all = tableEntries(graph, table, family);
  const { entries, vague } = all;
  const parts: RoutedPart[] = [];
  let rest = destinations;
  for (const rivals of byPrecedence(entries)) {
    const [{ block }] = rivals;
    const taken = rest.intersection(AddressSet.of([block]));
    if (taken.isEmpty) continue;
    rest = rest.difference(taken);
    parts.push(...splitContested(taken, rivals, entries));
  }
  if (!rest.isEmpty) parts.push({ destinations: rest, choice: { kind: 'none' } });
  for (const one of destinations.isEmpty ? [] : vague) {
    const { name: only, route, reason } = one;
    const choice: Choice = route === undefined ? { kind: 'undetermined', reason } : choose({ route });
    parts.push({ destinations, choice, only });
    const rivals = mayContest(one, all, destinations);
    if (rivals.length > 0) parts.push({ destinations, choice: mayBeContested([one, ...rivals]), only });
  }
  return mergeByRoute(parts);
}

type Rivals = readonly [TableEntry, ...TableEntry[]];

/** Entries of the same block and rank together; the group that decides first comes first. */
function byPrecedence(entries: readonly TableEntry[]): Rivals[] {
  const groups: [TableEntry, ...TableEntry[]][] = [];
  for (const entry of [...entries].sort(comparePrecedence)) {
    const last = groups.at(-1);
    if (last !== undefined && comparePrecedence(last[0], entry) === 0) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function comparePrecedence(a: TableEntry, b: TableEntry): number {
  return b.block.prefixLength - a.block.prefixLength || compareBlocks(a.block, b.block) || a.rank - b.rank;
}

function splitContested(taken: AddressSet, rivals: Rivals, entries: readonly TableEntry[]): RoutedPart[] {
  const [first, ...others] = rivals;
  const isTie = others.some(({ route }) => !isSameTarget(route, first.route));
  if (isTie && first.list === undefined) {
    const reason = `${formatCidrBlock(first.block)} has several routes: ${originsOf(rivals)}`;
    return [{ destinations: taken, choice: { kind: 'undetermined', reason } }];
  }
  if (first.list === undefined) return [{ destinations: taken, choice: choose(first) }];
  const rivalLists = entries.filter((entry) => areContested(entry, first));
  const contested = taken.intersection(AddressSet.of(rivalLists.map(({ block }) => block)));
  const reason = `lists with different targets overlap, and AWS takes either: ${originsOf([first, ...rivalLists])}`;
  const clear = taken.difference(contested);
  return [
    ...(contested.isEmpty
      ? []
      : [{ destinations: contested, choice: { kind: 'undetermined', reason } as const }]),
    ...(clear.isEmpty ? [] : [{ destinations: clear, choice: choose(first) }]),
  ];
}

function mayBeContested(rivals: readonly Pick<TableEntry, 'route'>[]): Choice {
  const reason = `lists with different targets may overlap, and AWS takes either then: ${originsOf(rivals)}`;
  return { kind: 'undetermined', reason };
}

function choose({ route }: Pick<TableEntry, 'route'>): Choice {
  if (route === undefined || route.target.kind === 'local') return { kind: 'local' };
  return { kind: 'route', route };
}

function originsOf(entries: readonly Pick<TableEntry, 'route'>[]): string {
  const origins = new Set(entries.map(({ route }) => `\`${route?.origin ?? 'local'}\``));
  return [...origins].sort().join(', ');
}

/** The blocks of one list are one part. */
function mergeByRoute(parts: readonly RoutedPart[]): RoutedPart[] {
  const merged: RoutedPart[] = [];
  for (const part of parts) {
    const index = merged.findIndex((one) => one.only === part.only && isSameChoice(one.choice, part.choice));
    const found = merged[index];
    if (found === undefined) merged.push(part);
    else merged[index] = { ...found, destinations: found.destinations.union(part.destinations) };
  }
  return merged;
}

function isSameChoice(a: Choice, b: Choice): boolean {
  if (a.kind === 'route') return b.kind === 'route' && a.route === b.route;
  if (a.kind === 'undetermined') return b.kind === 'undetermined' && a.reason === b.reason;
  return a.kind === b.kind;
}
