import type { Resource } from '../estate';
import { readOnce, type Reading } from '../lazy-resource';
import type { Value } from '../value';
import { readAttribute, type PlannedResource } from './read-attribute';
import { simpleValue } from './simple-value';

interface Identity extends Pick<Resource, 'address' | 'type' | 'mode'> {
  readonly id: string | undefined;
}

/** A resource whose attributes are read when asked for: simple ones each time, as keeping them would take as long. */
export function plannedResource(
  { address, type, mode, id }: Identity,
  planned: PlannedResource,
  reading: Reading,
): Resource {
  let said: Map<string, Value> | undefined;
  const read = (name: string) => readAttribute(name, planned);
  const attribute = (name: string): Value => {
    const simple = simpleValue(planned, name);
    if (simple !== undefined) return simple;
    said ??= new Map();
    return readOnce(said, name, address, reading, read);
  };
  return id === undefined ? { address, type, mode, attribute } : { address, type, mode, id, attribute };
}
