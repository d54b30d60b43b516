/**
 * Numbers for what has a name, made from the name alone, so that nothing is renumbered when something else comes or goes.
 *
 * Laws, each proved by name in `test/compile/stable-ids.test.ts`:
 * - one id for each key, none twice;
 * - order does not matter;
 * - another key moves no id, unless both hash to the same one: then the key of the smaller digest keeps it.
 */
import { createHash } from 'node:crypto';

export interface IdRange {
  readonly first: number;
  readonly size: number;
}

/**
 * @param keys - at most as many as the range holds
 * @throws Error when two are the same: then one id would stand for both
 */
export function planStableIds(
  keys: readonly string[],
  { first, size }: IdRange,
): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  const inOrder = keys
    .map((key) => ({ key, digest: createHash('sha256').update(key).digest() }))
    .sort((one, other) => one.digest.compare(other.digest));
  for (const { key, digest } of inOrder) {
    if (ids.has(key)) throw new Error(`two have the key ${key}`);
    let id = first + (digest.readUIntBE(0, 6) % size);
    while (taken.has(id)) id = id + 1 < first + size ? id + 1 : first;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}
