import { ALL, entryOf, type AddressObject } from './address-objects';
import { formatTable, type CliEntry } from './cli';
import type { PlannedPolicies } from './firewall-policies';

/** Objects before groups before policies: FortiOS takes no name that it does not know yet. */
export function formatConfiguration(
  planned: readonly PlannedPolicies[],
  ids: ReadonlyMap<string, number>,
): string {
  const objects = planned.flatMap((one) => one.objects).filter(({ name }) => name !== ALL);
  const groups = planned.flatMap((one) => one.groups);
  const services = planned.flatMap((one) => one.services.flatMap(({ entry }) => entry ?? []));
  const ofFamily = <T extends Pick<AddressObject, 'family'>>(some: readonly T[], family: 4 | 6) =>
    some.filter((one) => one.family === family);
  const policies = planned.flatMap((one) =>
    one.policies.map(({ key, lines }) => ({ key: `${ids.get(key) ?? 0}`, lines })),
  );
  return [
    formatTable('firewall address', once(ofFamily(objects, 4).map(entryOf))),
    formatTable('firewall address6', once(ofFamily(objects, 6).map(entryOf))),
    formatTable('firewall addrgrp', once(ofFamily(groups, 4).map(({ entry }) => entry))),
    formatTable('firewall addrgrp6', once(ofFamily(groups, 6).map(({ entry }) => entry))),
    formatTable('firewall service custom', once(services)),
    formatTable('firewall policy', policies),
  ].join('');
}

/** Equal names are equal entries: a name is made of what it names, and FortiOS would take the last of two. */
function once(entries: readonly CliEntry[]): readonly CliEntry[] {
  const known = new Map<string, CliEntry>();
  for (const entry of entries) {
    const first = known.get(entry.key) ?? entry;
    if (first.lines.join('\n') !== entry.lines.join('\n'))
      throw new Error(`two objects are called ${entry.key}`);
    known.set(entry.key, entry);
  }
  return [...known.values()];
}
