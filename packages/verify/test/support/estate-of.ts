import type { Estate, InputForm, Resource } from '../../src/read/estate';
import { isArray, isObject, type JsonValue } from '../../src/read/json';
import { listOf, objectOfFields, known, reference, unknown, type Value } from '../../src/read/value';

/** What a test writes for an attribute: JSON, in which a part may be a {@link Value}. */
export type Said = Value | JsonValue | Part;
type Part = readonly Said[] | { readonly [name: string]: Said };

const VALUE = new WeakSet<object>();

/** `ref('aws_vpc.v.id')`; where an address or attribute has dots of its own, `ref('aws_x.y', 'a[b.c]')`. */
export function ref(text: string, attribute?: string): Value {
  const dot = text.lastIndexOf('.');
  return mark(
    attribute === undefined ? reference(text.slice(0, dot), text.slice(dot + 1)) : reference(text, attribute),
  );
}

/** What nothing in the input decides. */
export function notKnown(reason: string, ...references: readonly string[]): Value {
  return mark(unknown(reason, references));
}

/** What is made of these and of nothing else, so that it is one of them or known already. */
export function madeOf(...references: readonly string[]): Value {
  return mark({ kind: 'unknown', reason: `it is made of ${references.join()}`, references, isTraced: true });
}

/** An estate by hand: the attributes of each resource by its address; `id`, when it is a text, is the provider's id. */
export function estateOf(
  resources: Readonly<Record<string, Readonly<Record<string, Said>>>>,
  form: InputForm = 'synthesized',
): Estate {
  const entries = Object.entries(resources);
  return { form, resources: entries.map(([address, said]) => resourceOf(address, said)), notes: [] };
}

function resourceOf(address: string, said: Readonly<Record<string, Said>>): Resource {
  const values = new Map(Object.entries(said).map(([name, one]) => [name, valueOf(one)]));
  const [, data, type] = /(?:^|[.:])(data\.)?(\w+)\.[^.[]+(?:\[.*\])?$/u.exec(address) ?? [];
  if (type === undefined) throw new Error(`\`${address}\` is no address of a resource`);
  const id = said['id'];
  return {
    address,
    type,
    mode: data === undefined ? 'managed' : 'data',
    ...(typeof id === 'string' && { id }),
    attribute: (name) => values.get(name) ?? { kind: 'absent' },
  };
}

function valueOf(said: Said): Value {
  if (isMarked(said)) return said;
  if (isArray(said as JsonValue)) return listOf((said as readonly Said[]).map(valueOf));
  if (isObject(said as JsonValue))
    return objectOfFields(
      new Map(Object.entries(said as object).map(([name, one]) => [name, valueOf(one as Said)])),
    );
  return known(said as JsonValue);
}

function isMarked(said: Said): said is Value {
  return typeof said === 'object' && said !== null && VALUE.has(said);
}

function mark(value: Value): Value {
  VALUE.add(value);
  return value;
}
