import type { VpcGraph } from '../graph/vpc-graph';

/** Of what a node does itself alone, so that nothing elsewhere is in doubt while it is not known. */
const OWN_FACTS: ReadonlySet<string> = new Set(['ipAddressType']);

/**
 * Whether an island surely has nothing to do with any other: all that it places is understood, and everything is known of where
 * it stands and what it leads to. A table of a VPC that is not known could be that of any.
 */
export function isAlone(graph: VpcGraph): boolean {
  const { unmodelled, drifters, blockPublicAccess } = graph;
  return (
    unmodelled.length === 0 && drifters.length === 0 && blockPublicAccess === undefined && isKnown(graph)
  );
}

function isKnown(graph: VpcGraph): boolean {
  const rest: unknown[] = [graph];
  while (rest.length > 0) {
    const part = rest.pop();
    if (typeof part !== 'object' || part === null) continue;
    if (part instanceof Map) rest.push(...(part.values() as Iterable<unknown>));
    else if (Array.isArray(part)) rest.push(...(part as readonly unknown[]));
    else {
      if (isUnknown(part)) return false;
      for (const [name, value] of Object.entries(part)) if (!OWN_FACTS.has(name)) rest.push(value);
    }
  }
  return true;
}

function isUnknown(part: object): boolean {
  return (
    ('is' in part && part.is === 'unknown') ||
    ('kind' in part && part.kind === 'unknown') ||
    ('doubt' in part && part.doubt !== undefined)
  );
}
