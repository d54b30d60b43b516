import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TYPE = /\baws_[a-z0-9_]+/g;

/**
 * Whatever looks like a type of the AWS provider in the files of a folder and of the folders in it: configurations, tests,
 * states. Links are not followed, so what `terraform init` installed is not read.
 */
export function namedTypes(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return namedTypes(path);
    return entry.isFile() ? [...new Set(readFileSync(path, 'latin1').match(TYPE))] : [];
  });
}
