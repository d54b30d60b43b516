import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  init,
  inScratch,
  runTerraform,
  startProvider,
  terraformFailed,
  type JsonObject,
  type RunningProvider,
  type Scratch,
  type Terraform,
  type TerraformAnswer,
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
   * Looks again at what is there, and gives back `terraform show -json` of the state: only then does the state of a route
   * table hold routes that were changed.
   * @throws TerraformError with Terraform's words
   */
  refresh(): Promise<string>;
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
  return inScratch(terraform, workspace, async (scratch) => {
    let running: RunningProvider | undefined;
    let ready: Scratch = scratch;
    const answerTo = (...args: readonly string[]) => runTerraform(terraform, ready, args);
    const fail = (step: string, { stdout, stderr }: TerraformAnswer) =>
      terraformFailed(step, name, `${stdout}${stderr}\n${failures(moto)}`);
    const run = async (step: string, ...args: readonly string[]): Promise<string> => {
      const answer = await answerTo(step, ...args);
      if (answer.status !== 0) throw fail(step, answer);
      return answer.stdout;
    };
    const write = async (stack: JsonObject) => {
      scratch.write('cdk.tf.json', stack);
      scratch.write(OVERRIDE_FILE, motoOverride(stack, moto.url));
      if (running !== undefined) return;
      await init(terraform, scratch, name);
      running = await startProvider(scratch);
      if (running !== undefined) ready = { ...scratch, provider: running };
    };
    /** What a plan would do; the plan is only shown where it would do something. */
    const driftNow = async () => {
      const answer = await answerTo('plan', '-no-color', AT_ONCE, '-detailed-exitcode', '-out=second.tfplan');
      if (answer.status === 0) return [];
      if (answer.status !== CHANGES) throw fail('plan', answer);
      return changesOf(await run('show', '-json', 'second.tfplan'));
    };
    try {
      return await work({
        async apply(stack) {
          await write(stack);
          await run('plan', '-no-color', AT_ONCE, '-out=first.tfplan');
          const plan = await run('show', '-json', 'first.tfplan');
          await run('apply', '-no-color', AT_ONCE, 'first.tfplan');
          const drift = await driftNow();
          const state = await run('show', '-json');
          return { plan, state, rawState: rawStateOf(scratch, workspace), changes: changesOf(plan), drift };
        },
        async plan(stack) {
          await write(stack);
          await run('plan', '-no-color', '-refresh=false', '-out=edited.tfplan');
          return run('show', '-json', 'edited.tfplan');
        },
        async refresh() {
          await run('apply', '-refresh-only', '-auto-approve', '-no-color', AT_ONCE);
          return run('show', '-json');
        },
        async destroy(unprotected) {
          const now = ['-refresh=false', '-auto-approve', '-no-color', AT_ONCE];
          if (unprotected !== undefined) {
            await write(unprotected);
            await run('apply', ...now);
          }
          await run('apply', '-destroy', ...now);
          return (await run('state', 'list')).split('\n').filter((line) => line !== '');
        },
      });
    } finally {
      running?.stop();
    }
  });
}

// The provider waits and asks moto again most of the time of an apply.
const AT_ONCE = '-parallelism=40';
/** The status of `plan -detailed-exitcode` that would change something. */
const CHANGES = 2;

function rawStateOf(scratch: Scratch, workspace: string): string {
  const folders = workspace === 'default' ? [] : ['terraform.tfstate.d', workspace];
  return readFileSync(join(scratch.folder, ...folders, 'terraform.tfstate'), 'utf8');
}

/** The traces in what moto printed last: why it answered 500. */
function failures(moto: MotoServer): string {
  const traces = moto.log().match(/^Traceback[\s\S]*?^\S*(Error|Exception)\b.*$/gm) ?? [];
  return traces.slice(-2).join('\n');
}
