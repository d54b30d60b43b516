import { isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';
import { blocksIn, fieldsOf, namedBlocks, type Stack } from './stack';

// CDKTF 0.21 calls the data source of a stack whose output another stack uses by this and the stack's name.
const CROSS_STACK = 'cross-stack-reference-input-';

/** Finds the stack of the same `cdktf.out` whose state a `terraform_remote_state` reads. */
export function remoteStacks(stacks: readonly Stack[]): (from: Stack, name: string) => Stack | undefined {
  const byBackend = new Map<string, Stack | undefined>();
  for (const stack of stacks) {
    const key = backendKey(stack);
    // Two stacks with one state would be a mistake that decides nothing.
    if (key !== undefined) byBackend.set(key, byBackend.has(key) ? undefined : stack);
  }
  const byName = new Map(stacks.map((stack) => [`${CROSS_STACK}${stack.name}`, stack]));
  return (from, name) => {
    const source = namedBlocks(from).find(
      (block) => block.mode === 'data' && block.type === 'terraform_remote_state' && block.name === name,
    );
    if (source === undefined) return undefined;
    const key = keyOf(own(source.body, 'backend'), objectOf(own(source.body, 'config')));
    return (key === undefined ? undefined : byBackend.get(key)) ?? byName.get(name);
  };
}

/** The backend of a stack, in the form that identifies its state. */
function backendKey({ json }: Stack): string | undefined {
  const [terraform] = blocksIn(own(json, 'terraform'));
  const [backend] = fieldsOf(own(terraform, 'backend'));
  return backend === undefined ? undefined : keyOf(backend[0], objectOf(backend[1]));
}

// What says where a state lies; the rest says how to get there, and reader and writer may differ in it.
const PLACE = [
  'bucket',
  'key',
  'workspace_key_prefix',
  'path',
  'organization',
  'hostname',
  'workspaces',
] as const;

function keyOf(type: JsonValue | undefined, config: JsonObject): string | undefined {
  const place = PLACE.map((name) => own(config, name));
  if (typeof type !== 'string' || place.every((one) => one === undefined)) return undefined;
  // Longer than any name of a bucket or a path, it is no place.
  return place.some((one) => isObject(one) && JSON.stringify(one).length > 1000)
    ? undefined
    : JSON.stringify([type, ...place.map((one) => one ?? null)]);
}
