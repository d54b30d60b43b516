import { AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Route, RouteTargetKind } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { internet } from '../walk/internet';
import { resolveBlock } from '../walk/place-block';
import { destinationText } from '../walk/tell-steps';
import { endpointsOf, type Disposition, type Trace } from '../walk/trace';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { Strangers } from './strangers';

const WAYS_OUT: Partial<Record<RouteTargetKind, string>> = {
  'egress-only-gateway': 'an egress-only internet gateway',
  'transit-gateway': 'a transit gateway',
  peering: 'a peering connection',
  'vpn-gateway': 'a virtual private gateway',
  'core-network': 'a core network',
  'carrier-gateway': 'a carrier gateway',
  'local-gateway': 'a local gateway',
};

/**
 * Tables of judged subnets lead to no other network: what is there may lead on to the internet, and its routes are often
 * longer than the default route to the firewall. A transit gateway leads on to the firewall where all that goes through it does.
 */
export const tablesStayInTheVpc: Check = {
  id: 'V12',
  severity: 'warning',
  title: 'tables of judged subnets lead to no other network beside the firewall',
  judge: ({ graph, traces, acceptedBypasses }) => {
    const accepted = new Set(acceptedBypasses.map(({ target }) => target));
    const strangers = new Strangers(graph);
    const tables = new Set<Key>();
    const placeless: CheckRemark[] = [];
    const ways = new Map<Key, readonly Trace[]>();
    for (const [subnet, found] of traces) {
      const table = graph.subnets.get(subnet)?.routeTable;
      if (table?.is === 'known') {
        tables.add(table.value);
        ways.set(table.value, [...(ways.get(table.value) ?? []), ...found]);
      } else
        placeless.push(
          undetermined(subnet, `its route table is not known: ${table?.reason ?? 'nobody says'}`),
        );
    }
    const judged = judgeEach([...tables].sort(), (table) => {
      const { followed, open } = readTransits(ways.get(table) ?? []);
      return judge(graph, strangers, { accepted: new Set([...accepted, ...followed]), open }, table);
    });
    return { count: judged.count + placeless.length, remarks: [...judged.remarks, ...placeless] };
  },
};

interface Settled {
  /** Targets that lead to nothing that a check has to say. */
  readonly accepted: ReadonlySet<Key>;
  /** Transit gateways behind which nobody knows where packets go. */
  readonly open: ReadonlySet<Key>;
}

/** Transit gateways: those behind which everything passes a firewall endpoint, and those of which that is not known. */
function readTransits(traces: readonly Trace[]): { followed: readonly Key[]; open: ReadonlySet<Key> } {
  const keys = new Set(
    traces.flatMap(({ out }) =>
      out.hops.flatMap(({ kind, key }) => (kind === 'transit-gateway' ? [key] : [])),
    ),
  );
  const through = (key: Key) => traces.filter(({ out }) => out.hops.some((hop) => hop.key === key));
  const isSettled = ({ out }: Trace) => endpointsOf(out).length > 0 || STOPPED.has(out.disposition);
  const isOpen = ({ out }: Trace) => out.disposition === 'undetermined';
  const followed = [...keys].filter((key) => through(key).every(isSettled));
  const open = [...keys].filter((key) => through(key).every((trace) => isSettled(trace) || isOpen(trace)));
  return { followed, open: new Set(open) };
}

const STOPPED = new Set<Disposition>(['no-route', 'blackhole', 'denied', 'loop']);

function judge(graph: VpcGraph, strangers: Strangers, settled: Settled, key: Key): readonly CheckRemark[] {
  const table = graph.routeTables.get(key);
  if (table === undefined) return [undetermined(key, 'its routes are not in the input')];
  const doubt = strangers.doubtOfTable(table);
  return [
    ...table.routes.flatMap((route) => judgeRoute(graph, settled, key, route)),
    ...(doubt === undefined ? [] : [undetermined(key, doubt)]),
  ];
}

function judgeRoute(
  graph: VpcGraph,
  { accepted, open }: Settled,
  table: Key,
  route: Route,
): readonly CheckRemark[] {
  const { target, origin, isPropagated } = route;
  if (target.kind === 'unknown')
    return [undetermined(table, `the target of \`${origin}\` is not known: ${target.reason}`)];
  if (target.kind === 'local' || accepted.has(target.key)) return [];
  const way = WAYS_OUT[target.kind];
  if (way === undefined) return [];
  if (open.has(target.key))
    return [undetermined(table, `where \`${target.key}\` sends packets on is not determined`)];
  const what = isPropagated ? 'whatever is learnt from the other side' : destinationText(route);
  const isPublic = reachesInternet(graph, route);
  return [
    broken(
      table,
      `\`${origin}\` sends ${what} to ${way}, \`${target.key}\`${isPublic ? ', and some of it is public' : ''}`,
      `route it to the firewall endpoint of the zone, or accept \`${target.key}\` as a bypass`,
      isPublic ? { severity: 'error' } : {},
    ),
  ];
}

/** Whether any public address is surely among the destinations. */
function reachesInternet(graph: VpcGraph, { destination }: Route): boolean {
  const blocks =
    destination.kind === 'prefix-list'
      ? (valueOf(destination.blocks) ?? [])
      : [valueOf(resolveBlock(graph, destination))].flatMap((block) => block ?? []);
  return blocks.some((block) => !AddressSet.of([block]).intersection(internet(block.family)).isEmpty);
}
