import type { Estate, Resource } from '../estate';
import { arrayOf, isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';
import { knownResource } from '../known-resource';

/** A state file of version 4, as a backend keeps it: everything is known. */
export function readRawState(json: JsonObject): Estate {
  const resources = arrayOf(own(json, 'resources')).flatMap((entry) =>
    isObject(entry) ? instancesOf(entry) : [],
  );
  return { form: 'raw-state', resources, notes: [] };
}

function instancesOf(entry: JsonObject): readonly Resource[] {
  const [module, type, name] = [own(entry, 'module'), own(entry, 'type'), own(entry, 'name')];
  if (typeof type !== 'string' || typeof name !== 'string') return [];
  const mode = own(entry, 'mode') === 'data' ? 'data' : 'managed';
  const address = `${typeof module === 'string' ? `${module}.` : ''}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  const resources: Resource[] = [];
  for (const instance of arrayOf(own(entry, 'instances'))) {
    // A deposed instance is replaced already, and waits for its deletion.
    if (!isObject(instance) || own(instance, 'deposed') !== undefined) continue;
    const values = objectOf(own(instance, 'attributes'));
    resources.push(knownResource(`${address}${keySuffix(own(instance, 'index_key'))}`, type, mode, values));
  }
  return resources;
}

/** `[0]` or `["a"]`, as addresses write the key of an instance. */
export function keySuffix(key: JsonValue | undefined): string {
  return typeof key === 'number' || typeof key === 'string' ? `[${JSON.stringify(key)}]` : '';
}
