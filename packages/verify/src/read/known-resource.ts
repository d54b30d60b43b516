import type { Resource } from './estate';
import { own, type JsonObject } from './json';
import { literal } from './value';

/** A resource that is there: its attributes say literally what they are. */
export function knownResource(
  address: string,
  type: string,
  mode: Resource['mode'],
  values: JsonObject,
): Resource {
  const id = own(values, 'id');
  return {
    address,
    type,
    mode,
    ...(typeof id === 'string' ? { id } : {}),
    attribute: (name) => literal(own(values, name)),
  };
}
