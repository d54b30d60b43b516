import {
  findMissingProvider,
  findTerraform,
  isTooOld,
  HOW_TO_GET_PROVIDER,
  HOW_TO_GET_TERRAFORM,
  offlinePlan,
  type Terraform,
} from '@inspected-egress/terraform';
import { objectOf, onlyBlock, textOf, type SynthesizedStack } from './synthesized';
import { indent, table, type Style } from './text';

const AT_ONCE = 2;

/**
 * Plans every environment with the real Terraform. Where there is no Terraform, or none that can get the AWS provider,
 * says so in one line, and how to get it.
 * @throws TerraformError when Terraform refuses an environment
 */
export async function planEnvironments(
  stacks: readonly SynthesizedStack[],
  style: Style,
): Promise<readonly string[]> {
  const terraform = findTerraform();
  if (terraform === undefined) return [`Not planned: terraform was not found; ${HOW_TO_GET_TERRAFORM}.`];
  const { version } = terraform;
  if (isTooOld(terraform)) return [`Not planned: terraform ${version} is too old; ${HOW_TO_GET_TERRAFORM}.`];
  if ((await findMissingProvider(terraform)) !== undefined) {
    return [`Not planned: terraform ${version} cannot get the AWS provider; ${HOW_TO_GET_PROVIDER}.`];
  }
  const rows = new Map<string, readonly string[]>();
  const waiting = [...stacks];
  const worker = async (): Promise<void> => {
    for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) {
      rows.set(stack.name, await planEnvironment(terraform, stack));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const heading = style.heading(`Terraform ${version}: init, validate and plan, without an account`);
  return [heading, '', ...indent(table(stacks.map(({ name }) => rows.get(name) ?? [])))];
}

async function planEnvironment(
  terraform: Terraform,
  { name, json }: SynthesizedStack,
): Promise<readonly string[]> {
  const { totals, warnings } = await offlinePlan(terraform, { name, workspace: workspaceOf(json), json });
  const plan = `${totals.add} to add, ${totals.change} to change, ${totals.destroy} to destroy`;
  return [
    name,
    plan,
    warnings.length === 0 ? 'no warnings' : `warnings: ${warnings.map(({ summary }) => summary).join('; ')}`,
  ];
}

/** The workspace that the stack's guard asks for. */
function workspaceOf(json: SynthesizedStack['json']): string {
  return textOf(onlyBlock(objectOf(json['variable'])['workspace'])['default']);
}
