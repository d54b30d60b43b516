import type { Estate, Resource } from '../estate';
import { arrayOf, isObject, objectOf, own, type JsonObject } from '../json';
import { eachModule } from '../module-tree';
import { knownResource } from '../known-resource';
import { deposedSuffix } from './read-raw-state';

/** `terraform show -json` of a state: everything is known. */
export function readState(json: JsonObject): Estate {
  return { form: 'state', resources: stateResources(own(json, 'values')), notes: [] };
}

/** The resources of `values`, the root module first, with those that only Terraform's deletion is left for. */
export function stateResources(values: JsonObject['values']): readonly Resource[] {
  const resources: Resource[] = [];
  eachModule(own(values, 'root_module'), (module) => {
    for (const entry of arrayOf(own(module, 'resources'))) {
      const resource = isObject(entry) ? stateResource(entry) : undefined;
      if (resource !== undefined) resources.push(resource);
    }
  });
  return resources;
}

export function stateResource(entry: JsonObject): Resource | undefined {
  const [address, type, mode] = [own(entry, 'address'), own(entry, 'type'), own(entry, 'mode')];
  if (typeof address !== 'string' || typeof type !== 'string') return undefined;
  const name = `${address}${deposedSuffix(own(entry, 'deposed_key'))}`;
  return knownResource(name, type, mode === 'data' ? 'data' : 'managed', objectOf(own(entry, 'values')));
}
