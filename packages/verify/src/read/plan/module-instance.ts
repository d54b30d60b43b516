import type { Resource } from '../estate';
import type { Term } from '../expression/term';
import { arrayOf, isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';

/** A module as it is placed: the root, or one instance of a call. */
export interface ModuleInstance {
  /** `module.vpc["a"]`; of the root, empty. */
  readonly address: string;
  /** Its part of `configuration`: resources, calls, variables and outputs with their expressions. */
  readonly config: JsonObject;
  /** Of its resources by `aws_subnet.a` or `data.aws_vpc.main`. */
  readonly configs: ReadonlyMap<string, JsonObject>;
  readonly parent?: ParentModule;
  /** Instances by the same name, in the order of the plan. */
  readonly resources: Map<string, PlacedInstance[]>;
  /** Instances of the calls in it, by name. */
  readonly children: Map<string, Map<InstanceKey, ModuleInstance>>;
  /** What names in it stand for, once asked. */
  readonly terms: Map<string, Term>;
}

export interface ParentModule {
  readonly module: ModuleInstance;
  readonly call: JsonObject;
  readonly key: InstanceKey;
}

/** Of `count` a number, of `for_each` text, of what is there once nothing. */
export type InstanceKey = number | string | undefined;

export interface PlacedInstance {
  readonly key: InstanceKey;
  readonly resource: Resource;
}

export function rootModule(configuration: JsonObject): ModuleInstance {
  return moduleOf('', objectOf(own(configuration, 'root_module')), undefined);
}

/** The instance of a call, made when it is first asked for. */
export function childModule(parent: ModuleInstance, name: string, key: InstanceKey): ModuleInstance {
  const instances = parent.children.get(name) ?? new Map<InstanceKey, ModuleInstance>();
  parent.children.set(name, instances);
  const found = instances.get(key);
  if (found !== undefined) return found;
  const call = objectOf(own(own(parent.config, 'module_calls'), name));
  const step = `module.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`;
  const address = parent.address === '' ? step : `${parent.address}.${step}`;
  const child = moduleOf(address, objectOf(own(call, 'module')), { module: parent, call, key });
  instances.set(key, child);
  return child;
}

/** Whether a call or a resource is there once, as far as its configuration says. */
export function isRepeated(config: JsonObject): boolean {
  return own(config, 'count_expression') !== undefined || own(config, 'for_each_expression') !== undefined;
}

const STEP = /^\.?module\.([^.[\]]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?$/;

/** Name and key of a child from its address, which begins with its parent's. */
export function childStep(
  parentAddress: string,
  address: JsonValue | undefined,
): { readonly name: string; readonly key: InstanceKey } | undefined {
  if (typeof address !== 'string' || !address.startsWith(parentAddress)) return undefined;
  const [, name, key] = STEP.exec(address.slice(parentAddress.length)) ?? [];
  return name === undefined ? undefined : { name, key: keyOf(key) };
}

function keyOf(brackets: string | undefined): InstanceKey {
  if (brackets === undefined) return undefined;
  try {
    return JSON.parse(brackets.slice(1, -1)) as InstanceKey;
  } catch {
    return brackets;
  }
}

export function instanceKey(index: JsonValue | undefined): InstanceKey {
  return typeof index === 'number' || typeof index === 'string' ? index : undefined;
}

function moduleOf(address: string, config: JsonObject, parent: ParentModule | undefined): ModuleInstance {
  return {
    address,
    config,
    configs: configsOf(config),
    ...(parent === undefined ? {} : { parent }),
    resources: new Map(),
    children: new Map(),
    terms: new Map(),
  };
}

// The instances of a call share its configuration.
const indexed = new WeakMap<JsonObject, ReadonlyMap<string, JsonObject>>();

function configsOf(config: JsonObject): ReadonlyMap<string, JsonObject> {
  const before = indexed.get(config);
  if (before !== undefined) return before;
  const configs = new Map<string, JsonObject>();
  for (const entry of arrayOf(own(config, 'resources'))) {
    const home = own(entry, 'address');
    if (isObject(entry) && typeof home === 'string') configs.set(home, entry);
  }
  indexed.set(config, configs);
  return configs;
}
