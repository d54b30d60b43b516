import type { Resource } from '../estate';
import { evaluateJson, evaluateTerm, type Scope } from '../expression/evaluate';
import { names, namesOnce, nothing, RUN_NAMES } from '../expression/names';
import type { Term } from '../expression/term';
import { own, type JsonObject } from '../json';
import { lazyResource, type Reading } from '../lazy-resource';
import { known, unknown } from '../value';
import { placeBlocks } from './place-blocks';
import { blocksIn, fieldsOf, type Stack } from './stack';

/** A stack that can be asked. */
export interface StackReader {
  resources(): readonly Resource[];
  output(name: string): Term;
}

/** What is around a stack. */
export interface Surroundings {
  readonly reading: Reading;
  /** An output that a `terraform_remote_state` of this stack reads; `undefined` when no stack here writes it. */
  outputOf(state: string, output: string): Term | undefined;
  note(text: string): void;
}

export function stackReader(stack: Stack, { reading, outputOf, note }: Surroundings): StackReader {
  const { prefix, json } = stack;
  const section = (key: string) => new Map(fieldsOf(own(json, key)));
  const [locals, variables, outputs, calls] = ['locals', 'variable', 'output', 'module'].map(section);

  const local = namesOnce('local', (name) =>
    locals?.has(name) === true ? evaluateTerm(locals.get(name), scope) : nothing(`${prefix}local.${name}`),
  );
  const variable = names('var', (name) => {
    const value = own(variables?.get(name), 'default');
    if (value === undefined) return unknown(`variable \`${name}\` has no default`, [`${prefix}var.${name}`]);
    return known(value);
  });
  const remoteState = (name: string) => {
    const label = `${prefix}data.terraform_remote_state.${name}`;
    const reason = 'it is an output of a stack that is not in the input';
    return names(label, () => names(label, (output) => outputOf(name, output) ?? unknown(reason, [label])));
  };
  const data = names('data', (type) =>
    type === 'terraform_remote_state'
      ? names(type, remoteState)
      : (blocks.ofType('data', type) ?? nothing(`${prefix}data.${type}`)),
  );
  const module = names('module', (name) => {
    const label = `${prefix}module.${name}`;
    return names(label, () => unknown('synthesized JSON does not show what a module returns', [label]));
  });
  const output = namesOnce(`${prefix}output`, (name) =>
    outputs?.has(name) === true
      ? evaluateTerm(own(outputs.get(name), 'value'), scope)
      : nothing(`${prefix}output.${name}`),
  );

  const roots = new Map<string, Term>([...RUN_NAMES, ['local', local], ['var', variable]]);
  roots.set('data', data).set('module', module);
  const noSuchType = (type: string) => names(type, (name) => nothing(`${prefix}${type}.${name}`));
  const scope: Scope = {
    name: (name) => roots.get(name) ?? blocks.ofType('managed', name) ?? noSuchType(name),
  };
  const blocks = placeBlocks(stack, scope, reading);

  for (const [name, body] of variables ?? [])
    if (own(body, 'default') !== undefined) note(`variable \`${prefix}${name}\` is read as its default`);
  const modules = () =>
    [...(calls ?? [])].map(([name, body]) => {
      const address = `${prefix}module.${name}`;
      note(`\`${address}\` is a module: synthesized JSON does not show its resources, a plan does`);
      return moduleCall(address, blocksIn(body)[0] ?? {}, scope, reading);
    });
  return { resources: () => [...blocks.resources(), ...modules()], output: (name) => output.get(name) };
}

/** A call of a module, so that what it may place is not forgotten: its arguments are its attributes. */
function moduleCall(address: string, body: JsonObject, scope: Scope, reading: Reading): Resource {
  return lazyResource({ address, type: 'module', mode: 'managed' }, reading, (name) =>
    evaluateJson(own(body, name), scope),
  );
}
