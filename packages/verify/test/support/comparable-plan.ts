import type { JsonObject, JsonValue } from '../../src';
import { arrayOf, isArray, isObject, own } from '../../src/read/json';
import { eachModule } from '../../src/read/module-tree';

/** What a plan says of values, whichever way it was read: by address, what is known, and what only apply knows. */
export function comparable(plan: JsonObject): JsonObject {
  const masks = arrayOf(own(plan, 'resource_changes')).map((entry) => {
    const change = own(entry, 'change');
    const actions = own(change, 'actions') ?? null;
    return [
      String(own(entry, 'address')),
      { actions, mask: trueParts(own(change, 'after_unknown')) },
    ] as const;
  });
  return {
    values: valuesIn(own(plan, 'planned_values')),
    read: valuesIn(own(own(plan, 'prior_state'), 'values')),
    masks: Object.fromEntries(masks),
  };
}

function valuesIn(part: JsonValue | undefined): JsonObject {
  const found: [string, JsonValue][] = [];
  eachModule(own(part, 'root_module'), (module) => {
    for (const resource of arrayOf(own(module, 'resources'))) {
      const [address, index] = [own(resource, 'address'), own(resource, 'index')];
      found.push([String(address), { index: index ?? null, values: own(resource, 'values') ?? {} }]);
    }
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The mask without the places where nothing is unknown, which Terraform writes in several ways. */
function trueParts(mask: JsonValue | undefined): JsonValue {
  if (mask === true) return true;
  if (isArray(mask)) {
    const items = mask.map(trueParts);
    return items.every((item) => item === null) ? null : items;
  }
  if (!isObject(mask)) return null;
  const fields = Object.entries(mask).flatMap(([name, part]) => {
    const rest = trueParts(part);
    return rest === null ? [] : [[name, rest] as const];
  });
  return fields.length === 0 ? null : Object.fromEntries(fields);
}
