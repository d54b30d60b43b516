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

/** The resources of a plan of one module that changes all that it plans; `undefined` for any other. */
export function listEntries(json: JsonObject): readonly Entry[] | undefined {
  const root = own(own(json, 'configuration'), 'root_module');
  const module = own(own(json, 'planned_values'), 'root_module');
  const isFlat = arrayOf(own(module, 'child_modules')).length === 0 && isEmpty(own(root, 'module_calls'));
  const hasPrior = own(own(json, 'prior_state'), 'values') !== undefined;
  if (!isFlat || hasPrior || own(root, 'locals') !== undefined) return undefined;
  const resources = arrayOf(own(module, 'resources'));
  const changes = arrayOf(own(json, 'resource_changes'));
  // One change too many is a removal, or of an object that waits for it.
  if (changes.length !== resources.length) return undefined;
  const changeOf = inTurn(changes);
  const configOf = inTurn(arrayOf(own(root, 'resources')));
  const entries: Entry[] = [];
  for (const planned of resources) {
    const entry = entryOf(objectOf(planned), changeOf, configOf);
    if (entry === undefined) return undefined;
    entries.push(entry);
  }
  return entries;
}

// No object inherits any of the names that follow, so that it says itself what it says.

function entryOf(planned: JsonObject, changeOf: Find, configOf: Find): Entry | undefined {
  const { address, type, name, index } = planned;
  if (typeof address !== 'string' || typeof type !== 'string' || typeof name !== 'string') return undefined;
  const changed = changeOf(address);
  const config = configOf(index === undefined ? address : `${type}.${name}`);
  // What commands change may be anywhere.
  if (config?.['provisioners'] !== undefined) return undefined;
  return changed && config && { address, type, name, planned, changed, config };
}

type Find = (address: string) => JsonObject | undefined;

/** Finds what has an address. What a plan lists is asked for in its own order, nearly always. */
function inTurn(list: readonly JsonValue[]): Find {
  let next = 0;
  let all: Map<JsonValue | undefined, JsonObject> | undefined;
  return (address) => {
    const one = list[next];
    if (isObject(one) && one['address'] === address) {
      next += 1;
      return one;
    }
    all ??= new Map(list.map((any) => [own(any, 'address'), objectOf(any)]));
    return all.get(address);
  };
}

function isEmpty(value: JsonValue | undefined): boolean {
  return !isObject(value) || Object.keys(value).length === 0;
}

/** All that is ever read of a resource, and what shows that it is made anew, as JSON would tell it. */
export function sayingsOf({ address, type, name, planned, changed, config }: Entry): readonly unknown[] {
  const { mode, index, values } = planned;
  const { actions, before, importing, after_unknown: mask } = objectOf(changed['change']);
  const { expressions, count_expression: count, for_each_expression: forEach } = config;
  const { deposed } = changed;
  const isOnlyMade = mode === 'managed' && isCreation(actions) && before === null;
  const isOne = index === undefined && count === undefined && forEach === undefined;
  // What nearly all say takes nearly no time, and can be told from whatever else they say.
  const isUsual = isOnlyMade && isOne && importing === undefined && deposed === undefined;
  const more = isUsual ? '' : { mode, actions, before, importing, deposed, index, count, forEach };
  return [address, type, name, more, values, mask, expressions];
}

/** Whether a change makes what was not there. */
export function isCreation(actions: JsonValue | undefined): boolean {
  return isArray(actions) && actions.length === 1 && actions[0] === 'create';
}
