import { spawn } from 'node:child_process';
import { connect, type ClientHttp2Session } from 'node:http2';
import { createConnection } from 'node:net';
import { isObject, objectOf, textOf, type JsonObject, type JsonValue } from '../json';
import type { Scratch } from '../scratch';

const READY = /TF_REATTACH_PROVIDERS='?(\{.*\})'?/;
const LONGEST_START_MS = 120_000;
/** Terraform asks for answers of many megabytes. */
const LARGEST_ANSWER_MB = 1_000;

/** A provider that was started by hand, as developers of providers start it. */
export interface ProviderProcess {
  /** What Terraform is to be told of it: by source address, where and how it is reached. */
  readonly settings: JsonObject;
  /** A connection to it. */
  connect(): ClientHttp2Session;
  stop(): void;
}

/**
 * Starts the provider, to be configured once at most.
 *
 * @returns `undefined` where it does not start that way, or does not speak protocol 5 through a Unix socket
 * @see Terraform plugin documentation, "Debugger-Based Debugging", 2026-11
 */
export async function startProcess(binary: string, scratch: Scratch): Promise<ProviderProcess | undefined> {
  const { folder, env } = scratch;
  const child = spawn(binary, ['-debug'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const stop = () => void child.kill();
  process.once('exit', stop); // it would outlive us
  child.once('exit', () => process.off('exit', stop));
  const text = await new Promise<string | undefined>((resolve) => {
    let said = '';
    const giveUp = setTimeout(() => resolve(undefined), LONGEST_START_MS);
    const answer = (json: string | undefined) => {
      clearTimeout(giveUp);
      resolve(json);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, json] = READY.exec(said) ?? [];
      if (json !== undefined) answer(json);
    });
    child.on('error', () => answer(undefined));
    child.on('exit', () => answer(undefined));
  });
  const settings = objectOf(JSON.parse(text ?? '{}') as JsonValue);
  const path = socketOf(settings);
  if (path !== undefined)
    return {
      settings,
      connect: () =>
        connect('http://localhost', {
          createConnection: () => createConnection(path),
          maxSessionMemory: LARGEST_ANSWER_MB,
        }),
      stop,
    };
  stop();
  return undefined;
}

function socketOf(settings: JsonObject): string | undefined {
  const [entry] = Object.values(settings);
  if (!isObject(entry)) return undefined;
  const { Network: network, String: path } = objectOf(entry['Addr']);
  return entry['ProtocolVersion'] === 5 && network === 'unix' ? textOf(path) : undefined;
}
