import type { Resource } from '../estate';
import type { JsonValue } from '../json';
import { ABSENT, literal, type Value } from '../value';
import type { Item } from './item';

/** What an answer says, by argument of the Terraform provider; what is undefined is not said. */
export type Said = Readonly<Record<string, JsonValue | undefined>>;

/** A resource whose arguments can be listed. */
export interface Deployed extends Resource {
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * Something that is there. Its address is its id, as no configuration gives it a name.
 *
 * @param said - literally
 * @param more - what is not literal, as what the input does not tell
 */
export function deployed(
  type: string,
  id: string,
  said: Said,
  more: Readonly<Record<string, Value | undefined>> = {},
): Deployed {
  const values = new Map<string, Value>([['id', literal(id)]]);
  for (const [name, value] of Object.entries(said)) values.set(name, literal(value));
  for (const [name, value] of Object.entries(more)) if (value !== undefined) values.set(name, value);
  return {
    address: id,
    type,
    mode: 'managed',
    id,
    values,
    attribute: (name) => values.get(name) ?? ABSENT,
  };
}

/** Tags as Terraform writes them. */
export function tagsOf(item: Item, name = 'Tags'): JsonValue {
  // No prototype: a key may be `__proto__`.
  const tags = Object.create(null) as Record<string, string>;
  for (const tag of item.items(name)) tags[tag.need('Key')] = tag.text('Value') ?? '';
  return tags;
}
