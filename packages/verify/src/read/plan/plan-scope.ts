import { convertTo } from '../expression/convert';
import { evaluateTerm, type Scope } from '../expression/evaluate';
import { names, nothing, RUN_NAMES } from '../expression/names';
import { fieldOfTerm, listTerm, objectTerm, type NamesTerm, type Term } from '../expression/term';
import { objectOf, own, type JsonValue } from '../json';
import { resourceTerm } from '../resource-term';
import { ABSENT, known, unknown } from '../value';
import { candidatesOf } from './candidates';
import { decide } from './decide';
import { childModule, isRepeated, type ModuleInstance, type PlacedInstance } from './module-instance';
import { DEEPEST_PLACE, type Place } from './plan-context';

/** What names mean in an expression that a plan shows in full, as it does when the configuration is JSON. */
export function planScope(place: Place): Scope {
  return { name: (name) => rootTerm(name, place) };
}

function rootTerm(root: string, place: Place): Term | undefined {
  switch (root) {
    case 'var':
      return names('var', (name) => termAt(`var.${name}`, place));
    case 'local':
      return names('local', (name) => localTerm(name, place));
    case 'module':
      return names('module', (name) => moduleTerm(name, place));
    case 'data':
      return names('data', (type) => typeNames(`data.${type}`, place.module));
    case 'count':
      return names('count', () => (place.key === undefined ? nothing('count.index') : known(place.key)));
    case 'each':
      return names('each', (part) => (part === 'key' ? known(place.key ?? null) : eachValue(place)));
    default:
      return RUN_NAMES.get(root) ?? typeNames(root, place.module);
  }
}

function typeNames(type: string, module: ModuleInstance): NamesTerm {
  return names(type, (name) => {
    const home = `${type}.${name}`;
    const before = module.terms.get(home);
    if (before !== undefined) return before;
    const instances = module.resources.get(home);
    const config = module.configs.get(home);
    const term =
      instances === undefined && config === undefined
        ? nothing(home)
        : instancesTerm(instances ?? [], config !== undefined && isRepeated(config));
    module.terms.set(home, term);
    return term;
  });
}

function instancesTerm(instances: readonly PlacedInstance[], isList: boolean): Term {
  const [first] = instances;
  if (first !== undefined && first.key === undefined) return resourceTerm(first.resource);
  if (typeof first?.key === 'string')
    return objectTerm(new Map(instances.map(({ key, resource }) => [String(key), resourceTerm(resource)])));
  if (first === undefined && !isList) return unknown('it is not in the plan');
  const items: Term[] = [];
  for (const { key, resource } of instances) items[Number(key)] = resourceTerm(resource);
  return listTerm(Array.from(items, (item) => item ?? unknown('it is not in the plan')));
}

function moduleTerm(name: string, place: Place): Term {
  const call = objectOf(own(own(place.module.config, 'module_calls'), name));
  const instances = childrenOf(name, place.module);
  const outputs = (child: ModuleInstance) =>
    names(`module.${name}`, (output) => outputTerm(child, output, place));
  if (!isRepeated(call)) return outputs(childModule(place.module, name, undefined));
  if (instances.some(({ parent }) => typeof parent?.key === 'string'))
    return objectTerm(new Map(instances.map((child) => [String(child.parent?.key), outputs(child)])));
  return listTerm(instances.map(outputs));
}

function outputTerm(child: ModuleInstance, output: string, place: Place): Term {
  const expression = own(own(own(child.config, 'outputs'), output), 'expression');
  if (expression === undefined) return nothing(`${child.address}.${output}`);
  return expressionTerm(expression, insideOf(child, place));
}

/** An expression of the configuration, as exactly as the plan shows it. */
export function expressionTerm(expression: JsonValue, place: Place): Term {
  if (place.depth > DEEPEST_PLACE) return unknown('it is passed on too many times');
  const [constant, references] = [own(expression, 'constant_value'), own(expression, 'references')];
  // Only an expression in JSON has both; then the constant is its text.
  if (constant !== undefined)
    return references === undefined ? known(constant) : evaluateTerm(constant, planScope(place));
  return references === undefined ? ABSENT : decide(candidatesOf(references, place), undefined, place);
}

/** Only a plan that keeps the files of its modules shows local values. */
function localTerm(name: string, { context, module, depth, ...place }: Place): Term {
  const expression = own(own(module.config, 'locals'), name);
  const home = `local.${name}`;
  if (expression === undefined) return unknown('a plan does not show local values', [home]);
  const before = module.terms.get(home);
  if (before !== undefined) return before;
  module.terms.set(home, unknown('it refers to itself', [home]));
  const here = { ...place, context, module, key: undefined, forEach: undefined, depth: depth + 1 };
  const term = expressionTerm(expression, here);
  module.terms.set(home, term);
  return term;
}

