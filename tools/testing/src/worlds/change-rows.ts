import type { Dice } from './dice';
import { itemsOf } from './world';

/** The rows with one of those that match written otherwise; the same when none does. */
export function onOneRow(
  dice: Dice,
  lines: readonly string[],
  which: RegExp,
  change: (words: readonly string[]) => readonly string[],
): string[] {
  const places = lines.flatMap((line, index) => (which.test(line) ? [index] : []));
  if (places.length === 0) return [...lines];
  const at = dice.pick(places);
  return lines.map((line, index) => (index === at ? change(line.split(' ')).join(' ').trim() : line));
}

/** The rows with the routes of one table other than they were, among those whose name is right; the gateway's is left alone. */
export function inTables(
  dice: Dice,
  lines: readonly string[],
  isMeant: (table: string) => boolean,
  change: (routes: readonly string[][], table: string) => readonly (readonly string[])[],
): string[] {
  const keyOf = (line: string) => /^table (\S+):/.exec(line)?.[1] ?? '';
  const places = lines.flatMap((line, index) =>
    line.startsWith('table ') && keyOf(line) !== 'edge' && isMeant(keyOf(line)) ? [index] : [],
  );
  if (places.length === 0) return [...lines];
  const at = dice.pick(places);
  return lines.map((line, index) => {
    if (index !== at) return line;
    const routes = change(itemsOf(line.split(' ').slice(2)), keyOf(line));
    return `table ${keyOf(line)}: ${routes.map((route) => route.join(' ')).join(' | ')}`.trim();
  });
}
