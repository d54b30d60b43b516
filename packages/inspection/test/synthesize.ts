import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';

/** A block of synthesized JSON: arguments as Terraform reads them. */
export type Block = Readonly<Record<string, unknown>>;

/** A synthesized stack: its JSON, and its resources by type and address. */
export interface Synthesized {
  readonly json: Block & { readonly resource?: Resources; readonly output?: Readonly<Record<string, Block>> };
  /** Every resource of a type, by its name in Terraform. */
  named(type: string): Readonly<Record<string, Block>>;
  all(type: string): readonly Block[];
  /** The only resource of a type. */
  only(type: string): Block;
  /** `type.name` of every resource, sorted. */
  readonly addresses: readonly string[];
}

type Resources = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export function synthesize(build: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'dev');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  build(stack);
  const json = JSON.parse(Testing.synth(stack, true)) as Synthesized['json'];
  const named = (type: string) => json.resource?.[type] ?? {};
  const all = (type: string) => Object.values(named(type));
  return {
    json,
    named,
    all,
    only: (type) => {
      const [resource, ...others] = all(type);
      if (resource === undefined || others.length > 0) throw new Error(`not exactly one ${type}`);
      return resource;
    },
    addresses: Object.entries(json.resource ?? {})
      .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
      .sort(),
  };
}
