import type { AddressFamily, AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import { doubtOfUnmodelled, type Unmodelled } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { UNTOLD_TYPE } from '../read/untold';
import { internet } from './internet';
import { end, zoneOf, type Position } from './position';
import { subnetTable, tableField } from './subnet-table';
import type { Trace } from './trace';
import { walkOut } from './walk-out';

/**
 * What becomes of every packet that a subnet sends to some destinations, and of the replies.
 *
 * Laws, each proved by name in `test/walk/trace-laws.test.ts`:
 * - the parts without `only` are disjoint and together the destinations;
 * - the traces do not depend on the order of routes, tables and nodes;
 * - fewer destinations give the same traces, narrowed;
 * - a route to somewhere else changes nothing for destinations outside of it;
 * - a way crosses nothing that no route on it names.
 *
 * @param destinations - of one family
 * @default destinations - the public internet
 */
export function traceSubnet(
  graph: VpcGraph,
  subnet: Key,
  family: AddressFamily,
  destinations: AddressSet = internet(family),
): readonly Trace[] {
  const table = subnetTable(graph, subnet);
  const start: Position = {
    from: subnet,
    vpc: valueOf(graph.subnets.get(subnet)?.vpc),
    family,
    destinations,
    isTranslated: false,
    senders: [{ kind: 'subnet', key: subnet }],
    hops: [{ kind: 'subnet', key: subnet, subnet, ...zoneOf(graph, subnet), ...tableField(table) }],
    table,
    seen: [],
    except: [],
  };
  const traces = walkOut(graph, start);
  const strange = graph.unmodelled.filter((one) => isBeside(graph, one, start, traces));
  return [
    ...traces,
    ...strange.map((one) =>
      end({ ...start, only: `what \`${one.key}\` carries` }, 'undetermined', {
        reason: doubtOfUnmodelled(one),
        code: one.type === UNTOLD_TYPE ? 'UNKNOWN_RESOURCE' : 'UNSUPPORTED_COMPONENT',
      }),
    ),
  ];
}

/** Families in which a subnet has addresses; both when the input does not tell. */
export function familiesOf(graph: VpcGraph, subnet: Key): readonly AddressFamily[] {
  const node = graph.subnets.get(subnet);
  if (node === undefined) return [4, 6];
  const families = [
    ...(node.cidrBlock === undefined ? [] : [4 as const]),
    ...(node.ipv6CidrBlock === undefined ? [] : [6 as const]),
  ];
  return families.length > 0 ? families : [4, 6];
}

/** Beside a table it is a doubt of that table; beside anything else that packets pass, it may carry some of them. */
function isBeside(
  graph: VpcGraph,
  { near, hides }: Unmodelled,
  { from, vpc }: Position,
  traces: readonly Trace[],
): boolean {
  if (hides !== undefined) return false;
  const passed = new Set([from, ...(vpc === undefined ? [] : [vpc])]);
  for (const { out, back } of traces)
    for (const { key, subnet } of [...out.hops, ...(back?.hops ?? [])]) passed.add(key).add(subnet ?? key);
  for (const key of [...passed]) {
    const acl = valueOf(graph.subnets.get(key)?.networkAcl);
    if (acl !== undefined) passed.add(acl);
  }
  return near.some((key) => passed.has(key));
}
