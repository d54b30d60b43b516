import type { Key } from './key';
import { valueOf } from './known';
import type { VpcGraph } from './vpc-graph';

/** The protocol between a Gateway Load Balancer and what is behind it; Gateway Load Balancer guide, "Target groups", 2026-07. */
export const GENEVE = 'GENEVE';

/**
 * Instances, groups and interfaces behind a Gateway Load Balancer, with all interfaces of the instances: they carry packets of
 * others.
 */
export function listAppliances(graph: VpcGraph): ReadonlySet<Key> {
  const found = new Set<Key>();
  for (const { protocol, targets } of graph.targetGroups.values()) {
    if (valueOf(protocol) !== GENEVE) continue;
    for (const { what } of targets) {
      const key = valueOf(what);
      if (key === undefined) continue;
      const owner = valueOf(graph.networkInterfaces.get(key)?.instance);
      for (const one of [key, owner])
        if (one !== undefined)
          for (const part of [one, ...(graph.instances.get(one)?.networkInterfaces ?? [])]) found.add(part);
    }
  }
  return found;
}
