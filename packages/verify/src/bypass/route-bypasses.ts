import type { Key } from '../graph/key';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { endpointsOf, type Trace } from '../walk/trace';
import type { Bypass, BypassLimit } from './bypass';
import { limitOfPolicy } from './endpoint-limit';

/** A bypass, but whose. */
export type FoundBypass = Omit<Bypass, 'subnets' | 'accepted'>;

/** The ways that the table of a subnet leads past inspection. */
export function bypassesOfTable(
  graph: VpcGraph,
  inspected: ReadonlyMap<Key, boolean>,
  table: Key,
): readonly FoundBypass[] {
  const found = graph.routeTables.get(table);
  if (found === undefined) return [unknownWay(table, 'its routes are not in the input')];
  return [
    ...found.routes.flatMap((route) => bypassOfRoute(graph, inspected, route)),
    ...(found.doubt === undefined ? [] : [unknownWay(table, found.doubt)]),
  ];
}

export function unknownWay(target: Key, because: string): FoundBypass {
  return { kind: 'unknown', target, limit: { is: 'undetermined', because } };
}

function bypassOfRoute(
  graph: VpcGraph,
  inspected: ReadonlyMap<Key, boolean>,
  { target, origin }: Route,
): readonly FoundBypass[] {
  switch (target.kind) {
    // What these lead to is followed and judged, packet by packet.
    case 'local':
    case 'internet-gateway':
    case 'nat-gateway':
    case 'firewall-endpoint':
    case 'network-interface':
      return [];
    case 'unknown':
      return [unknownWay(origin, `the target of the route is not known: ${target.reason}`)];
    case 'gateway-endpoint': {
      const { kind, key } = target;
      return [{ kind, target: key, limit: limitOfPolicy(graph.gatewayEndpoints.get(key)?.policy) }];
    }
    case 'egress-only-gateway':
      return [
        {
          kind: target.kind,
          target: target.key,
          limit: { is: 'open', because: 'IPv6 leaves by it for the internet, and only replies come in' },
        },
      ];
    default:
      return [{ kind: target.kind, target: target.key, limit: limitOfNetwork(inspected.get(target.key)) }];
  }
}

function limitOfNetwork(isInspected: boolean | undefined): BypassLimit {
  return isInspected === true
    ? { is: 'restricted', because: 'what goes by it to the internet passes a firewall endpoint behind it' }
    : { is: 'undetermined', because: 'whether anything is inspected behind it is not in the input' };
}

/** By what a way passes: whether all that goes by it to the internet crosses a firewall endpoint. */
export function inspectedTargets(traces: ReadonlyMap<Key, readonly Trace[]>): ReadonlyMap<Key, boolean> {
  const inspected = new Map<Key, boolean>();
  for (const { out } of [...traces.values()].flat()) {
    const isInspected = endpointsOf(out).length > 0 && out.disposition !== 'undetermined';
    for (const { key } of out.hops) inspected.set(key, isInspected && inspected.get(key) !== false);
  }
  return inspected;
}
