import { known } from '../value';
import { evaluate, type Scope } from './evaluate';
import type { ForExpression } from './expression';
import { eachEndpoint, endpointMap, pickedEndpoints, type EndpointTerm } from './firewall-endpoints';
import {
  fieldsOfTerm,
  isSetTerm,
  keyOf,
  listTerm,
  objectTerm,
  orderedAs,
  unknownFrom,
  type Term,
} from './term';

/** A `for`, over a collection whose items are known in number or over the endpoints of a firewall. */
export function evaluateFor(loop: ForExpression, scope: Scope): Term {
  const collection = evaluate(loop.collection, scope);
  if (collection.kind === 'endpoints') return overEndpoints(loop, scope, collection);
  const fields = fieldsOfTerm(collection);
  if (fields === undefined) return unknownFrom('what a `for` goes over is not known', collection);
  const isSet = isSetTerm(collection);
  const items: Term[] = [];
  const made = new Map<string, Term>();
  for (const [key, item] of fields) {
    const inside = innerScope(loop, scope, isSet ? item : known(key), item);
    const condition = loop.condition === undefined ? known(true) : evaluate(loop.condition, inside);
    if (condition.kind !== 'known')
      return unknownFrom('the condition of a `for` is not known', condition, collection);
    if (condition.value !== true && condition.value !== 'true') continue;
    const body = evaluate(loop.body, inside);
    if (loop.key === undefined) items.push(body);
    else {
      const name = keyOf(evaluate(loop.key, inside));
      if (name === undefined) return unknownFrom('a key of a `for` is not known', collection);
      made.set(name, body);
    }
  }
  return loop.key === undefined ? orderedAs(listTerm(items), collection) : objectTerm(made);
}

function overEndpoints(loop: ForExpression, scope: Scope, all: EndpointTerm): Term {
  const each = eachEndpoint(all);
  const unclear = (...terms: readonly Term[]) =>
    unknownFrom('which firewall endpoint a `for` picks is not understood', all, ...terms);
  if (each === undefined) return unclear();
  const inside = innerScope(loop, scope, unclear(), each);
  const body = evaluate(loop.body, inside);
  const condition = loop.condition === undefined ? undefined : evaluate(loop.condition, inside);
  const found =
    loop.key === undefined
      ? condition === undefined
        ? undefined
        : pickedEndpoints(body, condition)
      : condition === undefined
        ? endpointMap(evaluate(loop.key, inside), body)
        : undefined;
  return found ?? unclear(body, ...(condition === undefined ? [] : [condition]));
}

function innerScope({ keyName, itemName }: ForExpression, outer: Scope, key: Term, item: Term): Scope {
  return {
    name: (name) => (name === itemName ? item : name === keyName ? key : outer.name(name)),
  };
}
