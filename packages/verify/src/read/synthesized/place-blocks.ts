import type { Resource } from '../estate';
import type { Scope } from '../expression/evaluate';
import { names, nothing } from '../expression/names';
import type { NamesTerm, Term } from '../expression/term';
import type { Reading } from '../lazy-resource';
import { unknown } from '../value';
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
  const all: (() => Instances)[] = [];
  for (const block of namedBlocks(stack)) {
    const instances = onceWithoutCircle(
      () => instancesOf(block, stack.prefix, scope, reading),
      `${stack.prefix}${labelOf(block.mode, block.type)}.${block.name}`,
    );
    all.push(instances);
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
    resources: () => all.flatMap((instances) => instances().resources),
  };
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
