import { valueOf } from '../graph/known';
import type { Subnet } from '../graph/subnet';
import type { Vpc } from '../graph/vpc';
import type { VpcGraph } from '../graph/vpc-graph';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { Strangers } from './strangers';

/**
 * Every subnet names its table, and the main table of the VPC leads nowhere, so that a subnet that is forgotten is cut off.
 *
 * @see VPC guide, "Subnet route tables", 2026-07
 */
export const associationsAreExplicit: Check = {
  id: 'V09',
  severity: 'warning',
  title: 'every subnet names its route table, and main tables have local routes only',
  judge: ({ graph }) => {
    const subnets = judgeEach(graph.subnets.values(), judgeSubnet);
    const strangers = new Strangers(graph);
    const vpcs = judgeEach(graph.vpcs.values(), (vpc) => judgeMainTable(graph, strangers, vpc));
    return { count: subnets.count, remarks: [...subnets.remarks, ...vpcs.remarks] };
  },
};

function judgeSubnet({ key, routeTable, hasRouteTableAssociation }: Subnet): CheckRemark | undefined {
  if (hasRouteTableAssociation) return undefined;
  return routeTable.is === 'unknown'
    ? undetermined(key, `whether a route table is associated with it is not known: ${routeTable.reason}`)
    : broken(
        key,
        `no route table is associated with it, so it has the main table \`${routeTable.value}\``,
        'associate a table with it',
      );
}

function judgeMainTable(
  graph: VpcGraph,
  strangers: Strangers,
  { key, mainRouteTable }: Vpc,
): CheckRemark | undefined {
  const table = graph.routeTables.get(valueOf(mainRouteTable) ?? '');
  if (table === undefined) {
    const reason = mainRouteTable.is === 'unknown' ? mainRouteTable.reason : 'it is not in the input';
    return undetermined(key, `the main route table is not known: ${reason}`);
  }
  const route = table.routes.find(({ target }) => target.kind !== 'local');
  if (route !== undefined)
    return broken(
      table.key,
      `it is the main table of \`${key}\` and has the route \`${route.origin}\`, which a forgotten subnet gets too`,
      'keep the main table to local routes, and put the route into a table of its own',
    );
  const doubt = strangers.doubtOfTable(table);
  return doubt === undefined
    ? undefined
    : undetermined(table.key, `it is the main table of \`${key}\`, and its routes are not known: ${doubt}`);
}
