import { append } from '../graph/append';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { RouteTable } from '../graph/route-table';
import type { VpcGraph } from '../graph/vpc-graph';
import { compareZones } from '../walk/zone';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';

/**
 * A table that leads to something of one zone serves subnets of one zone: otherwise packets of the others leave theirs.
 *
 * @see VPC guide, "NAT gateway basics", and Network Firewall guide, "Multi zone architecture", 2026-07
 */
export const tablesAreZonal: Check = {
  id: 'V08',
  severity: 'error',
  title: 'a route table with firewall endpoints or NAT gateways serves subnets of one zone',
  judge: ({ graph }) => {
    const subnetsOf = new Map<Key, Key[]>();
    for (const { key, routeTable } of graph.subnets.values()) {
      const table = valueOf(routeTable);
      if (table !== undefined) append(subnetsOf, table, key);
    }
    const placeless = [...graph.subnets.values()].flatMap(({ key, routeTable }) =>
      routeTable.is === 'unknown'
        ? [undetermined(key, `its route table is not known: ${routeTable.reason}`)]
        : [],
    );
    const zonal = [...graph.routeTables.values()].filter((table) => isZonal(graph, table));
    const judged = judgeEach(
      zonal.filter(({ key }) => subnetsOf.has(key)),
      ({ key }) => judge(graph, key, subnetsOf.get(key) ?? []),
    );
    return { count: judged.count + placeless.length, remarks: [...judged.remarks, ...placeless] };
  },
};

function isZonal(graph: VpcGraph, { routes }: RouteTable): boolean {
  return routes.some(
    ({ target }) =>
      target.kind === 'firewall-endpoint' ||
      (target.kind === 'nat-gateway' &&
        valueOf(graph.natGateways.get(target.key)?.availabilityMode) !== 'regional'),
  );
}

function judge(graph: VpcGraph, table: Key, subnets: readonly Key[]): CheckRemark | undefined {
  const [first = '', ...others] = subnets;
  const apart = others.find((other) => compareZones(graph, first, other) === 'different');
  if (apart !== undefined)
    return broken(
      table,
      `\`${first}\` and \`${apart}\` are in two zones and share it, and it leads to a firewall endpoint or a NAT gateway of one`,
      'give each zone a table of its own',
    );
  const unclear = others.find((other) => compareZones(graph, first, other) === 'unknown');
  return unclear === undefined
    ? undefined
    : undetermined(
        table,
        `whether \`${first}\` and \`${unclear}\`, which share it, are in one zone is not known`,
      );
}
