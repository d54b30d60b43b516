import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a provider says whenever it is asked the same before it is configured; asked once. With `PROVIDER_ANSWERS=<folder>`
 * several processes ask once, as those of one run of the engine tests do.
 */
export class Answers {
  private readonly known = new Map<string, Promise<Buffer>>();

  constructor(private readonly binary: string) {}

  /** @param ask - answers the question when nobody has asked it yet */
  to(path: string, question: Buffer, ask: () => Promise<Buffer>): Promise<Buffer> {
    const key = this.keyOf(path, question);
    const answer = this.known.get(key) ?? answerFrom(key, ask);
    this.known.set(key, answer);
    answer.catch(() => this.known.delete(key));
    return answer;
  }

  private keyOf(path: string, question: Buffer): string {
    const { size, mtimeMs } = statSync(this.binary);
    const whom = JSON.stringify([this.binary, size, mtimeMs, path]);
    return createHash('sha256').update(whom).update(question).digest('hex');
  }
}

async function answerFrom(key: string, ask: () => Promise<Buffer>): Promise<Buffer> {
  const folder = process.env['PROVIDER_ANSWERS'];
  if (folder === undefined || folder === '') return ask();
  const file = join(folder, key);
  if (existsSync(file)) return readFileSync(file);
  const answer = await ask();
  mkdirSync(folder, { recursive: true });
  // Nobody reads half of it.
  const half = `${file}.${process.pid}`;
  writeFileSync(half, answer);
  renameSync(half, file);
  return answer;
}
