import { isArray, isObject, type JsonValue } from '../../json';
import type { PieceConfig } from './piece';

// Names that stand for no resource: what they hide is unknown wherever the expression is read.
const NO_RESOURCE = /^(var|local|each|count|path|terraform|self)\./;

/**
 * Addresses of the resources that expressions refer to, as `aws_subnet.a`; `undefined` when they refer to anything else than
 * resources of their own module and values of variables.
 */
export function listReferences({
  expressions,
  count_expression,
  for_each_expression,
}: PieceConfig): readonly string[] | undefined {
  const found: string[] = [];
  const rest: (JsonValue | undefined)[] = [expressions, { count_expression, for_each_expression }];
  while (rest.length > 0) {
    const next = rest.pop();
    if (isArray(next)) rest.push(...next);
    if (!isObject(next)) continue;
    for (const name in next) {
      const part = next[name];
      if (typeof part !== 'object' || part === null || name === 'constant_value') continue;
      if (name !== 'references' || !isArray(part)) rest.push(part);
      else if (!addHeads(part, found)) return undefined;
    }
  }
  return found;
}

/** Each reference without the shorter ones after it that it includes; see `candidates.ts`. */
function addHeads(references: readonly JsonValue[], found: string[]): boolean {
  for (const [index, reference] of references.entries()) {
    if (typeof reference !== 'string') return false;
    const next = references[index + 1];
    if (typeof next === 'string' && isWithin(next, reference)) continue;
    if (NO_RESOURCE.test(reference)) continue;
    const address = /^[^.[]+\.[^.[]+/.exec(reference)?.[0];
    if (address === undefined || address.startsWith('data.') || address.startsWith('module.')) return false;
    found.push(address);
  }
  return true;
}

function isWithin(part: string, reference: string): boolean {
  const after = reference[part.length];
  return (after === '.' || after === '[') && reference.startsWith(part);
}
