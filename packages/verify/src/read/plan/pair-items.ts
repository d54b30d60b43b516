import { isArray, isObject, own, type JsonValue } from '../json';
import type { Value } from '../value';
import { pairInline } from './pair-inline';
import { holdsUnknown } from './mask';
import { fieldSource, resolveSource, type Source } from './source';

/** An item of a planned list or set, with what is unknown of it. */
export interface PlannedItem {
  readonly value: JsonValue | undefined;
  readonly mask: JsonValue | undefined;
}

// Beyond it pairing would take too long; a network ACL has 40 rules.
const MOST_ITEMS = 500;

/**
 * Which block of the configuration each planned item comes from. A set has no order, so an item takes the block that
 * agrees with what is known of it; where several agree and items differ, none is taken.
 */
export function pairItems(
  items: readonly PlannedItem[],
  sources: readonly Source[] | undefined,
  whole: Source,
): readonly (Source | undefined)[] {
  if (sources === undefined) return whole.is === 'references' ? pairInline(items, whole) : [];
  // A `dynamic` block made the others, and may have made any.
  if (sources.length !== items.length || items.length > MOST_ITEMS) return [];
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const fits = sources.flatMap((source, at) => (agrees(item, source) ? [at] : [])).join();
    groups.set(fits, [...(groups.get(fits) ?? []), index]);
  });
  const paired: (Source | undefined)[] = items.map(() => undefined);
  for (const [fits, members] of groups) {
    const candidates = fits === '' ? [] : fits.split(',').map(Number);
    const isOneKind = new Set(members.map((index) => JSON.stringify(items[index]))).size === 1;
    if (candidates.length !== members.length || !isOneKind) continue;
    members.forEach((index, at) => (paired[index] = sources[candidates[at] ?? -1]));
  }
  return paired;
}

/** Whether an item may come from a block: what both know is equal, and what is to be known after apply is so in both. */
function agrees({ value, mask }: PlannedItem, source: Source): boolean {
  if (!isObject(value)) return agree(value, holdsUnknown(mask), resolveSource(source, ''));
  const names = new Set([...Object.keys(value), ...(isObject(mask) ? Object.keys(mask) : [])]);
  return [...names].every((name) => {
    const field = fieldSource(source, name);
    return agree(
      own(value, name),
      holdsUnknown(own(mask, name)),
      field.is === 'none' ? undefined : resolveSource(field, name),
    );
  });
}

function agree(value: JsonValue | undefined, isUnknown: boolean, said: Value | undefined): boolean {
  if (said === undefined || said.kind === 'absent') return isUnknown || isEmpty(value);
  if (said.kind === 'reference') return isUnknown;
  if (said.kind !== 'known') return true;
  return isUnknown ? isArray(said.value) || isObject(said.value) : sameText(value, said.value);
}

// Terraform converts what a provider's schema wants otherwise, and SDKs write nothing as the zero of its type.
function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || typeof value !== 'string' || value === '';
}

function sameText(a: JsonValue | undefined, b: JsonValue): boolean {
  const isPlain = (one: JsonValue | undefined) => typeof one !== 'object' || one === null;
  return isPlain(a) && isPlain(b) ? String(a ?? '') === String(b ?? '') : true;
}
