import { itemsOf, type Value } from '../read/value';
import type { Links } from './links';

/** The fields of a block that there is at most one of. */
export function oneBlock(links: Links, value: Value): Value {
  const items = itemsOf(links.follow(value));
  return items === undefined ? value : (items[0] ?? { kind: 'absent' });
}
