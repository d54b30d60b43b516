import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';

/** What cdktf writes to `cdk.tf.json`, or a block of it: arguments as Terraform reads them. */
export interface SynthesizedJson {
  readonly [key: string]: SynthesizedValue | undefined;
}

export type SynthesizedValue =
  | string
  | number
  | boolean
  | null
  | readonly SynthesizedValue[]
  | SynthesizedJson;

/** A synthesized stack: its JSON, and its resources by type and address. */
export interface Synthesized {
  readonly json: SynthesizedJson;
  /** Every resource of a type, by its name in Terraform. */
  named(type: string): Readonly<Record<string, SynthesizedJson>>;
  /** Every resource of a type. */
  all(type: string): readonly SynthesizedJson[];
  /** The only resource of a type. @throws Error when there is none, or more than one */
  only(type: string): SynthesizedJson;
  /** `type.name` of every resource, sorted. */
  readonly addresses: readonly string[];
}

/**
 * Builds a stack named `test` with an AWS provider in `us-east-1`, runs every validation, and synthesizes it.
 *
 * @param build - fills the stack
 * @param validate - false for stacks that import: cdktf asks the Terraform on the PATH whether it can, and a test of data needs none
 * @throws Error when a construct refuses its input, or a validation fails
 */
export function synthesize(build: (stack: TerraformStack) => void, validate = true): Synthesized {
  const stack = new TerraformStack(new App({ stackTraces: false }), 'test');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  build(stack);
  const json = JSON.parse(Testing.synth(stack, validate)) as SynthesizedJson;
  const types = (json['resource'] ?? {}) as Readonly<
    Record<string, Readonly<Record<string, SynthesizedJson>>>
  >;
  const named = (type: string) => types[type] ?? {};
  const all = (type: string) => Object.values(named(type));
  return {
    json,
    named,
    all,
    only: (type) => {
      const [resource, ...others] = all(type);
      if (resource === undefined) throw new Error(`the stack has no ${type}`);
      if (others.length > 0) throw new Error(`the stack has ${others.length + 1} resources ${type}, not one`);
      return resource;
    },
    addresses: Object.entries(types)
      .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
      .sort(),
  };
}
