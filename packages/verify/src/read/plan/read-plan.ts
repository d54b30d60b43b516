import type { Estate, Resource } from '../estate';
import { arrayOf, isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';
import type { Reading } from '../lazy-resource';
import { areOfSeveralRegions } from '../provider-places';
import { provisionerOf } from '../provisioner';
import { takeJsonApart } from './islands/take-apart';
import { notesOnCommands } from './notes-on-commands';
import { childModule, childStep, instanceKey, rootModule, type ModuleInstance } from './module-instance';
import type { PlanContext } from './plan-context';
import { plannedResource } from './planned-resource';
import { placeOf } from './read-attribute';
import { providersOf } from './providers-of';
import { readProvisioners } from './read-provisioners';
import type { ToldPlan } from './told-plan';

/**
 * `terraform show -json` of a plan: what will be there when it is applied. A value that only apply knows is followed in
 * `configuration`, which names what an expression refers to and not what it computes.
 *
 * @param told - what was found out about its text, and all of it, where `json` is not all
 */
export function readPlan(json: JsonObject, told?: ToldPlan): Estate {
  let resources: readonly Resource[] | undefined;
  let notes: readonly string[] | undefined;
  return {
    form: 'plan',
    // Who judges islands apart never asks for all.
    get resources() {
      return (resources ??= placeResources(told?.whole() ?? json));
    },
    get isOfSeveralRegions() {
      return areOfSeveralRegions(providersOf(objectOf(own(json, 'configuration'))));
    },
    get notes() {
      return (notes ??= notesOf(json));
    },
    islands: () =>
      (told ?? takeJsonApart(json))?.islands?.map((twins) =>
        twins.map(({ name, plan }) => ({ name, estate: () => readPlan(plan()) })),
      ),
  };
}

function placeResources(json: JsonObject): readonly Resource[] {
  const byAddress = new Map<string, Resource>();
  const context: PlanContext = { variables: objectOf(own(json, 'variables')), byAddress, parsed: new Map() };
  const reading: Reading = { depth: 0 };
  const running: (() => Resource | undefined)[] = []; // read when every resource is there
  const changes = changesByAddress(own(json, 'resource_changes'));
  const root = rootModule(objectOf(own(json, 'configuration')));
  const place = (module: ModuleInstance, entry: JsonObject, isRead: boolean) => {
    const address = own(entry, 'address');
    const type = own(entry, 'type');
    const name = own(entry, 'name');
    if (typeof address !== 'string' || typeof type !== 'string' || typeof name !== 'string') return;
    const mode = own(entry, 'mode') === 'data' ? 'data' : 'managed';
    const key = instanceKey(own(entry, 'index'));
    const home = mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
    const values = objectOf(own(entry, 'values'));
    const change = changes.get(address);
    const mask = own(change, 'after_unknown');
    const config = module.configs.get(home);
    const planned = { context, module, key, type, values, mask, config, isRead };
    const resource = plannedResource({ address, type, mode, id: idOf(values, change) }, planned, reading);
    const instances = module.resources.get(home);
    if (instances === undefined) module.resources.set(home, [{ key, resource }]);
    else instances.push({ key, resource });
    byAddress.set(address, resource);
    const provisioners = own(config, 'provisioners');
    if (provisioners === undefined) return;
    const commands = () => provisionerOf(resource, readProvisioners(provisioners, placeOf(planned)));
    running.push(commands);
  };
  walkModules(own(own(json, 'planned_values'), 'root_module'), root, (module, entry) =>
    place(module, entry, false),
  );
  // A data source that was read while planning is not among what is planned.
  walkModules(own(own(own(json, 'prior_state'), 'values'), 'root_module'), root, (module, entry) => {
    const address = own(entry, 'address');
    const isNew = typeof address === 'string' && !byAddress.has(address);
    if (own(entry, 'mode') === 'data' && isNew) place(module, entry, true);
  });
  for (const { address, type, mode, values } of listForgotten(own(json, 'resource_changes'))) {
    const planned = {
      context,
      module: root,
      key: undefined,
      type,
      values,
      mask: undefined,
      config: undefined,
    };
    const identity = { address, type, mode, id: idOf(values, undefined) };
    // Terraform shows it among what it plans too, without its values.
    byAddress.set(address, plannedResource(identity, { ...planned, isRead: true }, reading));
  }
  return [...byAddress.values(), ...running.flatMap((commands) => commands() ?? [])];
}

/** What stays in AWS although Terraform will know nothing of it, as it is now. What takes its address is another. */
function listForgotten(
  list: JsonValue | undefined,
): readonly (Pick<Resource, 'address' | 'type' | 'mode'> & { readonly values: JsonObject })[] {
  return arrayOf(list).flatMap((entry) => {
    const [address, type] = [own(entry, 'address'), own(entry, 'type')];
    const change = own(entry, 'change');
    const [actions, values] = [arrayOf(own(change, 'actions')), own(change, 'before')];
    if (typeof address !== 'string' || typeof type !== 'string' || !isObject(values)) return [];
    if (!actions.includes('forget') || own(entry, 'mode') === 'data') return [];
    const isAlone = actions.length === 1 && own(entry, 'deposed') === undefined;
    return [{ address: isAlone ? address : `${address} (left)`, type, mode: 'managed' as const, values }];
  });
}

function walkModules(
  start: JsonValue | undefined,
  root: ModuleInstance,
  visit: (module: ModuleInstance, entry: JsonObject) => void,
): void {
  const rest: { readonly json: JsonValue | undefined; readonly module: ModuleInstance }[] = [
    { json: start, module: root },
  ];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { json, module } = next;
    for (const entry of arrayOf(own(json, 'resources'))) if (isObject(entry)) visit(module, entry);
    const children = arrayOf(own(json, 'child_modules'));
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      const step = childStep(module.address, own(child, 'address'));
      if (step !== undefined) rest.push({ json: child, module: childModule(module, step.name, step.key) });
    }
  }
}

function changesByAddress(list: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const changes = new Map<string, JsonObject>();
  for (const entry of arrayOf(list)) {
    const address = own(entry, 'address');
    const change = own(entry, 'change');
    // A deposed object has the address of the one that replaced it.
    if (typeof address === 'string' && isObject(change) && own(entry, 'deposed') === undefined)
      changes.set(address, change);
  }
  return changes;
}

/** Its id after apply: an update keeps it, a replacement does not. */
function idOf(values: JsonObject, change: JsonObject | undefined): string | undefined {
  const planned = own(values, 'id');
  if (typeof planned === 'string') return planned;
  const before = own(own(change, 'before'), 'id');
  return typeof before === 'string' && !arrayOf(own(change, 'actions')).includes('delete')
    ? before
    : undefined;
}

function notesOf(json: JsonObject): readonly string[] {
  const notes: string[] = [...notesOnCommands(own(own(json, 'configuration'), 'root_module'))];
  if (own(json, 'complete') === false)
    notes.push('the plan is not complete: it was made for chosen resources, or a further plan has to follow');
  for (const entry of arrayOf(own(json, 'resource_changes'))) {
    const address = own(entry, 'address');
    const isForgotten = arrayOf(own(own(entry, 'change'), 'actions')).includes('forget');
    if (isForgotten && typeof address === 'string')
      notes.push(`\`${address}\` stays in AWS, and Terraform forgets it`);
  }
  return notes;
}
