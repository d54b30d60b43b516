import { arrayOf, isArray, isObject, objectOf, own, type JsonObject, type JsonValue } from '../../json';
import { byAddress, saysOnlyPlanned, type Entry } from './entry';
import { NO_RESOURCE } from './is-closed';
import { piecesOf, type Piece } from './piece';

/**
 * Whether instances of a module have nothing to do with one another: all that a plan says beside them is the call, and what it
 * passes on is of variables and of what it is made for each of.
 *
 * @param rest - the plan without the instances
 */
export function areApart(rest: JsonObject, call: string): boolean {
  const root = own(own(rest, 'configuration'), 'root_module');
  const planned = own(own(own(rest, 'planned_values'), 'root_module'), 'resources');
  const calls = objectOf(own(root, 'module_calls'));
  const called = objectOf(own(calls, call));
  const isAlone = Object.keys(calls).length === 1 && [planned, own(root, 'resources')].every(isNothing);
  const passed = [own(called, 'expressions'), own(called, 'for_each_expression')];
  return (
    isAlone && saysOnlyPlanned(rest) && passed.every(isOfVariables) && !runsCommands(own(called, 'module'))
  );
}

const isNothing = (list: JsonValue | undefined) => arrayOf(list).length === 0;

/** Whether it is the same for all instances. Expressions in JSON are shown in full, and could compare keys. */
function isOfVariables(part: JsonValue | undefined): boolean {
  if (isArray(part)) return part.every(isOfVariables);
  if (!isObject(part)) return true;
  const [references, constant] = [own(part, 'references'), own(part, 'constant_value')];
  if (!isArray(references)) return constant !== undefined || Object.values(part).every(isOfVariables);
  return (
    constant === undefined && references.every((one) => typeof one === 'string' && NO_RESOURCE.test(one))
  );
}

function runsCommands(module: JsonValue | undefined): boolean {
  const isRun = arrayOf(own(module, 'resources')).some((one) => own(one, 'provisioners') !== undefined);
  const calls = Object.values(objectOf(own(module, 'module_calls')));
  return isRun || calls.some((call) => runsCommands(own(call, 'module')));
}

/**
 * The pieces of the only instance of a module that a plan has, and of modules in it; `undefined` when something is not made anew,
 * or is of another type than those that stay in their VPC. What configures them is the same for all instances, and not told.
 *
 * @param address - of the instance, as `module.vpc["a"]`
 */
export function piecesOfInstance(plan: JsonObject, address: string): readonly Piece[] | undefined {
  const [instance, ...others] = arrayOf(
    own(own(own(plan, 'planned_values'), 'root_module'), 'child_modules'),
  );
  const changes = byAddress(own(plan, 'resource_changes'));
  if (own(instance, 'address') !== address || others.length > 0 || changes === undefined) return undefined;
  const planned = byAddress(resourcesIn(instance));
  if (planned?.size !== changes.size) return undefined;
  const entries: Entry[] = [];
  for (const one of planned.values()) {
    const { type, name, address: full } = one;
    if (typeof full !== 'string' || typeof type !== 'string' || typeof name !== 'string') return undefined;
    const [changed, at] = [changes.get(full), full.lastIndexOf(`.${type}.${name}`)];
    if (changed === undefined || at < 0 || !full.startsWith(`${address}.`)) return undefined;
    entries.push({ address: full.slice(at + 1), type, name, planned: one, changed, config: {} });
  }
  return piecesOf(entries);
}

function resourcesIn(module: JsonValue | undefined): readonly JsonValue[] {
  return [
    ...arrayOf(own(module, 'resources')),
    ...arrayOf(own(module, 'child_modules')).flatMap(resourcesIn),
  ];
}
