import type { Resource } from '../estate';
import { evaluateJson, type Scope } from '../expression/evaluate';
import { names, nothing } from '../expression/names';
import type { NamesTerm, Term } from '../expression/term';
import type { Reading } from '../lazy-resource';
import { own } from '../json';
import { provisionerOf } from '../provisioner';
import { unknown, type Value } from '../value';
import { instancesOf, type Instances } from './instances';
import { namedBlocks, type NamedBlock, type Stack } from './stack';

/** The resources and data sources of a stack, by name. */
export interface PlacedBlocks {
  /** What `aws_subnet` or `data.aws_vpc` stands for; `undefined` when the stack has none of the type. */
  ofType(mode: NamedBlock['mode'], type: string): NamesTerm | undefined;
  resources(): readonly Resource[];
}

export function placeBlocks(stack: Stack, scope: Scope, reading: Reading): PlacedBlocks {
  const types = new Map<string, Map<string, () => Instances>>();
  const all: (() => readonly Resource[])[] = [];
  for (const block of namedBlocks(stack)) {
    const instances = onceWithoutCircle(
      () => instancesOf(block, stack.prefix, scope, reading),
      `${stack.prefix}${labelOf(block.mode, block.type)}.${block.name}`,
    );
    const readBody = (name: string) => evaluateJson(own(block.body, name), scope);
    const hasProvisioners = own(block.body, 'provisioner') !== undefined;
    all.push(
      hasProvisioners ? () => withCommands(instances().resources, readBody) : () => instances().resources,
    );
    const type = labelOf(block.mode, block.type);
    const named = types.get(type) ?? new Map<string, () => Instances>();
    types.set(type, named.set(block.name, instances));
  }
  return {
    ofType(mode, type) {
      const label = labelOf(mode, type);
      const named = types.get(label);
      if (named === undefined) return undefined;
      return names(label, (name) => named.get(name)?.().term ?? nothing(`${stack.prefix}${label}.${name}`));
    },
    resources: () => all.flatMap((resources) => resources()),
  };
}

/** @param readBody - of what may be there never or often, so that it says nothing for sure */
function withCommands(
  resources: readonly Resource[],
  readBody: (name: string) => Value,
): readonly Resource[] {
  const commands = resources.flatMap((one) => {
    const said = one.attribute('provisioner');
    return said.kind === 'unknown'
      ? (provisionerOf({ ...one, attribute: readBody }, readBody('provisioner')) ?? [])
      : (provisionerOf(one, said) ?? []);
  });
  return [...resources, ...commands];
}

const labelOf = (mode: NamedBlock['mode'], type: string) => (mode === 'data' ? `data.${type}` : type);

/** How many instances there are may depend on other resources, but not on itself. */
function onceWithoutCircle(compute: () => Instances, address: string): () => Instances {
  let state: Instances | 'asked' | undefined;
  const circle: Term = unknown('its count depends on itself', [address]);
  return () => {
    if (state === 'asked') return { resources: [], term: circle };
    if (state === undefined) {
      state = 'asked';
      state = compute();
    }
    return state;
  };
}
