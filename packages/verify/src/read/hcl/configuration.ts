import { evaluateTerm } from '../expression/evaluate';
import { valueOf } from '../expression/term';
import type { JsonObject, JsonValue } from '../json';
import type { Block, Body } from './body';
import { expressionOf, expressionsOf, OF_CALL, OF_RESOURCE } from './expressions';

/** Finds the body of the module that a call in a module places. */
export interface ModuleSource {
  readonly body: Body;
  /** `undefined` when it is not shown. */
  child(call: string): ModuleSource | undefined;
}

/**
 * A module in the form of `configuration` of a plan, with expressions in full, as `terraform show -json` shows only those of
 * Terraform JSON. `locals` and types of variables, which it does not show at all, are there too.
 */
export function configurationOf(source: ModuleSource): JsonObject {
  const { blocks } = source.body;
  const named = (type: string) => blocks.filter((block) => block.type === type && block.labels.length === 1);
  const locals = blocks.filter(({ type }) => type === 'locals').flatMap(({ body }) => [...body.attributes]);
  return {
    resources: blocks.flatMap(resourceOf),
    module_calls: Object.fromEntries(
      named('module').map((block) => [nameOf(block), callOf(block, source)] as const),
    ),
    outputs: Object.fromEntries(
      named('output').map((block) => [nameOf(block), { expression: attributeOf(block, 'value') }] as const),
    ),
    variables: Object.fromEntries(
      named('variable').map((block) => [nameOf(block), variableOf(block)] as const),
    ),
    // Those of a plan's `provider_config`, where this module has them.
    providers: named('provider')
      .filter((block) => nameOf(block) === 'aws')
      .map(({ body }) => expressionsOf(body, NO_META)),
    locals: Object.fromEntries(locals.map(([name, text]) => [name, expressionOf(text)] as const)),
  };
}

const NO_META: ReadonlySet<string> = new Set();

const nameOf = ({ labels }: Block) => labels.at(-1) ?? '';

function attributeOf({ body }: Block, name: string): JsonValue {
  const text = body.attributes.get(name);
  return text === undefined ? {} : expressionOf(text);
}

function repetitionOf({ body }: Block): JsonObject {
  const [count, forEach] = [body.attributes.get('count'), body.attributes.get('for_each')];
  return {
    ...(count === undefined ? {} : { count_expression: expressionOf(count) }),
    ...(forEach === undefined ? {} : { for_each_expression: expressionOf(forEach) }),
  };
}

function resourceOf(block: Block): readonly JsonObject[] {
  const { type: kind, labels, body } = block;
  const [type = '', name = ''] = labels;
  if ((kind !== 'resource' && kind !== 'data') || labels.length !== 2) return [];
  const home = `${type}.${name}`;
  return [
    {
      address: kind === 'data' ? `data.${home}` : home,
      mode: kind === 'data' ? 'data' : 'managed',
      type,
      name,
      expressions: expressionsOf(body, OF_RESOURCE),
      ...provisionersOf(body),
      ...repetitionOf(block),
    },
  ];
}

function provisionersOf({ blocks }: Body): JsonObject {
  const found = blocks.filter(({ type }) => type === 'provisioner');
  if (found.length === 0) return {};
  return {
    provisioners: found.map((block) => ({
      type: nameOf(block),
      expressions: expressionsOf(block.body, OF_RESOURCE),
    })),
  };
}

function callOf(block: Block, source: ModuleSource): JsonObject {
  const child = source.child(nameOf(block));
  return {
    expressions: expressionsOf(block.body, OF_CALL),
    ...repetitionOf(block),
    ...(child === undefined ? {} : { module: configurationOf(child) }),
  };
}

function variableOf({ body }: Block): JsonObject {
  const [type, fallback] = [body.attributes.get('type'), body.attributes.get('default')];
  // A default is a literal: it may refer to nothing.
  const value =
    fallback === undefined
      ? undefined
      : valueOf(evaluateTerm(`\${${fallback}\n}`, { name: () => undefined }));
  return {
    ...(value?.kind === 'known' ? { default: value.value } : {}),
    ...(type === undefined ? {} : { type }),
  };
}
