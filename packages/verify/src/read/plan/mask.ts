import { isArray, isObject, type JsonValue } from '../json';

/** Whether any part is only known after apply. Terraform writes the shape even of what is known: `[{}]`, `[false]`. */
export function holdsUnknown(mask: JsonValue | undefined): boolean {
  // Most masks are neither a list nor an object.
  if (typeof mask !== 'object' || mask === null) return mask === true;
  const rest: (JsonValue | undefined)[] = [mask];
  while (rest.length > 0) {
    const next = rest.pop();
    if (next === true) return true;
    if (isArray(next)) for (const item of next) rest.push(item);
    else if (isObject(next)) for (const name of Object.keys(next)) rest.push(next[name]);
  }
  return false;
}
