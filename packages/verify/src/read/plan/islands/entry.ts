import { arrayOf, isArray, isObject, objectOf, own, type JsonObject, type JsonValue } from '../../json';

/** What a plan says of one resource, in three places. */
export interface Entry {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** In `planned_values`. */
  readonly planned: JsonObject;
  /** In `resource_changes`. */
  readonly changed: JsonObject;
  /** In `configuration`. */
  readonly config: JsonObject;
}

/** Whether a plan is of one module, and says nothing of what is there already. */
export function isOfOneModule(json: JsonObject): boolean {
  const root = own(own(json, 'configuration'), 'root_module');
  const module = own(own(json, 'planned_values'), 'root_module');
  const isFlat = arrayOf(own(module, 'child_modules')).length === 0 && isEmpty(own(root, 'module_calls'));
  return isFlat && saysOnlyPlanned(json);
}

/** Whether a plan says nothing of what is there already, and nothing more of its root module than Terraform prints. */
export function saysOnlyPlanned(json: JsonObject): boolean {
  const locals = own(own(own(json, 'configuration'), 'root_module'), 'locals');
  return own(own(json, 'prior_state'), 'values') === undefined && locals === undefined;
}

/**
 * The resources of a plan of one module, when each is planned, changed and configured, and nothing else is changed; `undefined` for
 * any other plan.
 */
export function listEntries(json: JsonObject): readonly Entry[] | undefined {
  const resources = byAddress(own(own(own(json, 'planned_values'), 'root_module'), 'resources'));
  const changes = byAddress(own(json, 'resource_changes'));
  const configs = byAddress(own(own(own(json, 'configuration'), 'root_module'), 'resources'));
  if (resources === undefined || changes === undefined || configs === undefined) return undefined;
  // What commands change may be anywhere.
  if ([...configs.values()].some((config) => own(config, 'provisioners') !== undefined)) return undefined;
  const entries = [...resources.values()].flatMap((planned) => entryOf(planned, changes, configs) ?? []);
  // One change too many is a removal, or of an object that waits for it.
  return entries.length === resources.size && changes.size === resources.size ? entries : undefined;
}

// No object inherits any of the names that follow, so that it says itself what it says.

function entryOf(planned: JsonObject, changes: ByAddress, configs: ByAddress): Entry | undefined {
  const { address, type, name } = planned;
  if (typeof address !== 'string' || typeof type !== 'string' || typeof name !== 'string') return undefined;
  const changed = changes.get(address);
  const config = configs.get(`${type}.${name}`);
  return changed && config && { address, type, name, planned, changed, config };
}

export type ByAddress = ReadonlyMap<JsonValue | undefined, JsonObject>;

/** `undefined` when two have the same. */
export function byAddress(value: JsonValue | undefined): ByAddress | undefined {
  const list = arrayOf(value);
  const found = new Map(list.map((one) => [own(one, 'address'), objectOf(one)]));
  return found.size === list.length ? found : undefined;
}

function isEmpty(value: JsonValue | undefined): boolean {
  return !isObject(value) || Object.keys(value).length === 0;
}

/** Whether a change makes what was not there. */
export function isCreation(actions: JsonValue | undefined): boolean {
  return isArray(actions) && actions.length === 1 && actions[0] === 'create';
}
