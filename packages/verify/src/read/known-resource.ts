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
  const attribute = (name: string) => literal(own(values, name));
  return typeof id === 'string' ? { address, type, mode, id, attribute } : { address, type, mode, attribute };
}
