import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from './scratch';

const NAME = /^terraform-provider-aws(_|$)/;
const READY = /TF_REATTACH_PROVIDERS='?(\{.*\})'?/;
const LONGEST_START_MS = 120_000;

/** A provider that serves several commands. */
export interface RunningProvider {
  /** With which Terraform finds it; empty where it does not start that way, and Terraform starts it itself. */
  readonly env: NodeJS.ProcessEnv;
  stop(): void;
}

/**
 * Starts the AWS provider of an initialized folder once, for all commands to come: its start is half of what a command takes.
 *
 * @see Terraform plugin documentation, "Debugger-Based Debugging", 2026-11
 */
export async function startProvider(scratch: Scratch): Promise<RunningProvider> {
  const binary = findBinary(scratch.folder);
  if (binary === undefined) return { env: {}, stop: () => undefined };
  const child = spawn(binary, ['-debug'], { env: scratch.env, stdio: ['ignore', 'pipe', 'ignore'] });
  const settings = await new Promise<string | undefined>((resolve) => {
    let said = '';
    const giveUp = setTimeout(() => resolve(undefined), LONGEST_START_MS);
    const answer = (text: string | undefined) => {
      clearTimeout(giveUp);
      resolve(text);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, json] = READY.exec(said) ?? [];
      if (json !== undefined) answer(json);
    });
    child.on('error', () => answer(undefined));
    child.on('exit', () => answer(undefined));
  });
  return {
    env: settings === undefined ? {} : { TF_REATTACH_PROVIDERS: settings },
    stop: () => child.kill(),
  };
}

/** `terraform init` leaves links to where the provider is. */
function findBinary(folder: string): string | undefined {
  let level = [join(folder, '.terraform/providers')];
  for (let depth = 0; depth < 6; depth += 1) {
    const found = level.flatMap((one) =>
      list(one)
        .filter((name) => NAME.test(name))
        .map((name) => join(one, name)),
    );
    if (found[0] !== undefined) return found[0];
    level = level.flatMap((one) => list(one).map((name) => join(one, name)));
  }
  return undefined;
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
