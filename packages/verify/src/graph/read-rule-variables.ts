import { fieldOf, isAbsent, itemsOf, reasonOf, textOf, type Value } from '../read/value';
import type { IpSets } from './firewall-rule-group';
import type { Key } from './key';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { oneBlock } from './one-block';
import type { PlacedBlock } from './placed-block';
import { readTexts } from './read-facts';
import { readPlacedBlock } from './read-placed-block';

/** @param value - blocks of a `key` and an `ip_set` each */
export function readIpSets(links: Links, value: Value): Known<IpSets> {
  return readNamed(links, value, (item) =>
    readPlacedBlocks(links, fieldOf(oneBlock(links, fieldOf(item, 'ip_set')), 'definition')),
  );
}

/** @param value - blocks of a `key` and a `port_set` each */
export function readPortSets(
  links: Links,
  value: Value,
): Known<ReadonlyMap<string, Known<readonly string[]>>> {
  return readNamed(links, value, (item) =>
    readTexts(links, fieldOf(oneBlock(links, fieldOf(item, 'port_set')), 'definition')),
  );
}

/** @param value - blocks of a `key` and an `ip_set_reference` each */
export function readIpSetReferences(links: Links, value: Value): Known<ReadonlyMap<string, Known<Key>>> {
  return readNamed(links, value, (item) => {
    const arn = fieldOf(oneBlock(links, fieldOf(item, 'ip_set_reference')), 'reference_arn');
    return links.keyOf(arn) ?? unknown('it refers to nothing');
  });
}

/** Each member apart, as one that is not known leaves the others what they are. */
export function readPlacedBlocks(links: Links, value: Value): Known<readonly PlacedBlock[]> {
  const items = itemsOf(links.follow(value));
  if (items === undefined) return unknown(reasonOf(value) ?? 'it is no list');
  return known(items.map((item) => readPlacedBlock(links, item)));
}

function readNamed<T>(links: Links, value: Value, read: (item: Value) => T): Known<ReadonlyMap<string, T>> {
  if (isAbsent(value)) return known(new Map());
  const items = itemsOf(links.follow(value));
  if (items === undefined) return unknown(reasonOf(value) ?? 'it is no list');
  const named = new Map<string, T>();
  for (const item of items) {
    const key = textOf(links.follow(fieldOf(item, 'key')));
    if (key === undefined) return unknown(reasonOf(fieldOf(item, 'key')) ?? 'a variable has no name');
    named.set(key, read(item));
  }
  return known(named);
}
