import { AddressSet, containsBlock, type AddressFamily, type CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Route } from '../graph/route';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';
import { partitionByRoute, type Choice } from './effective-routes';
import { SHORTEST_VPC_PREFIX } from './limits';
import { resolveBlock, subnetBlock } from './place-block';
import { localBlocks, tableEntries } from './table-entries';

/**
 * What a table says of packets to a subnet of its own VPC, whichever address of the subnet they are for. Where AWS numbers
 * the subnet at apply, routes to the block of that very subnet are exact and others are told apart by what they name.
 */
export function routeToSubnet(
  graph: VpcGraph,
  table: RouteTable,
  subnet: Key,
  family: AddressFamily,
): Choice {
  const { vague } = tableEntries(graph, table, family);
  // The addresses of gateway endpoints are public, never those of a subnet.
  const doubt = vague.find(({ route }) => route?.target.kind !== 'gateway-endpoint');
  if (doubt !== undefined) return { kind: 'undetermined', reason: doubt.reason };
  const block = subnetBlock(graph, subnet, family);
  if (block.is === 'unknown') return routeToUnnumbered(table, subnet, family);
  const unnumbered = table.routes.find(
    ({ destination }) =>
      destination.kind === 'vpc-block' &&
      resolveBlock(graph, destination).is === 'unknown' &&
      destination.family === family,
  );
  if (unnumbered !== undefined) return whenNumbered(unnumbered, subnet);
  const [whole, ...others] = partitionByRoute(graph, table, family, AddressSet.of([block.value])).filter(
    ({ only }) => only === undefined,
  );
  if (whole === undefined || others.length > 0) {
    const reason = `\`${table.key}\` treats parts of \`${subnet}\` differently; a route inside a VPC is for a whole subnet`;
    return { kind: 'undetermined', reason };
  }
  return isOutsideLocal(graph, table, block.value)
    ? besideLocal(graph, whole.choice, subnet, block.value)
    : whole.choice;
}

function isOutsideLocal(graph: VpcGraph, table: RouteTable, block: CidrBlock): boolean {
  return !localBlocks(graph, table, block.family).some((local) => containsBlock(local, block));
}

/** The subnet is in a block that the input does not tell; local routes win over everything that is surely wider. */
function besideLocal(graph: VpcGraph, choice: Choice, subnet: Key, block: CidrBlock): Choice {
  if (choice.kind === 'none') return { kind: 'local' };
  if (choice.kind !== 'route' || choice.route.destination.kind === 'prefix-list') return choice;
  const destination = valueOf(resolveBlock(graph, choice.route.destination));
  if (destination === undefined || destination.prefixLength >= block.prefixLength) return choice;
  if (destination.prefixLength < SHORTEST_VPC_PREFIX[block.family]) return { kind: 'local' };
  return {
    kind: 'undetermined',
    reason: `the block of the VPC that \`${subnet}\` is in is not in the input`,
  };
}

function routeToUnnumbered(table: RouteTable, subnet: Key, family: AddressFamily): Choice {
  const vpc = valueOf(table.vpc);
  const routes = table.routes.filter(
    ({ destination }) => !('family' in destination) || destination.family === family,
  );
  const exact = routes.filter((route) => isForSubnet(route, subnet));
  const whole = routes.filter(
    ({ destination }) => destination.kind === 'vpc-block' && destination.vpc === vpc,
  );
  const doubtful = routes.find((route) => mayBeInside(route, family));
  const [route, rival] = exact.length > 0 ? exact : whole;
  if (route !== undefined && rival !== undefined) return whenNumbered(rival, subnet);
  if (doubtful !== undefined && exact.length === 0) return whenNumbered(doubtful, subnet);
  return route === undefined || route.target.kind === 'local' ? { kind: 'local' } : { kind: 'route', route };
}

function whenNumbered({ origin }: Route, subnet: Key): Choice {
  const reason = `whether \`${origin}\` is for \`${subnet}\` is known when AWS has numbered them`;
  return { kind: 'undetermined', reason };
}

function isForSubnet({ destination }: Route, subnet: Key): boolean {
  return destination.kind === 'subnet-block' && destination.subnet === subnet;
}

/** A written block that is not surely wider than the VPC's: it may be that of the subnet. */
function mayBeInside({ destination }: Route, family: AddressFamily): boolean {
  const written = destination.kind === 'prefix-list' ? valueOf(destination.blocks) : undefined;
  const blocks = destination.kind === 'block' ? [destination.block] : (written ?? []);
  return blocks.some((block) => block.family === family && block.prefixLength >= SHORTEST_VPC_PREFIX[family]);
}
