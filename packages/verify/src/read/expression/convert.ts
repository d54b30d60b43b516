import { known, type Value } from '../value';
import { evaluate } from './evaluate';
import type { Expression } from './expression';
import { callFunction } from './functions';
import { parseTemplate } from './parse-template';
import {
  fieldOfTerm,
  fieldsOfTerm,
  itemsOfTerm,
  keyOf,
  listTerm,
  objectTerm,
  unknownFrom,
  type Term,
} from './term';

// Modules are placed many times.
const parsed = new Map<string, Expression | undefined>();

/**
 * A value as a variable of a type holds it: fields that are left out have their defaults, a set has no order.
 * @param type - as the variable says it, for example `map(object({ zone = string, size = optional(number, 4) }))`
 * @see Terraform language, "Type Constraints", 2026-11
 */
export function convertTo(type: string, term: Term): Term {
  const before = parsed.has(type) ? parsed.get(type) : parse(type);
  parsed.set(type, before);
  return before === undefined
    ? unknownFrom('the type of a variable is not understood', term)
    : convert(before, term);
}

function parse(type: string): Expression | undefined {
  const expression = parseTemplate(`\${${type}\n}`);
  return expression.is === 'not-understood' ? undefined : expression;
}

function convert(type: Expression, term: Term): Term {
  if (type.is === 'name') return toPlain(type.name, term);
  if (type.is === 'literal') return term; // types were texts in Terraform 0.11
  const [inner] = type.is === 'call' ? type.args : [];
  if (type.is !== 'call' || inner === undefined)
    return unknownFrom('the type of a variable is not understood', term);
  switch (type.name) {
    case 'list':
      return toItems(term, (item) => convert(inner, item));
    case 'set': {
      const list = toItems(term, (item) => convert(inner, item));
      return itemsOfTerm(list) === undefined ? list : callFunction('toset', [list]);
    }
    case 'map': {
      const fields = isFielded(term) ? fieldsOfTerm(term) : undefined;
      return fields === undefined
        ? term
        : objectTerm(new Map(fields.map(([name, field]) => [String(name), convert(inner, field)])));
    }
    case 'tuple':
      return toItems(term, (item, index) => {
        const one = inner.is === 'tuple' ? inner.items[index] : undefined;
        return one === undefined ? item : convert(one, item);
      });
    case 'object':
      return inner.is === 'object' ? toObject(inner, term) : term;
    default:
      return unknownFrom('the type of a variable is not understood', term);
  }
}

const isFielded = (term: Term) =>
  term.kind === 'object' || (term.kind === 'known' && !Array.isArray(term.value));

function toItems(term: Term, each: (item: Term, index: number) => Term): Term {
  if (term.kind !== 'list' && !(term.kind === 'known' && Array.isArray(term.value))) return term;
  return listTerm((itemsOfTerm(term) ?? []).map(each));
}

function toObject({ entries }: Extract<Expression, { is: 'object' }>, term: Term): Term {
  if (!isFielded(term) || fieldsOfTerm(term) === undefined) return term;
  const fields = entries.map(([key, type]) => {
    const name = key.is === 'literal' ? String(key.value) : '';
    const isOptional = type.is === 'call' && type.name === 'optional';
    const [inner = type, fallback] = isOptional ? type.args : [];
    const given = fieldOfTerm(term, name);
    const isGiven = given !== undefined && given.kind !== 'absent';
    if (isGiven) return [name, convert(inner, given)] as const;
    const missing: Value = { kind: 'absent' };
    const value = fallback === undefined ? missing : evaluate(fallback, { name: () => undefined });
    return [name, convert(inner, value)] as const;
  });
  return objectTerm(new Map(fields));
}

function toPlain(name: string, term: Term): Term {
  if (term.kind !== 'known') return term;
  if (name === 'string') return known(keyOf(term) ?? term.value);
  const { value } = term;
  if (name === 'number' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
    return known(Number(value));
  if (name === 'bool' && (value === 'true' || value === 'false')) return known(value === 'true');
  return term;
}
