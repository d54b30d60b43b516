import { arrayOf, isObject, type JsonValue } from '../json';
import { known, unknown, type Value } from '../value';
import { addressesOf, candidatesOf, headsOf } from './candidates';
import { isIdentity, nounMatch } from './decide';
import type { PlannedItem } from './pair-items';
import type { Source } from './source';

type References = Extract<Source, { readonly is: 'references' }>;

/**
 * The inline blocks of a route table or a security group, which are one attribute to Terraform: a plan lists the references
 * of all of them together, those in `dynamic` blocks left out.
 *
 * Each listed id that only apply knows is in at least one unknown field, and what is known before apply is in none. So if there are as many unknown fields of each
 * name as references that fit it, each reference is in one of them and none comes from a `dynamic`; and if each field takes another type of
 * resource, or all of a type are the same resource, it is clear in which.
 */
export function pairInline(items: readonly PlannedItem[], source: References): readonly Source[] {
  const fields = items.flatMap(({ mask }, index) =>
    isObject(mask)
      ? Object.entries(mask).flatMap(([name, part]) => (hasTrue(part) ? [{ index, name, part }] : []))
      : [],
  );
  const candidates = candidatesOf(source.references, source.place);
  const { references, whole, firewalls, doubts } = candidates;
  const rest = unknown('a plan does not show which inline block refers to what', addressesOf(candidates));
  const unclear = items.map((): Source => ({ is: 'leaves', leaves: new Map(), rest }));
  const isExact = doubts.length === 0 && whole.length === 0 && firewalls.length === 0;
  if (!isExact) return unclear;
  if (unknownHeads(source).length !== references.length) return unclear;
  const leaves = items.map(() => new Map<string, Value>());
  const names = [...new Set(fields.map(({ name }) => name))];
  const byField = new Map<string, Extract<Value, { kind: 'reference' }>[]>();
  for (const reference of references) {
    const field = fieldFor(reference, names);
    if (field === undefined) return unclear;
    byField.set(field, [...(byField.get(field) ?? []), reference]);
  }
  for (const name of names) {
    const places = fields.filter((field) => field.name === name);
    const found = byField.get(name) ?? [];
    const isOne = new Set(found.map(({ resource, attribute }) => `${resource} ${attribute}`)).size === 1;
    if (!isOne || found.length !== places.length || places.some(({ part }) => part !== true)) return unclear;
    const [value] = found;
    for (const { index } of places) leaves[index]?.set(name, value ?? known(null));
  }
  return leaves.map((one): Source => ({ is: 'leaves', leaves: one, rest }));
}

/** Heads that something unknown may come from: what is known before apply is in no unknown field. */
function unknownHeads({ references, place }: References): readonly string[] {
  return headsOf(references).filter((head) => addressesOf(candidatesOf([head], place)).length > 0);
}

/** The field that names most of the type of a resource. */
function fieldFor(
  { resource, attribute }: Extract<Value, { kind: 'reference' }>,
  names: readonly string[],
): string | undefined {
  const type = /(?:^|[.:])(aws_\w+)\.[^.]+$/.exec(resource)?.[1] ?? '';
  const matches = names
    .filter((name) => isIdentity(name) && isIdentity(attribute))
    .map((name) => ({ name, length: nounMatch(name, type) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length);
  return matches[0]?.name;
}

function hasTrue(part: JsonValue | undefined): boolean {
  return part === true || arrayOf(part).includes(true);
}
