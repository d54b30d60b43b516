/** The arguments of a resource, as `cdk.tf.json` has them. */
export type Values = Record<string, unknown>;

interface StackJson {
  resource?: Record<string, Record<string, Values>>;
  [part: string]: unknown;
}

/** The resources of one synthesized stack; a copy of it can be changed. */
export class Stack {
  constructor(readonly json: StackJson) {}

  static parse(text: string): Stack {
    return new Stack(JSON.parse(text) as StackJson);
  }

  /** The same stack with something changed. */
  with(change: (draft: Stack) => void): Stack {
    const draft = new Stack(structuredClone(this.json));
    change(draft);
    return draft;
  }

  namesOf(type: string): string[] {
    return Object.keys(this.json.resource?.[type] ?? {});
  }

  /** @throws Error when there is no such resource */
  at(type: string, name: string): Values {
    const values = this.find(type, name);
    if (values === undefined) throw new Error(`the stack has no ${type}.${name}`);
    return values;
  }

  find(type: string, name: string): Values | undefined {
    return this.json.resource?.[type]?.[name];
  }

  put(type: string, name: string, values: Values): void {
    const { resource = {} } = this.json;
    this.json.resource = { ...resource, [type]: { ...resource[type], [name]: values } };
  }

  remove(type: string, name: string): void {
    const { resource = {} } = this.json;
    this.json.resource = { ...resource, [type]: without(resource[type] ?? {}, name) };
  }

  get text(): string {
    return JSON.stringify(this.json);
  }
}

/** An object without some of its keys. */
export function without<T>(
  object: Readonly<Record<string, T>>,
  ...keys: readonly string[]
): Record<string, T> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
