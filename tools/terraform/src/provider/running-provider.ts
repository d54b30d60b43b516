import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from '../scratch';
import { namedTypes } from './named-types';
import { startSlimProvider } from './slim-provider';

const NAME = /^terraform-provider-aws(_|$)/;

/** A provider that serves several commands. */
export interface RunningProvider {
  /** With which Terraform finds it. */
  readonly env: NodeJS.ProcessEnv;
  /** What the files of a folder name is served from now on. */
  serveFolder(folder: string): void;
  stop(): void;
}

/**
 * Starts the AWS provider of an initialized folder for all commands to come: to start it and to read its whole schema takes
 * ten times as long as all else that a command does.
 *
 * @returns `undefined` where the provider does not start that way; Terraform starts it itself then
 */
export async function startProvider(scratch: Scratch): Promise<RunningProvider | undefined> {
  const binary = findBinary(scratch.folder);
  const slim = binary === undefined ? undefined : await startSlimProvider(binary, scratch);
  return (
    slim && {
      env: { TF_REATTACH_PROVIDERS: JSON.stringify(slim.settings) },
      serveFolder: (folder) => slim.serve(namedTypes(folder)),
      stop: slim.stop,
    }
  );
}

/** Runs work in an initialized folder, for which the provider runs already. */
export async function withProvider<T>(scratch: Scratch, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const provider = await startProvider(scratch);
  if (provider === undefined) return work(scratch);
  try {
    return await work({ ...scratch, provider });
  } finally {
    provider.stop();
  }
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
