import type { JsonObject, JsonValue } from '../json';
import type { Block, Body } from './body';

/** Arguments and blocks that Terraform itself understands, whatever the resource, and those of a call. */
const META = ['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection'];
export const OF_RESOURCE: ReadonlySet<string> = new Set(META);
export const OF_CALL: ReadonlySet<string> = new Set([...META, 'providers', 'source', 'version']);

/** An expression as `configuration` of a plan shows one of Terraform JSON: by its text. */
export function expressionOf(text: string): JsonObject {
  // A comment may end the text.
  return { constant_value: `\${${text}\n}`, references: [] };
}

/** Arguments and blocks of a resource or a call, in the form of `expressions`. */
export function expressionsOf({ attributes, blocks }: Body, meta: ReadonlySet<string>): JsonObject {
  const fields = [...attributes].filter(([name]) => !meta.has(name));
  const types = new Set(blocks.map(typeOf).filter((type) => !meta.has(type)));
  return Object.fromEntries<JsonValue>([
    ...fields.map(([name, text]) => [name, expressionOf(text)] as const),
    ...[...types].map((type) => [type, blocksOf(blocks.filter((block) => typeOf(block) === type))] as const),
  ]);
}

/** The type of the blocks that a `dynamic` makes is its label. */
function typeOf({ type, labels: [label = ''] }: Block): string {
  return type === 'dynamic' ? label : type;
}

function blocksOf(blocks: readonly Block[]): JsonValue {
  if (blocks.every(({ type }) => type !== 'dynamic'))
    return blocks.map(({ body }) => expressionsOf(body, new Set()));
  return expressionOf(`concat(${blocks.map(listOf).join(', ')})`);
}

/** The list of objects that a block stands for. */
function listOf(block: Block): string {
  if (block.type !== 'dynamic') return `[${objectOf(block.body)}]`;
  const { attributes, blocks } = block.body;
  const content = blocks.find(({ type }) => type === 'content');
  const collection = attributes.get('for_each');
  if (content === undefined || collection === undefined) return 'null';
  const iterator = attributes.get('iterator') ?? typeOf(block);
  return `[for ${iterator} in [for key, value in ${collection}\n : { key = key, value = value }] : ${objectOf(content.body)}]`;
}

function objectOf({ attributes, blocks }: Body): string {
  const types = [...new Set(blocks.map(typeOf))];
  const lists = types.map((type) => {
    const some = blocks.filter((block) => typeOf(block) === type);
    return `"${type}" = concat(${some.map(listOf).join(', ')})`;
  });
  return `{ ${[...[...attributes].map(([name, text]) => `"${name}" = (${text}\n)`), ...lists].join(', ')} }`;
}
