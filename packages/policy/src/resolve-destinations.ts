import type { Destination, EgressPolicy } from './model';

/** A destination that is no set. */
export type PlainDestination = Exclude<Destination, { readonly set: string }>;

/**
 * Destinations with every set replaced by what it holds, sets of sets included.
 * A set that the policy does not name, or that holds itself, holds nothing: the checks of a policy report both.
 */
export function resolveDestinations(
  destinations: readonly Destination[],
  sets: EgressPolicy['sets'],
): PlainDestination[] {
  const seen = new Set<string>();
  const resolve = (some: readonly Destination[]): PlainDestination[] =>
    some.flatMap((destination) => {
      if (!('set' in destination)) return [destination];
      if (seen.has(destination.set)) return [];
      seen.add(destination.set);
      return resolve(
        sets !== undefined && Object.hasOwn(sets, destination.set) ? (sets[destination.set] ?? []) : [],
      );
    });
  return resolve(destinations);
}
