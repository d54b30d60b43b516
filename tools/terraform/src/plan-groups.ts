import { duplicateWorldName, unusableWorldName } from './errors';
import { blocksOf, objectOf, without, type JsonObject } from './json';
import type { World } from './offline-plan';

/**
 * Worlds that can be child modules of one root, because they share a workspace, a provider configuration and the
 * required providers. One root is initialized once, which takes longer than the plan of a world.
 */
export interface PlanGroup {
  readonly workspace: string;
  readonly worlds: readonly World[];
}

/** Keys of a stack that mean something else, or nothing, in a child module. */
const ROOT_ONLY = ['import', 'moved', 'removed', 'check'] as const;

/**
 * Groups worlds in the order in which they are given, at most `most` in a group: a root costs as much as a world
 * or two, a plan of very many worlds takes more than the sum of its parts, and two groups use two cores. A world that cannot be a child module (several configurations of a provider, or one that
 * refers to locals; required variables; `import` blocks) is a group of its own.
 *
 * @throws TerraformError when a name cannot be a module's, or is given twice
 */
export function planGroups(worlds: readonly World[], most = 24): readonly PlanGroup[] {
  const names = new Set<string>();
  const groups = new Map<string, World[]>();
  for (const world of worlds) {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(world.name)) throw unusableWorldName(world.name);
    if (names.has(world.name)) throw duplicateWorldName(world.name);
    names.add(world.name);
    const { provider, terraform } = world.json;
    const settings = [
      world.workspace,
      provider,
      providerInputs(world.json),
      objectOf(terraform)['required_providers'],
    ];
    const key = JSON.stringify(canBeModule(world.json) ? settings : world.name);
    groups.set(key, [...(groups.get(key) ?? []), world]);
  }
  return [...groups.values()].flatMap((members) =>
    chunks(members, most).map((chunk) => ({ workspace: chunk[0]?.workspace ?? 'default', worlds: chunk })),
  );
}

/** A stack as a child module: its backend and its provider configuration belong to the root. */
export function moduleJson(stack: JsonObject): JsonObject {
  return {
    ...without(stack, 'provider'),
    terraform: without(objectOf(stack['terraform']), 'backend', 'cloud'),
  };
}

/** The root that calls every world of a group as a module of its name. */
export function rootJson(group: PlanGroup): JsonObject {
  const first = group.worlds[0]?.json ?? {};
  return {
    terraform: { required_providers: objectOf(first['terraform'])['required_providers'] ?? {} },
    ...providerInputs(first),
    ...(first['provider'] === undefined ? {} : { provider: first['provider'] }),
    module: Object.fromEntries(group.worlds.map(({ name }) => [name, { source: `./${name}` }])),
  };
}

/** The variables of a stack when its provider configuration refers to any: the root needs them then. */
function providerInputs({ provider, variable }: JsonObject): JsonObject {
  const refers = /\bvar\./.test(JSON.stringify(provider ?? {}));
  return refers && variable !== undefined ? { variable } : {};
}

function canBeModule(stack: JsonObject): boolean {
  const several = Object.values(objectOf(stack['provider'])).some((value) => blocksOf(value).length > 1);
  const requiredInputs = Object.values(objectOf(stack['variable'])).some(
    (value) => objectOf(value)['default'] === undefined,
  );
  const local = /\blocal\./.test(JSON.stringify(stack['provider'] ?? {}));
  return !several && !requiredInputs && !local && ROOT_ONLY.every((key) => stack[key] === undefined);
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
