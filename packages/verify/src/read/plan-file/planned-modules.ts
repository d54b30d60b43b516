import type { JsonObject, JsonValue } from '../json';

/** `module.vpc["a"].aws_subnet.this[0]`, taken apart. */
export interface AddressParts {
  /** `module.vpc["a"]` and so on, from the outermost. */
  readonly modules: readonly string[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
}

const KEY = String.raw`(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;
const STEP = new RegExp(String.raw`module\.[^.[\]]+${KEY}\.`, 'y');
const REST = new RegExp(String.raw`^(data\.)?([^.[\]]+)\.([^.[\]]+)(${KEY})$`);

export function partsOf(address: string): AddressParts | undefined {
  const modules: string[] = [];
  let at = 0;
  for (STEP.lastIndex = 0; ; STEP.lastIndex = at) {
    const step = STEP.exec(address)?.[0];
    if (step === undefined) break;
    at += step.length;
    modules.push(address.slice(0, at - 1));
  }
  const [, data, type = '', name = '', key = ''] = REST.exec(address.slice(at)) ?? [];
  if (type === '') return undefined;
  return {
    modules,
    mode: data === undefined ? 'managed' : 'data',
    type,
    name,
    ...(key === '' ? {} : { index: JSON.parse(key.slice(1, -1)) as string | number }),
  };
}

/** Resources in the tree of modules in which `planned_values` and `prior_state` show them. */
export function moduleTree(
  resources: readonly { readonly parts: AddressParts; readonly entry: JsonObject }[],
): JsonValue {
  interface Node {
    readonly address: string;
    readonly resources: JsonObject[];
    readonly children: Node[];
  }
  const root: Node = { address: '', resources: [], children: [] };
  const nodes = new Map<string, Node>([['', root]]);
  for (const { parts, entry } of resources) {
    let parent = root;
    for (const address of parts.modules) {
      const node = nodes.get(address) ?? { address, resources: [], children: [] };
      if (!nodes.has(address)) parent.children.push(node);
      nodes.set(address, node);
      parent = node;
    }
    parent.resources.push(entry);
  }
  const told = ({ address, resources: some, children }: Node): JsonObject => ({
    ...(address === '' ? {} : { address }),
    resources: some,
    child_modules: children.map(told),
  });
  return told(root);
}
