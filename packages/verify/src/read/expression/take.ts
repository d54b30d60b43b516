import { isArray } from '../json';
import { endpointAttribute, endpointIndex } from './firewall-endpoints';
import { fieldOfTerm, isUnordered, itemsOfTerm, keyOf, unknownFrom, type Term } from './term';

/** `of.name` */
export function takeAttribute(of: Term, name: string): Term {
  if (of.kind === 'names') return of.get(name);
  if (of.kind === 'endpoints')
    return endpointAttribute(of, name) ?? unknownFrom(`\`${name}\` of firewall endpoints`, of);
  if (of.kind === 'reference') return { ...of, attribute: `${of.attribute}.${name}` };
  if (of.kind === 'unknown') return of;
  return fieldOfTerm(of, name) ?? unknownFrom(`there is no \`${name}\``, of);
}

/** `of[key]` */
export function takeIndex(of: Term, key: Term): Term {
  if (of.kind === 'unknown') return unknownFrom(of.reason, of, key);
  if (of.kind === 'endpoints')
    return endpointIndex(of, key) ?? unknownFrom('the order of firewall endpoints is not known', of, key);
  const name = keyOf(key);
  if (name === undefined) return unknownFrom('an index is not known', of, key);
  if (of.kind === 'names') return of.get(name);
  if (of.kind === 'reference') return { ...of, attribute: `${of.attribute}[${name}]` };
  if (isUnordered(of)) return unknownFrom('a set has no order before apply', of, key);
  const isList = of.kind === 'list' || (of.kind === 'known' && isArray(of.value));
  const found = isList ? itemsOfTerm(of)?.[Number(name)] : fieldOfTerm(of, name);
  return found ?? unknownFrom(`there is no \`[${name}]\``, of);
}
