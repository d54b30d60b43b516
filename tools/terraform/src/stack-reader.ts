import { objectOf, textOf, type JsonObject, type JsonValue } from './json';

/** A resource of a synthesized stack. */
export interface StackResource {
  /** For example `aws_subnet.vpc_a-protected_1A2B3C4D`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** Path of its construct below the stack, for example `vpc/a-protected`; empty when the JSON does not say. */
  readonly path: string;
  readonly values: JsonObject;
}

/** The resources of one type, in the order of the JSON. */
export function resourcesOf(stack: JsonObject, type: string): readonly StackResource[] {
  return Object.entries(objectOf(objectOf(stack['resource'])[type])).map(([name, value]) => {
    const values = objectOf(value);
    const path = textOf(objectOf(objectOf(values['//'])['metadata'])['path']) ?? '';
    return { address: `${type}.${name}`, type, name, path: path.split('/').slice(1).join('/'), values };
  });
}

/** The resource of an address or of a construct path below the stack, for example `vpc/a-protected`. */
export function findResource(
  stack: JsonObject,
  type: string,
  addressOrPath: string,
): StackResource | undefined {
  return resourcesOf(stack, type).find(
    ({ address, path }) => address === addressOrPath || path === addressOrPath,
  );
}

/** The resource that an argument such as `${aws_subnet.a.id}` refers to; `undefined` for anything else. */
export function referred(stack: JsonObject, value: JsonValue | undefined): StackResource | undefined {
  const [, type = '', name = ''] =
    /^\$\{(\w+)\.([\w-]+)\.[\w.]+\}$/.exec(literalOf(stack, value) ?? '') ?? [];
  return resourcesOf(stack, type).find((resource) => resource.name === name);
}

/** The text of an argument, with `${local.x}` and `${var.x}` replaced by the local's value or the variable's default. */
export function literalOf(stack: JsonObject, value: JsonValue | undefined): string | undefined {
  const text = textOf(value);
  const [, kind, name = ''] = /^\$\{(local|var)\.([\w-]+)\}$/.exec(text ?? '') ?? [];
  if (kind === 'local') return literalOf(stack, objectOf(stack['locals'])[name]);
  if (kind === 'var') return literalOf(stack, objectOf(objectOf(stack['variable'])[name])['default']);
  return text;
}
