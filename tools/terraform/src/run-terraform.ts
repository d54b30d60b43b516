import { spawn } from 'node:child_process';
import { diagnosticsInLines, diagnosticsOf, type Diagnostic } from './diagnostics';
import { HOW_TO_GET_PROVIDER, stepFailed, terraformFailed } from './errors';
import type { Terraform } from './find-terraform';
import { objectOf, type JsonObject, type JsonValue } from './json';
import { OVERRIDE_FILE } from './offline-override';
import type { Scratch } from './scratch';

/** Where `plan` leaves the plan. */
export const PLAN_FILE = 'offline.tfplan';

/** What a command answered. */
export interface TerraformAnswer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command in a scratch folder; resolves with any status. */
export function runTerraform(
  terraform: Terraform,
  { folder, env, provider }: Scratch,
  args: readonly string[],
): Promise<TerraformAnswer> {
  provider?.serveFolder(folder);
  return new Promise((resolve, reject) => {
    const child = spawn(terraform.binary, args, {
      cwd: folder,
      env: { ...env, ...provider?.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({
        status: status ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}

// One at a time: two that fill an empty plugin cache at once spoil it.
let initialized: Promise<unknown> = Promise.resolve();

/** @throws TerraformError when Terraform cannot initialize, with the way to the provider if that is what is missing */
export function init(
  terraform: Terraform,
  scratch: Scratch,
  subject: string,
  ...flags: string[]
): Promise<void> {
  const turn = initialized.then(() => initNow(terraform, scratch, subject, flags));
  initialized = turn.catch(() => undefined);
  return turn;
}

async function initNow(
  terraform: Terraform,
  scratch: Scratch,
  subject: string,
  flags: readonly string[],
): Promise<void> {
  const answer = await runTerraform(terraform, scratch, ['init', '-no-color', ...flags]);
  if (answer.status === 0) return;
  const output = `${answer.stdout}\n${answer.stderr}`;
  const wayOut = /provider packages|install provider|provider registry/i.test(output)
    ? `\n${HOW_TO_GET_PROVIDER}`
    : '';
  throw terraformFailed('init', subject, output.slice(Math.max(0, output.indexOf('Error:'))) + wayOut);
}

/** @throws TerraformError with every diagnostic when the configuration is not valid */
export async function validate(
  terraform: Terraform,
  scratch: Scratch,
  subject: string,
): Promise<readonly Diagnostic[]> {
  const answer = await runTerraform(terraform, scratch, ['validate', '-json']);
  const diagnostics = diagnosticsOf(parseAnswer('validate', subject, answer)['diagnostics']).filter(
    isAboutStack,
  );
  if (answer.status !== 0) throw stepFailed('validate', subject, diagnostics);
  return diagnostics;
}

/**
 * Plans without refreshing and reads the plan back.
 * @throws TerraformError with every diagnostic when there is no plan
 */
export async function plan(
  terraform: Terraform,
  scratch: Scratch,
  subject: string,
): Promise<{ readonly json: JsonObject; readonly diagnostics: readonly Diagnostic[] }> {
  const answer = await runTerraform(terraform, scratch, [
    'plan',
    '-json',
    '-refresh=false',
    '-lock=false',
    `-out=${PLAN_FILE}`,
  ]);
  const diagnostics = diagnosticsInLines(answer.stdout).filter(isAboutStack);
  if (answer.status !== 0 && diagnostics.length === 0)
    throw terraformFailed('plan', subject, answer.stderr + answer.stdout);
  if (answer.status !== 0) throw stepFailed('plan', subject, diagnostics);
  const shown = await runTerraform(terraform, scratch, ['show', '-json', PLAN_FILE]);
  return { json: parseAnswer('show', subject, shown), diagnostics };
}

// What we lay over a stack draws a warning or two of its own; an error there would be ours to see.
function isAboutStack({ severity, place }: Diagnostic): boolean {
  return severity === 'error' || !place?.startsWith(`${OVERRIDE_FILE}:`);
}

function parseAnswer(step: string, subject: string, answer: TerraformAnswer): JsonObject {
  try {
    return objectOf(JSON.parse(answer.stdout) as JsonValue);
  } catch (cause) {
    const error = terraformFailed(step, subject, answer.stderr + answer.stdout);
    error.cause = cause;
    throw error;
  }
}
