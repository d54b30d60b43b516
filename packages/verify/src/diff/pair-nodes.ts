import { append } from '../graph/append';
import type { Key } from '../graph/key';

/** A node, and what two inputs may know it by, the surest first; undefined where its input does not tell. */
export interface MarkedNode {
  readonly key: Key;
  readonly marks: readonly (string | undefined)[];
}

/** The names that paired nodes share, by the key that each has in its own input. Nodes without a partner have none. */
export interface Pairs {
  readonly before: ReadonlyMap<Key, string>;
  readonly after: ReadonlyMap<Key, string>;
}

/**
 * Pairs the nodes of two inputs: those that share a mark which no other node of either input has. A surer mark goes first,
 * and what is paired stays so. Nothing is guessed: where two nodes have the same mark, it pairs neither.
 */
export function pairNodes(before: readonly MarkedNode[], after: readonly MarkedNode[]): Pairs {
  const pairs = { before: new Map<Key, string>(), after: new Map<Key, string>() };
  const ranks = Math.max(0, ...[...before, ...after].map(({ marks }) => marks.length));
  for (let rank = 0; rank < ranks; rank += 1) {
    const [ours, theirs] = [byMark(before, rank), byMark(after, rank)];
    for (const [mark, [key, ...others]] of ours) {
      const [partner, ...rivals] = theirs.get(mark) ?? [];
      if (key === undefined || partner === undefined || others.length + rivals.length > 0) continue;
      if (pairs.before.has(key) || pairs.after.has(partner)) continue;
      const name = [...new Set([key, partner])].sort().join(' = ');
      pairs.before.set(key, name);
      pairs.after.set(partner, name);
    }
  }
  return pairs;
}

function byMark(nodes: readonly MarkedNode[], rank: number): ReadonlyMap<string, readonly Key[]> {
  const found = new Map<string, Key[]>();
  for (const { key, marks } of nodes) {
    const mark = marks[rank];
    if (mark !== undefined) append(found, mark, key);
  }
  return found;
}
