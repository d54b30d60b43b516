import { isArray, isObject, own, type JsonObject, type JsonValue } from '../json';

/** A synthesized stack: what `cdk.tf.json` says. */
export interface Stack {
  /** For example `dev`. */
  readonly name: string;
  /** What addresses start with: `dev:` where there are several stacks, otherwise nothing. */
  readonly prefix: string;
  readonly json: JsonObject;
}

/** A block of Terraform JSON that has a type and a name, for example a resource. */
export interface NamedBlock {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

/** The objects of a value: JSON syntax writes one block as an object, and several as an array. */
export function blocksIn(value: JsonValue | undefined): readonly JsonObject[] {
  if (isArray(value)) return value.filter((item) => isObject(item));
  return isObject(value) ? [value] : [];
}

/** The resources and data sources of a stack, in its order. */
export function namedBlocks({ json }: Stack): readonly NamedBlock[] {
  const section = (key: string, mode: 'managed' | 'data') =>
    fieldsOf(own(json, key)).flatMap(([type, names]) =>
      fieldsOf(names).flatMap(([name, body]) =>
        blocksIn(body).map((one): NamedBlock => ({ mode, type, name, body: one })),
      ),
    );
  return [...section('resource', 'managed'), ...section('data', 'data')];
}

/** The entries of a section, in whichever way it is written. */
export function fieldsOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return blocksIn(value).flatMap((block) =>
    Object.entries(block).flatMap(([key, one]) =>
      one === undefined || key === '//' ? [] : [[key, one] as const],
    ),
  );
}
