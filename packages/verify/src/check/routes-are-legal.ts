import { containsBlock, formatCidrBlock, parseCidrBlocks } from '@inspected-egress/cidr';
import type { Route, RouteTargetKind } from '../graph/route';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { NEVER_ROUTED } from './limits';
import { BlockPlaces } from './place-of-block';
import { Strangers } from './strangers';

const RESERVED = parseCidrBlocks(NEVER_ROUTED);

/** Targets of a route to addresses of the VPC itself. */
const INSIDE: readonly RouteTargetKind[] = ['firewall-endpoint', 'network-interface', 'nat-gateway'];
const AT_EDGE: readonly RouteTargetKind[] = ['firewall-endpoint', 'network-interface'];

/**
 * AWS takes the routes: one inside the VPC is for the whole block of a subnet or of the VPC, a gateway route table has no
 * others, and some addresses are never routed.
 *
 * @see VPC guide, "Subnet route tables" and "Gateway route tables", 2026-07
 */
export const routesAreLegal: Check = {
  id: 'V10',
  severity: 'error',
  title: 'AWS takes every route inside the VPC and at its edge',
  judge: ({ graph }) => {
    const places = new BlockPlaces(graph);
    const strangers = new Strangers(graph);
    return judgeEach(graph.routeTables.values(), (table) => [
      ...judgeEdge(table),
      ...table.routes.flatMap((route) => judgeRoute(graph, places, table, route) ?? []),
      ...[strangers.doubtOfTable(table) ?? []].flat().map((doubt) => undetermined(table.key, doubt)),
    ]);
  },
};

function judgeEdge({ key, isMain, edgeOf, routes }: RouteTable): readonly CheckRemark[] {
  const [gateway] = edgeOf;
  if (gateway === undefined) return [];
  const refuse = (because: string) =>
    broken(
      key,
      `AWS does not associate it with \`${gateway}\`: ${because}`,
      `make a table of its own for \`${gateway}\``,
    );
  const propagated = routes.find(({ isPropagated }) => isPropagated);
  return [
    ...(isMain ? [refuse('it is the main table of the VPC')] : []),
    ...(propagated === undefined ? [] : [refuse(`\`${propagated.origin}\` propagates routes to it`)]),
  ];
}

function judgeRoute(
  graph: VpcGraph,
  places: BlockPlaces,
  table: RouteTable,
  route: Route,
): CheckRemark | undefined {
  const { destination, target, origin, isPropagated } = route;
  if (target.kind === 'local' || isPropagated || destination.kind === 'unknown') return undefined;
  const isEdge = table.edgeOf.length > 0;
  if (destination.kind === 'prefix-list')
    return isEdge
      ? refusal(table, route, 'a gateway route table takes no prefix list', 'name the blocks of subnets')
      : undefined;
  if (destination.kind !== 'block') return judgeTarget(graph, table, route);
  const { block } = destination;
  const text = () => formatCidrBlock(block); // of every route it would take longer than the judgement
  if (RESERVED.some((reserved) => containsBlock(reserved, block)))
    return refusal(table, route, `\`${text()}\` is never routed`, 'take the route away');
  switch (places.of(table.vpc, block)) {
    case 'subnet':
    case 'vpc':
      return judgeTarget(graph, table, route);
    case 'outside':
      return isEdge
        ? refusal(table, route, `\`${text()}\` is not in the VPC`, 'name the block of the VPC or of a subnet')
        : undefined;
    case 'part':
      return refusal(
        table,
        route,
        `\`${text()}\` is in the VPC and is not the whole block of one subnet`,
        'name the whole block of a subnet',
      );
    case 'unknown':
      return undetermined(
        table.key,
        `\`${origin}\` is for \`${text()}\`, and whether a subnet has it is not known`,
      );
  }
}

function judgeTarget(graph: VpcGraph, table: RouteTable, route: Route): CheckRemark | undefined {
  const { target, origin } = route;
  const [gateway] = table.edgeOf;
  if (target.kind === 'local') return undefined;
  if (target.kind === 'unknown')
    return undetermined(table.key, `the target of \`${origin}\` is not known: ${target.reason}`);
  const where = gateway === undefined ? '' : ' at its edge';
  if (!(gateway === undefined ? INSIDE : AT_EDGE).includes(target.kind))
    return refusal(
      table,
      route,
      `\`${target.key}\` cannot be the target of a route to addresses of the VPC${where}`,
      `take a firewall endpoint${gateway === undefined ? ', a NAT gateway' : ''} or a network interface as its target`,
    );
  if (target.kind !== 'firewall-endpoint' || !graph.outerGateways.has(gateway ?? '')) return undefined;
  // Listed as a target in 2026; the guide of 2023 said that the packets are dropped.
  return broken(
    table.key,
    `\`${origin}\` sends what comes in by \`${gateway ?? ''}\` to a firewall endpoint, which AWS documents in two ways`,
    'try it before you rely on it',
    { severity: 'warning' },
  );
}

function refusal({ key }: RouteTable, { origin }: Route, because: string, remedy: string): CheckRemark {
  return broken(key, `AWS refuses \`${origin}\`: ${because}`, remedy);
}
