import { readdirSync, type Dirent } from 'node:fs';
import { dirname, join } from 'node:path';

// Never hold a mirror, or are large, or are no files at all.
const SKIPPED = new Set([
  'proc',
  'sys',
  'dev',
  'run',
  'node_modules',
  '.git',
  '.terraform',
  '.nx',
  'cdktf.out',
]);
const DEEPEST = 9;
const MOST_FOLDERS = 200_000;

/**
 * Looks breadth first for a folder `<mirror>/<host>/hashicorp/aws`, so that the shallowest mirror wins, and among
 * equals the first by name. Bounded in depth and in folders read; links are not followed.
 *
 * @param read - judges a candidate mirror; `undefined` lets the search go on
 */
export function searchForMirror<T>(root: string, read: (folder: string) => T | undefined): T | undefined {
  let level: readonly string[] = [root];
  let budget = MOST_FOLDERS;
  for (let depth = 0; depth < DEEPEST && level.length > 0 && budget > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level.slice(0, budget)) {
      for (const name of foldersIn(folder)) {
        const mirror = name === 'hashicorp' ? read(dirname(folder)) : undefined;
        if (mirror !== undefined) return mirror;
        if (!SKIPPED.has(name)) next.push(join(folder, name));
      }
    }
    budget -= level.length;
    level = next;
  }
  return undefined;
}

/** Names in a folder, sorted; none when it cannot be read. */
export function entriesOf(folder: string): readonly string[] {
  return read(folder).map((entry) => entry.name);
}

function foldersIn(folder: string): readonly string[] {
  return read(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function read(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
