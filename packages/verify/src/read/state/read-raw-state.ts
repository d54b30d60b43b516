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
    if (!isObject(instance)) continue;
    const values = objectOf(own(instance, 'attributes'));
    const suffix = `${keySuffix(own(instance, 'index_key'))}${deposedSuffix(own(instance, 'deposed'))}`;
    resources.push(knownResource(`${address}${suffix}`, type, mode, values));
  }
  return resources;
}

/** A deposed instance is replaced already and waits for its deletion: until then it is there, at the address of the other. */
export function deposedSuffix(key: JsonValue | undefined): string {
  return key === undefined ? '' : ` (deposed ${JSON.stringify(key)})`;
}

/** `[0]` or `["a"]`, as addresses write the key of an instance. */
export function keySuffix(key: JsonValue | undefined): string {
  return typeof key === 'number' || typeof key === 'string' ? `[${JSON.stringify(key)}]` : '';
}
