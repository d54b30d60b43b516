import { planStableIds } from '../stable-ids';
import type { DomainList } from './domain-lists';

/**
 * Of `*`. AWS says that a priority is a positive integer and no more than that ("Rule settings in DNS Firewall", 2026-11);
 * numbers of the size that its own examples have are surely taken.
 */
export const LAST_PRIORITY = 10_000;

/** Where the numbers of each level begin, and how many they are: never fewer than the 100 rules of a group. */
const BANDS = [
  { first: 8_000, size: 2_000 },
  // Of most policies all but `*`: room for names to fall on numbers of their own.
  { first: 4_000, size: 4_000 },
  { first: 3_000, size: 1_000 },
  { first: 2_000, size: 1_000 },
  ...[4, 5, 6, 7, 8, 9].map((level) => ({ first: 2_000 - 250 * (level - 3), size: 250 })),
] as const;

/**
 * Of all lists, but for that of `*`. A priority is derived from the name of the list, not from its place: another rule in the
 * policy does not renumber the rest, which AWS would refuse halfway, as two rules of a group may not have the same priority.
 * Nor does another group: a number is given once among all groups, while a level has as many. Deeper than ten levels lists are
 * counted.
 */
export function planPriorities(groups: readonly (readonly DomainList[])[]): ReadonlyMap<string, number> {
  const lists = groups.flat().filter(({ owner }) => owner !== undefined);
  const ofLevel = (some: readonly DomainList[], level: number) =>
    some.filter((list) => list.owner !== undefined && list.level === level).map(({ name }) => name);
  const deepest = lists.filter(({ level }) => level >= BANDS.length);
  return new Map([
    ...BANDS.flatMap((band, level) => {
      const names = ofLevel(lists, level);
      if (names.length <= band.size) return [...planStableIds(names, band)];
      return groups.flatMap((group) => [...planStableIds(ofLevel(group, level), band)]);
    }),
    ...byDepth(deepest).map(({ name }, index) => [name, index + 1] as const),
  ]);
}

/** The innermost first. */
export function byDepth(lists: readonly DomainList[]): readonly DomainList[] {
  return [...lists].sort(
    (one, other) => other.level - one.level || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0),
  );
}
