import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';

/** A synthesized resource: its arguments as Terraform reads them. */
export type Block = Readonly<Record<string, unknown>>;

/** Every resource of a type, from the JSON that Terraform would read. */
export function synthesize(build: (stack: TerraformStack) => void): (type: string) => readonly Block[] {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'dev');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  build(stack);
  const json = JSON.parse(Testing.synth(stack, true)) as { resource?: Record<string, Record<string, Block>> };
  return (type) => Object.values(json.resource?.[type] ?? {});
}