function termAt(head: string, place: Place): Term {
  const name = head.slice('var.'.length);
  const type = own(own(own(place.module.config, 'variables'), name), 'type');
  const term = argumentTerm(name, place);
  return typeof type === 'string' ? convertTo(type, term) : term;
}

function argumentTerm(name: string, place: Place): Term {
  const found = expressionAt(`var.${name}`, place);
  if (found === undefined) return variableOfRoot(name, place);
  if (found.is === 'lost') return unknown(found.reason, [`var.${name}`]);
  const [one] = found.all;
  return one === undefined ? nothing(`var.${name}`) : expressionTerm(one.expression, one.place);
}

function variableOfRoot(name: string, { context, module }: Place): Term {
  const [value, fallback] = [
    own(own(context.variables, name), 'value'),
    own(own(own(module.config, 'variables'), name), 'default'),
  ];
  return known(module.parent === undefined ? (value ?? fallback) : fallback);
}

function eachValue(place: Place): Term {
  const { forEach, key } = place;
  if (own(forEach, 'constant_value') === undefined)
    return unknown('a plan does not show the values of `for_each`', ['each.value']);
  const each = expressionTerm(forEach ?? null, {
    ...place,
    key: undefined,
    forEach: undefined,
    depth: place.depth + 1,
  });
  return fieldOfTerm(each, String(key)) ?? known(key ?? null);
}

/** Expressions that a name stands for, in their own places. */
export type Elsewhere =
  | {
      readonly is: 'found';
      readonly all: readonly { readonly expression: JsonValue; readonly place: Place }[];
    }
  | { readonly is: 'lost'; readonly reason: string };

/** What a variable, an output or `each.value` is made of; `undefined` when the name stands for nothing elsewhere. */
export function expressionAt(head: string, place: Place): Elsewhere | undefined {
  const [, root, name = '', brackets, rest = ''] = HEAD.exec(head) ?? [];
  if (place.depth > DEEPEST_PLACE) return { is: 'lost', reason: 'it is passed on too many times' };
  if (root === 'var') return argumentAt(name, place);
  if (root === 'each' && name === 'value')
    return place.forEach === undefined
      ? undefined
      : {
          is: 'found',
          all: [
            { expression: place.forEach, place: { ...place, forEach: undefined, depth: place.depth + 1 } },
          ],
        };
  if (root !== 'module') return undefined;
  const output = /^\.([^.[]+)/.exec(rest)?.[1];
  const children = childrenOf(name, place.module).filter(
    (child) => brackets === undefined || brackets === `[${JSON.stringify(child.parent?.key)}]`,
  );
  // Of a module with a computed index the output is not named: it may be any.
  if (output === undefined)
    return { is: 'lost', reason: 'a plan does not show which instance or output of a module is used' };
  return {
    is: 'found',
    all: children.map((child) => ({
      expression: own(own(own(child.config, 'outputs'), output), 'expression') ?? null,
      place: insideOf(child, place),
    })),
  };
}

const HEAD = /^(var|each|module)\.([^.[]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(.*)$/s;

function argumentAt(name: string, from: Place): Elsewhere | undefined {
  const { parent } = from.module;
  const expression = own(own(parent?.call, 'expressions'), name);
  // Not given: its default, which is known.
  if (parent === undefined || expression === undefined) return undefined;
  const place: Place = {
    ...from,
    module: parent.module,
    key: parent.key,
    forEach: own(parent.call, 'for_each_expression'),
    depth: from.depth + 1,
  };
  return { is: 'found', all: [{ expression, place }] };
}

function insideOf(child: ModuleInstance, from: Place): Place {
  return { ...from, module: child, key: undefined, forEach: undefined, depth: from.depth + 1 };
}

function childrenOf(name: string, module: ModuleInstance): readonly ModuleInstance[] {
  const call = own(own(module.config, 'module_calls'), name);
  if (call !== undefined && !isRepeated(objectOf(call))) childModule(module, name, undefined);
  return [...(module.children.get(name)?.values() ?? [])];
}

const RESOURCE = /^((?:data\.)?[^.[]+\.[^.[]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/;

/** The instances that a reference to a resource may mean: that of its index, or all. */
export function instancesAt(head: string, { module }: Place): readonly PlacedInstance[] | undefined {
  const [, home = '', brackets] = RESOURCE.exec(head) ?? [];
  if (!module.configs.has(home) && !module.resources.has(home)) return undefined;
  const instances = module.resources.get(home) ?? [];
  return brackets === undefined
    ? instances
    : instances.filter(
        ({ key }) => brackets === (typeof key === 'number' ? `[${key}]` : JSON.stringify([key])),
      );
}

/** Whether a reference ends with the name of a resource, with neither index nor attribute after it. */
export function isWhole(head: string): boolean {
  return /^(data\.)?[^.[]+\.[^.[]+$/.test(head);
}
