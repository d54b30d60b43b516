import { FIREWALL_TYPE } from '../expression/firewall-endpoints';
import { arrayOf, isArray, isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';
import { ABSENT, literal, listOf, objectOfFields, unknown, type Value } from '../value';
import { holdsUnknown } from './mask';
import type { InstanceKey, ModuleInstance } from './module-instance';
import { pairItems } from './pair-items';
import type { Place, PlanContext } from './plan-context';
import { fieldSource, itemSources, resolveSource, sourceOf, type Source } from './source';

/** What a plan holds about one resource. */
export interface PlannedResource {
  readonly context: PlanContext;
  readonly module: ModuleInstance;
  readonly key: InstanceKey;
  readonly type: string;
  readonly values: JsonObject;
  /** `after_unknown`: the shape of the values, `true` where apply will know. */
  readonly mask: JsonValue | undefined;
  readonly config: JsonObject | undefined;
  /** A data source that was read while planning: no change is told of it, and all is known. */
  readonly isRead: boolean;
}

// No provider nests blocks nearly as deep.
const DEEPEST_VALUE = 50;

export function readAttribute(name: string, resource: PlannedResource): Value {
  const { type, values, config, isRead } = resource;
  const value = own(values, name);
  const mask = own(resource.mask, name);
  if (resource.mask === undefined && value === undefined && !isRead)
    return unknown('the plan does not show its change');
  if (!holdsUnknown(mask)) return literal(value);
  const place = placeOf(resource);
  const expression = own(own(config, 'expressions'), name);
  if (config === undefined) return unknown('the plan does not show its configuration');
  // What is not said, the provider or AWS will: for example the routes of a table without inline ones. A `dynamic` over
  // something unknown shows as a block that stands for all, or, where a firewall must have blocks, as nothing.
  if (mask === true && expression === undefined)
    return type === FIREWALL_TYPE && name === 'subnet_mapping'
      ? unknown('a `dynamic` makes its blocks')
      : ABSENT;
  return merge(value, mask, sourceOf(expression, place), name, 0);
}

/** Where the expressions of a resource stand. */
export function placeOf({ context, module, key, type, values, config }: PlannedResource): Place {
  return {
    context,
    module,
    key,
    forEach: own(config, 'for_each_expression'),
    depth: 0,
    type,
    values,
    work: { left: MOST_WORK },
  };
}

// Names that lead to names; a configuration has tens.
const MOST_WORK = 5_000;

/** A value with its unknown parts from the configuration. */
function merge(
  value: JsonValue | undefined,
  mask: JsonValue | undefined,
  source: Source,
  argument: string,
  depth: number,
): Value {
  if (mask === true) return resolveSource(source, argument);
  if (depth > DEEPEST_VALUE) return unknown('it is nested too deep');
  if (isArray(mask) && mask.some(holdsUnknown))
    return mergeItems(arrayOf(value), mask, source, argument, depth);
  if (!isObject(mask)) return literal(value);
  const names = new Set([...Object.keys(objectOf(value)), ...Object.keys(mask)]);
  const fields = [...names].map((name) => {
    const part = merge(own(value, name), own(mask, name), fieldSource(source, name), name, depth + 1);
    return [name, part] as const;
  });
  return objectOfFields(new Map(fields));
}

function mergeItems(
  values: readonly JsonValue[],
  mask: readonly JsonValue[],
  source: Source,
  argument: string,
  depth: number,
): Value {
  const items = Array.from({ length: Math.max(values.length, mask.length) }, (_, index) => ({
    value: values[index],
    mask: mask[index],
  }));
  const sources = pairItems(items, itemSources(source), source);
  return listOf(
    items.map((item, index) =>
      merge(item.value, item.mask, sources[index] ?? { is: 'none' }, argument, depth + 1),
    ),
  );
}
