import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf, textOf, type JsonObject, type JsonValue } from './json';
import { remember, type ProviderMemo } from './provider-memo';
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
 * Starts the AWS provider of an initialized folder once, for all commands to come: its start, its schema and what it thinks
 * of a block of configuration are three quarters of what a plan takes.
 *
 * It has one configuration at a time, that of the command that runs. Commands of one configuration may run at once; others
 * run one after another, and a stack with several AWS providers needs Terraform to start them.
 *
 * @see Terraform plugin documentation, "Debugger-Based Debugging", 2026-11
 */
export async function startProvider(scratch: Scratch): Promise<RunningProvider> {
  const binary = findBinary(scratch.folder);
  if (binary === undefined) return { env: {}, stop: () => undefined };
  const child = spawn(binary, ['-debug'], { env: scratch.env, stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => void child.kill();
  process.once('exit', kill); // it would outlive us
  child.once('exit', () => process.off('exit', kill));
  const said = await readyText(child);
  const { settings, memo } =
    said === undefined ? {} : await throughMemo(said, join(scratch.folder, 'provider.sock'));
  return {
    env: settings === undefined ? {} : { TF_REATTACH_PROVIDERS: settings },
    stop: () => {
      memo?.close();
      kill();
    },
  };
}

/** How a provider says that Terraform finds it; `undefined` for one that says nothing. */
function readyText(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const giveUp = setTimeout(() => resolve(undefined), LONGEST_START_MS);
    const answer = (text: string | undefined) => {
      clearTimeout(giveUp);
      resolve(text);
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, json] = READY.exec(said) ?? [];
      if (json !== undefined) answer(json);
    });
    child.on('error', () => answer(undefined));
    child.on('exit', () => answer(undefined));
  });
}

/** The same, with a socket of ours for that of the provider. */
async function throughMemo(
  settings: string,
  path: string,
): Promise<{ readonly settings: string; readonly memo?: ProviderMemo }> {
  const [[name, provider] = []] = Object.entries(objectOf(JSON.parse(settings) as JsonValue));
  const address = objectOf(objectOf(provider)['Addr']);
  const socket = textOf(address['String']);
  if (name === undefined || socket === undefined || address['Network'] !== 'unix') return { settings };
  const ours: JsonObject = { [name]: { ...objectOf(provider), Addr: { Network: 'unix', String: path } } };
  return { settings: JSON.stringify(ours), memo: await remember(socket, path) };
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
