import { existsSync, statSync } from 'node:fs';
import { posix, join } from 'node:path';
import { PlanError } from '@inspected-egress/problem';
import { listsNoStack } from '../errors';
import type { Input, ReadInput } from '../inputs/open-inputs';
import { listAnswers } from './list-answers';

const WANTED = 'what `terraform show -json` prints, or a `cdk.tf.json`';

/**
 * The files of an input: of a `cdktf.out` its manifest and the stacks that this lists, of the folder of a stack its
 * `cdk.tf.json`, of another folder all answers of the AWS CLI, in folders of Regions too; otherwise the file itself.
 * @throws PlanError CLI105, CLI111 to CLI116
 */
export async function listFiles(name: string, read: ReadInput): Promise<readonly Input[]> {
  if (name === '-' || !isFolder(name)) return [await read(name, WANTED)];
  const manifestFile = join(name, 'manifest.json');
  if (!existsSync(manifestFile)) {
    const stackFile = join(name, 'cdk.tf.json');
    return existsSync(stackFile) ? [await read(stackFile, WANTED)] : await listAnswers(name, read);
  }
  const manifest = await read(manifestFile, 'what `cdktf synth` does');
  const files = [manifest];
  for (const path of stackPaths(manifest)) files.push(await read(join(name, path), WANTED));
  return files;
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A manifest that somebody else wrote names nothing outside its folder. */
function stackPaths({ file, text }: Input): readonly string[] {
  const refuse = (): never => {
    throw new PlanError(file, [listsNoStack(file)]);
  };
  const stacks = field(parse(text), 'stacks');
  if (typeof stacks !== 'object' || stacks === null) return refuse();
  const paths = Object.values(stacks).map((stack) => field(stack, 'synthesizedStackPath'));
  const isInside = (path: unknown): path is string =>
    typeof path === 'string' && !posix.isAbsolute(path) && !path.split(/[\\/]/).includes('..');
  return paths.length > 0 && paths.every(isInside) ? paths : refuse();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
