import { quote } from '../../errors';
import { objectOf, type JsonObject, type JsonValue } from '../json';
import { UNTOLD_TYPE } from '../untold';
import { literal, type Value } from '../value';
import { deployed, type Deployed } from './deployed';

/**
 * Each thing once: pages overlap, and two files may have the same answer. Two answers that differ are of different moments,
 * and no state of the network. But for tags: an account has its own on what another one shares with it.
 */
export function onceEach(resources: readonly Deployed[]): readonly Deployed[] {
  const found = new Map<string, Deployed>();
  const torn = new Set<string>();
  for (const resource of resources) {
    const earlier = found.get(resource.address);
    if (earlier !== undefined && textOf(earlier) !== textOf(resource)) torn.add(resource.address);
    else found.set(resource.address, earlier === undefined ? resource : withTagsOfBoth(earlier, resource));
  }
  const doubts = [...torn].map((address) => {
    const reason = `two answers tell of ${quote(address)}, and not the same; give answers of one moment`;
    return deployed(UNTOLD_TYPE, `two answers about ${address}`, { reason, about: 'everything' });
  });
  return [...found.values(), ...doubts];
}

function textOf({ type, values }: Deployed): string {
  const sorted = [...values].filter(([name]) => name !== TAGS).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([type, sorted], (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

const TAGS = 'tags';

/** Of a tag that each gives another value, neither. */
function withTagsOfBoth(one: Deployed, other: Deployed): Deployed {
  const [mine, theirs] = [tagsIn(one.values.get(TAGS)), tagsIn(other.values.get(TAGS))];
  if (JSON.stringify(mine) === JSON.stringify(theirs)) return one;
  const tags = Object.create(null) as Record<string, JsonValue | undefined>; // a key may be `__proto__`
  for (const [key, value] of [...Object.entries(mine), ...Object.entries(theirs)])
    if ((mine[key] ?? value) === (theirs[key] ?? value)) tags[key] = value;
  const values = new Map([...one.values, [TAGS, literal(tags)]]);
  return { ...one, values, attribute: (name) => values.get(name) ?? one.attribute(name) };
}

function tagsIn(value: Value | undefined): JsonObject {
  return value?.kind === 'known' ? objectOf(value.value) : {};
}
