import { isArray, isObject, own } from '../json';
import { known, listOf, objectOfFields, referencesOf, unknown, type Value } from '../value';
import type { EndpointTerm } from './firewall-endpoints';

/** What an expression is while it is evaluated: a value of the estate, or something that becomes one by a further step. */
export type Term =
  | Exclude<Value, { readonly kind: 'list' } | { readonly kind: 'object' }>
  | { readonly kind: 'list'; readonly items: readonly Term[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Term> }
  | NamesTerm
  | EndpointTerm;

/** Something with named parts that are looked up: `var`, `aws_subnet`, `aws_subnet.a`. */
export interface NamesTerm {
  readonly kind: 'names';
  /** What messages and references call it. */
  readonly label: string;
  get(name: string): Term;
}

// A list may hold another twice, and that one another: each becomes a value once.
const values = new WeakMap<Term, Value>();

// Sets of what only apply knows: no item of one is the first.
const unordered = new WeakSet<Term>();

export function asUnordered(term: Term): Term {
  if ((itemsOfTerm(term)?.length ?? 0) > 1) unordered.add(term);
  return term;
}

/** Whether the order of its items means nothing. */
export function isUnordered(...terms: readonly (Term | undefined)[]): boolean {
  return terms.some((term) => term !== undefined && unordered.has(term));
}

/** The term, without order where it was made of something that has none. */
export function orderedAs<T extends Term | undefined>(term: T, ...from: readonly (Term | undefined)[]): T {
  if (term !== undefined && isUnordered(...from)) asUnordered(term);
  return term;
}

const sets = new WeakSet<Term>();

export function asSetTerm<T extends Term>(term: T): T {
  sets.add(term);
  return term;
}

/** Whether a `for` over it has each item as its key too. */
export function isSetTerm(term: Term): boolean {
  return sets.has(term);
}

/** The term as a value of the estate. What only stands for something is unknown. */
export function valueOf(term: Term): Value {
  if (term.kind !== 'list' && term.kind !== 'object') return simpleValue(term);
  const before = values.get(term);
  if (before !== undefined) return before;
  const value =
    term.kind === 'list'
      ? listOf(term.items.map(valueOf))
      : objectOfFields(new Map([...term.fields].map(([name, field]) => [name, valueOf(field)])));
  values.set(term, value);
  return value;
}

function simpleValue(term: Exclude<Term, { readonly kind: 'list' } | { readonly kind: 'object' }>): Value {
  switch (term.kind) {
    case 'names':
      return unknown(`\`${term.label}\` as a whole`, [term.label]);
    case 'endpoints':
      return unknown('the order of firewall endpoints is not known', [term.firewall]);
    default:
      return term;
  }
}

/** Its items; `undefined` when it is not known how many there are. */
export function itemsOfTerm(term: Term): readonly Term[] | undefined {
  if (term.kind === 'list') return term.items;
  if (term.kind === 'object') return sortedFields(term).map(([, field]) => field);
  if (term.kind !== 'known') return undefined;
  if (isArray(term.value)) return term.value.map(known);
  return isObject(term.value) ? sortedFields(term)?.map(([, field]) => field) : undefined;
}

/** Its fields in Terraform's order, by name; of a list, by index. */
export function fieldsOfTerm(term: Term): readonly (readonly [string | number, Term])[] | undefined {
  if (term.kind === 'object' || (term.kind === 'known' && isObject(term.value))) return sortedFields(term);
  return itemsOfTerm(term)?.map((item, index) => [index, item]);
}

/** A field by name; `undefined` when the term has none. */
export function fieldOfTerm(term: Term, name: string): Term | undefined {
  if (term.kind === 'object') return term.fields.get(name);
  if (term.kind !== 'known' || !isObject(term.value) || !Object.hasOwn(term.value, name)) return undefined;
  return known(own(term.value, name));
}

/** What a result that cannot be computed is made of. */
export function unknownFrom(reason: string, ...terms: readonly Term[]): Value {
  const references = new Set(terms.flatMap((term) => referencesOf(valueOf(term))));
  return unknown(reason, [...references]);
}

/** The list of known and other terms as one. */
export function listTerm(items: readonly Term[]): Term {
  return items.every(isPlain) ? listOf(items) : { kind: 'list', items };
}

export function objectTerm(fields: ReadonlyMap<string, Term>): Term {
  return [...fields.values()].every(isPlain)
    ? objectOfFields(fields as ReadonlyMap<string, Value>)
    : { kind: 'object', fields };
}

/** A known text, number or truth as Terraform makes text of it. */
export function keyOf(term: Term): string | undefined {
  if (term.kind !== 'known') return undefined;
  const { value } = term;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Math.abs(value) < 1e15 ? String(value) : undefined;
}

const isPlain = (term: Term): term is Value => term.kind === 'known' || term.kind === 'absent';

function sortedFields(term: Term): readonly (readonly [string, Term])[] {
  const fields: (readonly [string, Term])[] =
    term.kind === 'object'
      ? [...term.fields]
      : term.kind === 'known' && isObject(term.value)
        ? Object.entries(term.value).map(([name, value]) => [name, known(value)])
        : [];
  return fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
