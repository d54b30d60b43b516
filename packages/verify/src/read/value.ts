import { isArray, isObject, own, type JsonValue } from './json';

/** What an input says about one attribute. `null` is `absent`, as in Terraform. */
export type Value =
  /** Known to its last leaf. */
  | { readonly kind: 'known'; readonly value: JsonValue }
  /** Exactly the attribute of this resource, which is known after apply. The address is one of the estate's resources. */
  | { readonly kind: 'reference'; readonly resource: string; readonly attribute: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Value> }
  | { readonly kind: 'absent' }
  /**
   * Nothing in the input decides it. The references are what it is computed from: addresses of the estate, and what the
   * input names without showing, as `local.a`, `var.a`, `module.a`, or the name that many instances share.
   */
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      readonly references: readonly string[];
      /** Whether the references are all that it can be made of, beside values that are known already. */
      readonly isTraced?: true;
    };

export const ABSENT: Value = { kind: 'absent' };

export function known(value: JsonValue | undefined): Value {
  return value === undefined || value === null ? ABSENT : { kind: 'known', value };
}

// No provider nests blocks nearly as deep, and who writes a value out may recurse.
const DEEPEST_VALUE = 50;

/** What an input says literally, unless it is nested so deep that nothing of Terraform says it. */
export function literal(value: JsonValue | undefined): Value {
  return isDeeper(value, DEEPEST_VALUE) ? unknown('it is nested too deep') : known(value);
}

function isDeeper(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeper(part, depth - 1));
}

export function reference(resource: string, attribute: string): Value {
  return { kind: 'reference', resource, attribute };
}

export function unknown(reason: string, references: readonly string[] = []): Value {
  return { kind: 'unknown', reason, references };
}

/** The items as one value: known when each of them is. */
export function listOf(items: readonly Value[]): Value {
  if (items.every((item) => item.kind === 'known' || item.kind === 'absent'))
    return { kind: 'known', value: items.map((item) => (item.kind === 'known' ? item.value : null)) };
  return { kind: 'list', items };
}

/** The fields as one value: known when each of them is. */
export function objectOfFields(fields: ReadonlyMap<string, Value>): Value {
  // No prototype: a name may be `__proto__`.
  const plain = Object.create(null) as Record<string, JsonValue>;
  for (const [name, field] of fields) {
    if (field.kind === 'absent') plain[name] = null;
    else if (field.kind === 'known') plain[name] = field.value;
    else return { kind: 'object', fields };
  }
  return { kind: 'known', value: plain };
}

/** Its text, when it is known to be one. */
export function textOf(value: Value): string | undefined {
  return value.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

/** Its number, when it is known to be one; Terraform takes `"80"` for `80`. */
export function numberOf(value: Value): number | undefined {
  if (value.kind !== 'known') return undefined;
  if (typeof value.value === 'number') return value.value;
  if (typeof value.value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value.value)) return undefined;
  return Number(value.value);
}

/** Its truth, when it is known to be one; Terraform takes `"true"` for `true`. */
export function booleanOf(value: Value): boolean | undefined {
  if (value.kind !== 'known') return undefined;
  if (value.value === true || value.value === 'true') return true;
  return value.value === false || value.value === 'false' ? false : undefined;
}

/** The resource and attribute that it is exactly. */
export function referenceOf(value: Value): { resource: string; attribute: string } | undefined {
  return value.kind === 'reference' ? value : undefined;
}

/**
 * Its items: those of a list, one for a block that is written as an object, none when absent. `undefined` when it is
 * not known how many there are.
 */
export function itemsOf(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case 'absent':
      return [];
    case 'list':
      return value.items;
    case 'object':
      return [value];
    case 'known':
      return isArray(value.value) ? value.value.map(known) : isObject(value.value) ? [value] : undefined;
    default:
      return undefined;
  }
}

/** A field of an object or block; `unknown` with the same references when the whole is. */
export function fieldOf(value: Value, name: string): Value {
  if (value.kind === 'object') return value.fields.get(name) ?? ABSENT;
  if (value.kind === 'known') return known(own(value.value, name));
  if (value.kind === 'unknown') return value;
  if (value.kind === 'absent') return ABSENT;
  if (value.kind === 'reference')
    return unknown(`\`${name}\` of \`${value.resource}.${value.attribute}\``, [value.resource]);
  return unknown(`\`${name}\` of a list`, referencesOf(value));
}

/** Whether it is not said at all. */
export function isAbsent(value: Value): boolean {
  return value.kind === 'absent';
}

/** Every resource that any part of it comes from, each once. */
export function referencesOf(value: Value): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<Value>();
  const rest: Value[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    // A value may be in a list twice, and so may the list.
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'reference') found.add(next.resource);
    else if (next.kind === 'unknown') next.references.forEach((one) => found.add(one));
    else if (next.kind === 'list') for (const item of next.items) rest.push(item);
    else if (next.kind === 'object') for (const field of next.fields.values()) rest.push(field);
  }
  return [...found];
}

/** Why it is not known, for a message: the reason of the first part that is not. */
export function reasonOf(value: Value): string | undefined {
  const seen = new Set<Value>();
  const rest: Value[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'unknown') return next.reason;
    if (next.kind === 'reference') return `\`${next.resource}.${next.attribute}\` is known after apply`;
    if (next.kind === 'list') for (const item of [...next.items].reverse()) rest.push(item);
    else if (next.kind === 'object')
      for (const field of [...next.fields.values()].reverse()) rest.push(field);
  }
  return undefined;
}
