import type { Piece } from './piece';

const SHORTEST = 3; // less is in many a word

/**
 * What the names of all resources begin with, so that their addresses have one order whatever the name is; `undefined` when that
 * is no name to tell an island by.
 */
export function islandName(pieces: readonly Piece[]): string | undefined {
  let common = pieces[0]?.name ?? '';
  for (const { name } of pieces) while (!name.startsWith(common)) common = common.slice(0, -1);
  const name = common.replace(/[-_]+$/, '');
  return name.length >= SHORTEST && /^[A-Za-z][\w-]*$/.test(name) ? name : undefined;
}
