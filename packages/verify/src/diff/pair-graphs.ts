import type { GraphNode } from '../graph/key';
import { nounOfId } from '../graph/noun';
import type { VpcGraph } from '../graph/vpc-graph';
import { NOUN_FACTS } from './node-facts';
import { pairNodes, type MarkedNode } from './pair-nodes';
import { Side } from './side';

/**
 * Pairs the nodes of two inputs, whatever their forms: by AWS id, then by key, then by construct path, then by facts that no
 * other node shares.
 */
export function pairGraphs(before: VpcGraph, after: VpcGraph): { before: Side; after: Side } {
  const sides = { before: new Side(before), after: new Side(after) };
  for (const { noun, marksOf } of NOUN_FACTS) {
    const mark = (side: Side) =>
      marksOf(side).map(({ node, facts }): MarkedNode => {
        return { key: node.key, marks: [idOf(node), node.key, node.constructPath, ...facts] };
      });
    const pairs = pairNodes(mark(sides.before), mark(sides.after));
    sides.before.give(noun, pairs.before);
    sides.after.give(noun, pairs.after);
  }
  return sides;
}

/** Where the input holds no resource, the key is the id. */
function idOf({ id, key }: GraphNode): string | undefined {
  return id ?? (nounOfId(key) === undefined ? undefined : key);
}
