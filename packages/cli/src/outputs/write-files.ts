import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlanError, throwProblems } from '@inspected-egress/problem';
import { unwritable, wouldOverwrite } from '../errors';
import { reasonOf } from '../inputs/open-inputs';

export interface WrittenFile {
  /** Below the folder. */
  readonly path: string;
  readonly text: string | Uint8Array;
}

export interface WriteOptions {
  /** Digests of files as the command wrote them before, by path: these may be replaced. */
  readonly written: Readonly<Record<string, string>>;
  /** Whether files that others wrote, or changed, are replaced as well. */
  readonly force: boolean | undefined;
}

/**
 * Writes files into a folder, each whole or not at all: they are written beside their places, and moved there when all
 * are. Files that the command wrote before and that are no longer among them are removed.
 * @throws PlanError CLI141 with every file that is not as the command wrote it, CLI142 when something cannot be written
 */
export function writeFiles(
  folder: string,
  files: readonly WrittenFile[],
  { written, force }: WriteOptions,
): void {
  const isOurs = (path: string, found: string) => Object.hasOwn(written, path) && written[path] === found;
  const foreign = files.filter(({ path, text }) => {
    const found = digestOfFile(join(folder, path));
    return found !== undefined && found !== digestOf(text) && !isOurs(path, found);
  });
  throwProblems('files', force === true ? [] : foreign.map(({ path }) => wouldOverwrite(join(folder, path))));

  const current = new Set(files.map(({ path }) => path));
  const stale = Object.keys(written).filter(
    (path) => !current.has(path) && isPlain(path) && isOurs(path, digestOfFile(join(folder, path)) ?? ''),
  );
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const scratch = attempt(folder, () => mkdtempSync(join(folder, '.egress-')));
  try {
    for (const { path, text } of files) {
      attempt(join(folder, path), () => {
        mkdirSync(dirname(join(scratch, path)), { recursive: true });
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(scratch, path), text);
      });
    }
    for (const { path } of files) {
      attempt(join(folder, path), () => renameSync(join(scratch, path), join(folder, path)));
    }
    for (const path of stale) attempt(join(folder, path), () => rmSync(join(folder, path)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Undefined when there is no file. */
function digestOfFile(file: string): string | undefined {
  try {
    return digestOf(readFileSync(file));
  } catch (error) {
    const reason = reasonOf(error);
    return reason === 'ENOENT' || reason === 'ENOTDIR' ? undefined : reason;
  }
}

/** A list that somebody else wrote removes nothing outside its folder. */
function isPlain(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new PlanError('files', [unwritable(file, reasonOf(error))]);
  }
}
