import type { CountryTable } from '@inspected-egress/lab';
import type { Problem } from '@inspected-egress/problem';
import { otherCountry } from '../errors';
import type { NamedFlow } from './complete-flow';

/** Where the destinations of flows are, as their authors say; an engine has no other map. */
export function countriesOf(flows: readonly NamedFlow[]): {
  readonly countries: CountryTable;
  readonly problems: readonly Problem[];
} {
  const countries: Record<string, string[]> = {};
  const known = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { flow, pathOf } of flows) {
    const { destination, country } = flow;
    if (country == null) continue;
    const other = known.get(destination);
    if (other !== undefined && other !== country) {
      problems.push(otherCountry(pathOf('country'), destination, other));
    }
    if (other !== undefined) continue;
    known.set(destination, country);
    (countries[country] ??= []).push(`${destination}/${destination.includes(':') ? 128 : 32}`);
  }
  return { countries, problems };
}
