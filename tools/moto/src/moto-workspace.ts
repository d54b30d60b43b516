import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  init,
  inScratch,
  runTerraform,
  terraformFailed,
  type JsonObject,
  type Scratch,
  type Terraform,
} from '@inspected-egress/terraform';
import { changesOf } from './changes';
import { motoOverride, OVERRIDE_FILE } from './moto-override';
import type { MotoServer } from './moto-server';

/** A stack that is applied, and what Terraform says about it. Texts are as Terraform writes them, for readers of them. */
export interface Applied {
  /** `terraform show -json` of the plan that was applied. */
  readonly plan: string;
  /** `terraform show -json` of the state after. */
  readonly state: string;
  /** The state file. */
  readonly rawState: string;
  /** What the plan that was applied did: `create aws_vpc.main`. */
  readonly changes: readonly string[];
  /** What a second plan would do; empty when AWS holds what the stack says. */
  readonly drift: readonly string[];
}

/** A folder in which one stack is applied to a moto server, and changed, and destroyed. */
export interface MotoWorkspace {
  /**
   * Makes the world what the stack says.
   * @throws TerraformError with Terraform's words, and the end of what moto printed
   */
  apply(stack: JsonObject): Promise<Applied>;
  /**
   * `terraform show -json` of the plan that would make what was applied last what this stack says. Nothing is applied, and
   * moto is not asked again what is there.
   * @throws TerraformError with Terraform's words
   */
  plan(stack: JsonObject): Promise<string>;
  /**
   * Destroys what was applied last; returns the addresses that are left in the state, of which there should be none.
   *
   * @param unprotected - applied first: the stack as somebody writes it who takes protection from deletion away
   */
  destroy(unprotected?: JsonObject): Promise<readonly string[]>;
}

export interface MotoWorkspaceOptions {
  /** How messages call it. */
  readonly name: string;
  /** The value of `terraform.workspace`. */
  readonly workspace: string;
}

/**
 * Runs `work` in a workspace of its own, and removes the folder after it. The server forgets what is left when it ends, so
 * work that fails need not destroy.
 */
export function inMotoWorkspace<T>(
  terraform: Terraform,
  moto: MotoServer,
  { name, workspace }: MotoWorkspaceOptions,
  work: (workspace: MotoWorkspace) => Promise<T>,
): Promise<T> {
  return inScratch(terraform, workspace, (scratch) => {
    const run = async (...args: readonly string[]): Promise<string> => {
      const answer = await runTerraform(terraform, scratch, args);
      if (answer.status !== 0)
        throw terraformFailed(args[0] ?? '', name, `${answer.stdout}${answer.stderr}\n${failures(moto)}`);
      return answer.stdout;
    };
    const write = (stack: JsonObject) => {
      scratch.write('cdk.tf.json', stack);
      scratch.write(OVERRIDE_FILE, motoOverride(stack, moto.url));
    };
    return work({
      async apply(stack) {
        write(stack);
        await init(terraform, scratch, name);
        await run('plan', '-no-color', '-out=first.tfplan');
        const plan = await run('show', '-json', 'first.tfplan');
        await run('apply', '-no-color', 'first.tfplan');
        await run('plan', '-no-color', '-out=second.tfplan');
        const second = await run('show', '-json', 'second.tfplan');
        const state = await run('show', '-json');
        return {
          plan,
          state,
          rawState: rawStateOf(scratch, workspace),
          changes: changesOf(plan),
          drift: changesOf(second),
        };
      },
      async plan(stack) {
        write(stack);
        await run('plan', '-no-color', '-refresh=false', '-out=edited.tfplan');
        return run('show', '-json', 'edited.tfplan');
      },
      async destroy(unprotected) {
        if (unprotected !== undefined) {
          write(unprotected);
          await run('apply', '-refresh=false', '-auto-approve', '-no-color');
        }
        await run('apply', '-destroy', '-auto-approve', '-no-color');
        return (await run('state', 'list')).split('\n').filter((line) => line !== '');
      },
    });
  });
}

function rawStateOf(scratch: Scratch, workspace: string): string {
  const folders = workspace === 'default' ? [] : ['terraform.tfstate.d', workspace];
  return readFileSync(join(scratch.folder, ...folders, 'terraform.tfstate'), 'utf8');
}

/** The traces in what moto printed last: why it answered 500. */
function failures(moto: MotoServer): string {
  const traces = moto.log().match(/^Traceback[\s\S]*?^\S*(Error|Exception)\b.*$/gm) ?? [];
  return traces.slice(-2).join('\n');
}
