import type { Key } from '../graph/key';
import { known, unknown, valueOf, type Known } from '../graph/known';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';

/** The table that packets leaving a subnet look in. */
export function subnetTable(graph: VpcGraph, subnet: Key): Known<Key> {
  const node = graph.subnets.get(subnet);
  if (node === undefined) return unknown(`\`${subnet}\` is not in the input`);
  return node.routeTable.is === 'known'
    ? node.routeTable
    : unknown(`the route table of \`${subnet}\` is not known: ${node.routeTable.reason}`);
}

/** A table with all its routes, or why they are not known. */
export function readTable(graph: VpcGraph, key: Known<Key>): Known<RouteTable> {
  if (key.is === 'unknown') return key;
  const table = graph.routeTables.get(key.value);
  return table === undefined ? unknown(`the routes of \`${key.value}\` are not in the input`) : known(table);
}

/** Field for a hop. */
export function tableField(table: Known<Key>): { table?: Key } {
  const key = valueOf(table);
  return key === undefined ? {} : { table: key };
}
