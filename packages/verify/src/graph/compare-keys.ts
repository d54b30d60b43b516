import type { Key } from './key';

/** By code unit, so that the order depends on no locale. */
export function compareKeys(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same map, in the order of keys. */
export function inKeyOrder<T>(nodes: Iterable<readonly [Key, T]>): ReadonlyMap<Key, T> {
  return new Map([...nodes].sort(([a], [b]) => compareKeys(a, b)));
}
