import type { Stack, Values } from '../stack';

/** A resource that a reference names, and what of it. */
export interface Reference {
  readonly type: string;
  readonly name: string;
  readonly attribute: string;
}

/** What `${aws_subnet.a.id}` refers to; undefined for literal text and for anything less plain. */
export function referenceOf(value: unknown): Reference | undefined {
  const [, type, name, attribute] =
    /^\$\{(aws_\w+)\.([\w-]+)\.([\w.]+)\}$/.exec(typeof value === 'string' ? value : '') ?? [];
  return type === undefined || name === undefined || attribute === undefined
    ? undefined
    : { type, name, attribute };
}

/** The address of what a value refers to, `aws_subnet.a`. */
export function addressOf(value: unknown): string | undefined {
  const reference = referenceOf(value);
  return reference === undefined ? undefined : `${reference.type}.${reference.name}`;
}

export function refer(address: string, attribute = 'id'): string {
  return `\${${address}.${attribute}}`;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The items of a list, or of a block that is written without one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function blocksOf(value: unknown): readonly Values[] {
  return listOf(value).filter((one): one is Values => typeof one === 'object' && one !== null);
}

/** Every resource of a type by its address. */
export function resourcesOf(stack: Stack, type: string): { address: string; name: string; values: Values }[] {
  return stack
    .namesOf(type)
    .map((name) => ({ address: `${type}.${name}`, name, values: stack.at(type, name) }));
}
