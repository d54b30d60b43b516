import { containsAddress, type Address, type CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { resolveBlock } from './place-block';
import type { ReachabilityCode } from './reachability-code';
import { localBlocks } from './table-entries';
import { destinationText } from './tell-steps';
import type { Way } from './trace';

/** A route that does not take a packet, although its table is asked. */
export interface OtherRoute {
  readonly table: Key;
  /** The resource that says so. */
  readonly route: Key;
  /** As it is written. */
  readonly destination: string;
  readonly code: ReachabilityCode;
}

/**
 * The routes that lose a packet to another one on its way out: to a longer prefix, or to one that comes first for the same
 * prefix. Where no route takes it, those whose destination does not cover it.
 */
export function listOtherRoutes(
  graph: VpcGraph,
  { hops, disposition }: Way,
  destination: Address,
): readonly OtherRoute[] {
  return hops.flatMap(({ table: key }, index) => {
    const table = graph.routeTables.get(key ?? '');
    const next = hops[index + 1];
    if (table === undefined || (next === undefined && !ENDS_AT_TABLE.includes(disposition))) return [];
    const local = localBlocks(graph, table, destination.family).find((block) =>
      containsAddress(block, destination),
    );
    const winner = next?.by === undefined ? local : blockFor(graph, next.by, destination);
    return table.routes.flatMap((route): OtherRoute[] => {
      if (route === next?.by) return [];
      const code = codeOf(graph, route, destination, winner);
      return code === undefined
        ? []
        : [{ table: table.key, route: route.origin, destination: destinationText(route), code }];
    });
  });
}

/** What says that the last table was asked, and no route of it led on. */
const ENDS_AT_TABLE: readonly Way['disposition'][] = ['delivered', 'no-route'];

function codeOf(
  graph: VpcGraph,
  route: Route,
  destination: Address,
  winner: CidrBlock | undefined,
): ReachabilityCode | undefined {
  const block = blockFor(graph, route, destination);
  if (winner === undefined) return isKnown(graph, route) ? 'CANNOT_ROUTE' : undefined;
  if (block === undefined) return undefined;
  return block.prefixLength < winner.prefixLength ? 'MORE_SPECIFIC_ROUTE' : 'HIGHER_PRIORITY_ROUTE';
}

/** The longest block of a route that has the address. */
function blockFor(graph: VpcGraph, { destination }: Route, address: Address): CidrBlock | undefined {
  const blocks =
    destination.kind === 'prefix-list'
      ? (valueOf(destination.blocks) ?? [])
      : [valueOf(resolveBlock(graph, destination)) ?? []].flat();
  return blocks
    .filter((block) => containsAddress(block, address))
    .reduce<
      CidrBlock | undefined
    >((longest, block) => (longest === undefined || block.prefixLength > longest.prefixLength ? block : longest), undefined);
}

function isKnown(graph: VpcGraph, { destination }: Route): boolean {
  if (destination.kind === 'prefix-list') return destination.blocks.is === 'known';
  return resolveBlock(graph, destination).is === 'known';
}
