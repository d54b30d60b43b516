import { isObject } from '../json';
import { ABSENT, known } from '../value';
import type { TerraformFunction } from './functions';
import { numberIn } from './operators';
import { takeIndex } from './take';
import {
  asSetTerm,
  asUnordered,
  fieldOfTerm,
  fieldsOfTerm,
  isUnordered,
  itemsOfTerm,
  keyOf,
  listTerm,
  objectTerm,
  orderedAs,
  type Term,
} from './term';

/** Functions that only pass items on, so an item may be a reference; as Terraform 1.11 documents them. */
export const COLLECTION_FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map<
  string,
  TerraformFunction
>([
  ['tolist', (list) => (list?.kind === 'endpoints' ? list : asList(list))],
  ['toset', (list) => (list?.kind === 'endpoints' ? list : asSet(list))],
  ['tomap', (map) => (map !== undefined && isMap(map) ? map : undefined)],
  ['sensitive', (value) => value],
  ['nonsensitive', (value) => value],
  ['element', elementOf],
  ['one', oneOf],
  ['length', lengthOf],
  ['keys', (map) => mapped(map, (fields) => known(fields.map(([name]) => name)))],
  ['values', (map) => mapped(map, (fields) => listTerm(fields.map(([, field]) => field)))],
  ['lookup', lookup],
  ['concat', (...lists) => joined(lists)],
  ['merge', merge],
  ['flatten', flatten],
  ['compact', (list) => filtered(list, (item) => item.kind !== 'absent' && !isEmptyText(item))],
  ['distinct', (list) => filtered(list, isFirstOfItsKind)],
  ['coalesce', (...args) => firstDecided(args, (item) => item.kind === 'absent' || isEmptyText(item))],
  ['coalescelist', (...args) => firstDecided(args, (list) => asItems(list)?.length === 0)],
  ['try', (first) => (first?.kind === 'unknown' ? undefined : first)],
  [
    'reverse',
    (list) =>
      orderedAs(
        withItems(list, (items) => listTerm([...items].reverse())),
        list,
      ),
  ],
  ['slice', slice],
  ['zipmap', zipmap],
  ['sort', (list) => sorted(list)],
  ['contains', contains],
  ['index', indexOf],
  ['range', range],
]);

const isMap = (term: Term) => term.kind === 'object' || (term.kind === 'known' && isObject(term.value));

function asItems(term: Term | undefined): readonly Term[] | undefined {
  return term === undefined || isMap(term) ? undefined : itemsOfTerm(term);
}

function withItems<T>(list: Term | undefined, use: (items: readonly Term[]) => T): T | undefined {
  const items = asItems(list);
  return items === undefined ? undefined : use(items);
}

function asList(list: Term | undefined): Term | undefined {
  return orderedAs(withItems(list, listTerm), list);
}

// Terraform orders the texts of a set; what is known after apply has no place in that order.
function asSet(list: Term | undefined): Term | undefined {
  const distinct = filtered(list, isFirstOfItsKind);
  if (distinct === undefined) return undefined;
  const set = distinct.kind === 'known' ? (sorted(distinct) ?? distinct) : asUnordered(distinct);
  return asSetTerm(set);
}

function sorted(list: Term | undefined): Term | undefined {
  const texts = asItems(list)?.map((item) => (item.kind === 'known' ? item.value : undefined));
  if (texts === undefined || !texts.every((text) => typeof text === 'string')) return undefined;
  return known([...texts].sort());
}

function mapped<T>(map: Term | undefined, use: (fields: readonly (readonly [string, Term])[]) => T) {
  if (map === undefined || !isMap(map)) return undefined;
  return use((fieldsOfTerm(map) ?? []).map(([name, field]) => [String(name), field]));
}

function filtered(
  list: Term | undefined,
  keep: (item: Term, index: number, items: readonly Term[]) => boolean,
): Term | undefined {
  const items = asItems(list);
  // Whether to keep an item depends on what it is.
  return items === undefined || items.some((item) => item.kind === 'unknown')
    ? undefined
    : orderedAs(listTerm(items.filter(keep)), list);
}

function isFirstOfItsKind(item: Term, index: number, items: readonly Term[]): boolean {
  const key = identityOf(item);
  return key === undefined || items.findIndex((other) => identityOf(other) === key) === index;
}

const identityOf = (item: Term) =>
  item.kind === 'reference' ? `\0${item.resource}\0${item.attribute}` : keyOf(item);

const isEmptyText = (term: Term) => term.kind === 'known' && term.value === '';

