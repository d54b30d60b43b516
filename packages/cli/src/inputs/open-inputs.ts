import { createReadStream } from 'node:fs';
import { PlanError } from '@inspected-egress/problem';
import { inputEmpty, inputTooLarge, notUtf8, stdinTwice, unreadable, type InputProblem } from '../errors';
import type { EgressIo } from '../io';
import { INPUT_BYTES } from '../limits';

export interface Input {
  /** As the call names it; `standard input` for `-`. */
  readonly file: string;
  readonly text: string;
}

export type ReadInput = (name: string, wanted: string) => Promise<Input>;

interface ReadOptions {
  /** The most bytes of an input. @default INPUT_BYTES */
  readonly limit?: number;
  /** @default - UTF-8 and nothing else */
  readonly decode?: (bytes: Buffer, file: string) => string;
}

/**
 * Reads files, and standard input once. Reading stops at the limit, so a device that never ends is refused and not
 * waited for.
 * @throws PlanError CLI105 and CLI111 to CLI114
 */
export function openInputs(
  { stdin }: Pick<EgressIo, 'stdin'>,
  { limit = INPUT_BYTES, decode = decodeUtf8 }: ReadOptions = {},
): ReadInput {
  let hasReadStdin = false;
  return async (name, wanted) => {
    const file = name === '-' ? 'standard input' : name;
    if (name === '-' && hasReadStdin) throw new PlanError(file, [stdinTwice()]);
    hasReadStdin ||= name === '-';
    const bytes = await readBytes(name === '-' ? stdin : createReadStream(name), file, limit);
    const text = decode(bytes, file);
    if (text.trim() === '') refuse(inputEmpty(file, wanted));
    return { file, text };
  };
}

async function readBytes(
  source: AsyncIterable<Uint8Array | string>,
  file: string,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      chunks.push(Buffer.from(chunk as Uint8Array));
      size += chunk.length;
      if (size > limit) break;
    }
  } catch (error) {
    refuse(unreadable(file, reasonOf(error)));
  }
  if (size > limit) refuse(inputTooLarge(file, limit));
  return Buffer.concat(chunks);
}

export function decodeUtf8(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(notUtf8(file));
  }
}

/** As the system calls it, for example `ENOENT`. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : String(error);
}

function refuse(problem: InputProblem): never {
  throw new PlanError(problem.file ?? 'input', [problem]);
}
