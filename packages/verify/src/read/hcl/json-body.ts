import { isArray, isObject, own, type JsonObject, type JsonValue } from '../json';
import type { Block, Body } from './body';
import { endOfInterpolation } from './scan';

/** How many labels the blocks of a file have; https://developer.hashicorp.com/terraform/language/syntax/json (2026-11). */
const LABELS = { resource: 2, data: 2, module: 1, variable: 1, output: 1, locals: 0 } as const;

/** A file of Terraform's JSON syntax as one of its own language: every argument is the text of an expression. */
export function bodyOfJson(json: JsonValue): Body {
  const blocks = Object.entries(LABELS).flatMap(([type, count]) =>
    labelled(own(json, type), count).map(({ labels, value }) => ({
      type,
      labels,
      body: bodyOf(type, value),
    })),
  );
  return { attributes: new Map(), blocks };
}

interface Labelled {
  readonly labels: readonly string[];
  readonly value: JsonObject;
}

/** A block may be written in a list, at any level. */
function labelled(value: JsonValue | undefined, count: number): readonly Labelled[] {
  if (isArray(value)) return value.flatMap((one) => labelled(one, count));
  if (!isObject(value)) return [];
  if (count === 0) return [{ labels: [], value }];
  return entriesOf(value).flatMap(([label, inner]) =>
    labelled(inner, count - 1).map(({ labels, value: block }) => ({
      labels: [label, ...labels],
      value: block,
    })),
  );
}

function bodyOf(kind: string, value: JsonObject): Body {
  const fields = entriesOf(value).filter(([name]) => name !== 'dynamic' && name !== 'provisioner');
  return {
    attributes: new Map(
      fields.map(([name, field]) => [
        name,
        kind === 'variable' && name === 'type' ? String(field) : textOf(field),
      ]),
    ),
    blocks: [
      ...labelled(own(value, 'dynamic'), 1).map(dynamicOf),
      ...labelled(own(value, 'provisioner'), 1).map(provisionerOf),
    ],
  };
}

function provisionerOf({ labels, value }: Labelled): Block {
  return { type: 'provisioner', labels, body: bodyOf('provisioner', value) };
}

function dynamicOf({ labels, value }: Labelled): Block {
  const contents = labelled(own(value, 'content'), 0);
  const iterator = own(value, 'iterator');
  const attributes = new Map([['for_each', textOf(own(value, 'for_each'))]]);
  if (typeof iterator === 'string') attributes.set('iterator', iterator);
  const blocks = contents.map(
    (one): Block => ({ type: 'content', labels: [], body: bodyOf('content', one.value) }),
  );
  return { type: 'dynamic', labels, body: { attributes, blocks } };
}

// A comment of the JSON syntax.
const entriesOf = (value: JsonObject) => Object.entries(value).filter(([name]) => name !== '//');

const DEEPEST = 50;

/** An expression of the language with the same value. A string is a template in both. */
function textOf(value: JsonValue | undefined, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError('it is nested too deep');
  if (isArray(value)) return `[${value.map((item) => textOf(item, depth + 1)).join(', ')}]`;
  if (isObject(value))
    return `{ ${entriesOf(value)
      .map(([name, field]) => `${JSON.stringify(name)} = ${textOf(field, depth + 1)}`)
      .join(', ')} }`;
  return typeof value === 'string' ? quoted(value) : String(value ?? null);
}

/** Text within an interpolation is an expression already, and keeps its quotes. */
function quoted(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const isEscaped = text.startsWith('$${', at) || text.startsWith('%%{', at);
    const end = !isEscaped && text.startsWith('${', at) ? endOfInterpolation(text, at) : undefined;
    if (end !== undefined) {
      result += text.slice(at, end);
      at = end;
    } else {
      const length = isEscaped ? 3 : 1;
      result += JSON.stringify(text.slice(at, at + length)).slice(1, -1);
      at += length;
    }
  }
  return `"${result}"`;
}