function elementOf(list?: Term, index?: Term): Term | undefined {
  const items = asItems(list);
  const at = index?.kind === 'known' ? numberIn(index.value) : undefined;
  if (items === undefined || items.length === 0 || at === undefined || at < 0) return undefined;
  if (isUnordered(list)) return undefined;
  return items[Math.trunc(at) % items.length];
}

function oneOf(list?: Term): Term | undefined {
  return withItems(list, (items) =>
    items.length === 0 ? ABSENT : items.length === 1 ? items[0] : undefined,
  );
}

function lengthOf(of?: Term): Term | undefined {
  if (of?.kind === 'known' && typeof of.value === 'string') return known([...of.value].length);
  const items = of === undefined ? undefined : itemsOfTerm(of);
  return items === undefined ? undefined : known(items.length);
}

function lookup(map?: Term, key?: Term, fallback?: Term): Term | undefined {
  const name = key === undefined ? undefined : keyOf(key);
  if (map === undefined || key === undefined) return undefined;
  if (map.kind === 'endpoints') return takeIndex(map, key);
  return name !== undefined && isMap(map) ? (fieldOfTerm(map, name) ?? fallback) : undefined;
}

function joined(lists: readonly Term[]): Term | undefined {
  const items = lists.map(asItems);
  return items.some((one) => one === undefined)
    ? undefined
    : orderedAs(listTerm(items.flatMap((one) => one ?? [])), ...lists);
}

function merge(...maps: readonly Term[]): Term | undefined {
  const fields = maps.map((map) => (map.kind === 'absent' ? [] : mapped(map, (one) => one)));
  return fields.some((one) => one === undefined)
    ? undefined
    : objectTerm(new Map(fields.flatMap((one) => one ?? [])));
}

function flatten(list?: Term): Term | undefined {
  const rest = [...(asItems(list) ?? [])].reverse();
  const flat: Term[] = [];
  const parts = [list];
  for (let item = rest.pop(); item !== undefined; item = rest.pop()) {
    const inner = asItems(item);
    if (item.kind === 'unknown') return undefined;
    parts.push(item);
    if (inner === undefined) flat.push(item);
    else for (const one of [...inner].reverse()) rest.push(one);
  }
  return asItems(list) === undefined ? undefined : orderedAs(listTerm(flat), ...parts);
}

function firstDecided(args: readonly Term[], isSkipped: (item: Term) => boolean): Term | undefined {
  const first = args.find((item) => !isSkipped(item));
  return first?.kind === 'unknown' ? undefined : first;
}

function slice(list?: Term, from?: Term, to?: Term): Term | undefined {
  const [start, end] = [from, to].map((at) => (at?.kind === 'known' ? numberIn(at.value) : undefined));
  const items = isUnordered(list) ? undefined : asItems(list);
  if (items === undefined || start === undefined || end === undefined || end > items.length) return undefined;
  return listTerm(items.slice(start, end));
}

function zipmap(names?: Term, values?: Term): Term | undefined {
  if (isUnordered(names, values)) return undefined;
  const [keys, items] = [asItems(names)?.map(keyOf), asItems(values)];
  if (keys === undefined || items === undefined || keys.length !== items.length) return undefined;
  if (keys.some((key) => key === undefined)) return undefined;
  return objectTerm(new Map(items.map((item, index) => [keys[index] ?? '', item])));
}

function contains(list?: Term, wanted?: Term): Term | undefined {
  const keys = asItems(list)?.map(keyOf);
  const key = wanted === undefined ? undefined : keyOf(wanted);
  return keys === undefined || key === undefined || keys.includes(undefined)
    ? undefined
    : known(keys.includes(key));
}

function indexOf(list?: Term, wanted?: Term): Term | undefined {
  const keys = asItems(list)?.map(keyOf);
  const key = wanted === undefined ? undefined : keyOf(wanted);
  const at = key === undefined || keys === undefined || keys.includes(undefined) ? -1 : keys.indexOf(key);
  return at < 0 ? undefined : known(at);
}

const LONGEST_RANGE = 1024; // what Terraform permits

function range(...args: readonly Term[]): Term | undefined {
  const numbers = args.map((arg) => (arg.kind === 'known' ? numberIn(arg.value) : undefined));
  const [a = 0, b, step = 1] = numbers;
  if (numbers.length === 0 || numbers.includes(undefined) || step <= 0) return undefined;
  const [from, to] = b === undefined ? [0, a] : [a, b];
  const count = Math.max(0, Math.ceil((to - from) / step));
  if (count > LONGEST_RANGE) return undefined;
  return known(Array.from({ length: count }, (_, index) => from + index * step));
}
