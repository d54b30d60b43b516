import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';
import { partitionByRoute, type Choice } from './effective-routes';
import { subnetBlock } from './place-block';
import { tableEntries } from './table-entries';

/** Whether a table surely is of another VPC than a subnet. */
export function isInAnotherVpc(graph: VpcGraph, table: RouteTable, subnet: Key): boolean {
  const [vpc, home] = [valueOf(table.vpc), valueOf(graph.subnets.get(subnet)?.vpc)];
  return vpc !== undefined && home !== undefined && vpc !== home;
}

/** What a table says of packets to a subnet of another VPC, whichever address of the subnet they are for. */
export function routeToFarSubnet(
  graph: VpcGraph,
  table: RouteTable,
  subnet: Key,
  family: AddressFamily,
): Choice {
  const { vague } = tableEntries(graph, table, family);
  const doubt = vague.find(({ route }) => route?.target.kind !== 'gateway-endpoint');
  if (doubt !== undefined) return { kind: 'undetermined', reason: doubt.reason };
  const block = subnetBlock(graph, subnet, family);
  if (block.is === 'unknown') return { kind: 'undetermined', reason: block.reason };
  const [whole, ...others] = partitionByRoute(graph, table, family, AddressSet.of([block.value])).filter(
    ({ only }) => only === undefined,
  );
  if (whole === undefined || others.length > 0)
    return { kind: 'undetermined', reason: `\`${table.key}\` treats parts of \`${subnet}\` differently` };
  return whole.choice.kind === 'local'
    ? { kind: 'undetermined', reason: `\`${subnet}\` has addresses of the VPC of \`${table.key}\`` }
    : whole.choice;
}
