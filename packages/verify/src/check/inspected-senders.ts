import type { Instance } from '../graph/instance';
import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Evidence } from '../promise/evidence';
import type { Hop, Trace } from '../walk/trace';

/** A workload that the input places in a judged subnet, and the ways of its packets. */
export interface InspectedSender {
  readonly instance: Instance;
  readonly traces: readonly Trace[];
}

/** Instances and groups of judged subnets from which a way passes something that a check is about. */
export function listSenders({ graph, traces }: Evidence, isMeant: (hop: Hop, trace: Trace) => boolean) {
  const found = new Map<Key, InspectedSender>();
  for (const [subnet, ways] of traces) {
    const meant = ways.filter((trace) => trace.out.hops.some((hop) => isMeant(hop, trace)));
    if (meant.length > 0)
      for (const instance of listInstances(graph, subnet))
        found.set(instance.key, { instance, traces: meant });
  }
  return found;
}

function listInstances(graph: VpcGraph, subnet: Key): readonly Instance[] {
  return (graph.subnets.get(subnet)?.occupants ?? []).flatMap(({ kind, key }) =>
    kind === 'instance' ? (graph.instances.get(key) ?? []) : [],
  );
}
