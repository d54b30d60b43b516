import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlanError } from '@inspected-egress/problem';
import { nothingToVerify, unreadable } from '../errors';
import { reasonOf, type Input, type ReadInput } from '../inputs/open-inputs';

/**
 * The JSON files of a folder and of the folders in it, when any of them begins as the AWS CLI begins an answer.
 * @throws PlanError CLI111 to CLI115
 */
export async function listAnswers(folder: string, read: ReadInput): Promise<readonly Input[]> {
  const names = [...jsonFilesIn(folder), ...foldersIn(folder).flatMap(jsonFilesIn)];
  const files: Input[] = [];
  for (const name of names) files.push(await read(name, 'what the AWS CLI prints'));
  const isAnswer = ({ text }: Input) => /^\s*\{\s*"[A-Z]/.test(text.slice(0, ANSWER_START));
  if (!files.some(isAnswer)) throw new PlanError(folder, [nothingToVerify(folder)]);
  return files;
}

const ANSWER_START = 1000;

function jsonFilesIn(folder: string): readonly string[] {
  return listFolder(folder)
    .filter((entry) => entry.name.endsWith('.json') && (entry.isFile() || entry.isSymbolicLink()))
    .map((entry) => join(folder, entry.name));
}

function foldersIn(folder: string): readonly string[] {
  return listFolder(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => join(folder, entry.name));
}

/** In the order of names, whatever the file system says. */
function listFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new PlanError(folder, [unreadable(folder, reasonOf(error))]);
  }
}
