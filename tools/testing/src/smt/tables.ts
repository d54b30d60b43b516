import type { Block } from '../worlds/address';
import { itemsOf, type World } from '../worlds/world';
import { isBlock, readBlock } from '../worlds/address';
import { Places } from './places';
import { and, cases, hasPrefix, not, or, sortOf, type Term } from './term';

/** One line of a table; what a list says is a line for each of its blocks. */
interface Line {
  readonly block: Block;
  /** Among lines of one prefix: a static route, the local route, a list, a propagated route. */
  readonly rank: number;
  readonly target: string;
  readonly isGone?: boolean;
  readonly list?: string;
}

/** Bits of an address. */
export const widthOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

/** The name of the function that says where a table sends an address. */
export const tableName = (table: string, family: 4 | 6): string => `|table ${table} ${family}|`;

/**
 * Every table of a network as a function from an address to a place.
 *
 * VPC guide, "Route priority": a line is chosen if it has the address and no line that goes before it does; a longer prefix
 * goes before, and of equal ones the lower rank. Of lists with different targets AWS takes either.
 */
export function defineTables(places: Places, family: 4 | 6): string[] {
  const { world } = places;
  const tables = [...new Set(['main', ...world.keysOf('table')])];
  return tables.map((table) => {
    const lines = linesOf(world, table).filter(({ block }) => block.family === family);
    const has = ({ block }: Line) => hasPrefix('a', widthOf(family), block.first, block.bits);
    const chosen = lines.map((line): readonly [Term, Term] => {
      const before = lines
        .filter((other) => goesBefore(other, line) && overlap(other, line))
        .map((other) => not(has(other)));
      const rivals = lines.filter((other) => areRivals(line, other) && overlap(line, other)).map(has);
      const to = cases([[or(...rivals), places.end('either')]], placeOf(places, line));
      return [and(has(line), ...before), rivals.length === 0 ? placeOf(places, line) : to];
    });
    const head = `(define-fun ${tableName(table, family)} ((a ${sortOf(widthOf(family))})) ${Places.sort}`;
    return `${head} ${cases(chosen, places.end('nowhere'))})`;
  });
}

function linesOf(world: World, table: string): Line[] {
  const local = world.vpcBlocks().map((block): Line => ({ block, rank: 1, target: 'local' }));
  const said = itemsOf(world.row('table', table)).flatMap(
    ([destination = '', arrow, target = '']): Line[] => {
      const where = { target, isGone: arrow === '!>' };
      if (!destination.startsWith('pl-'))
        return [{ block: readBlock(destination), rank: arrow === '~>' ? 3 : 0, ...where }];
      const blocks = world.row('list', destination).filter(isBlock).map(readBlock);
      return blocks.map((block) => ({ block, rank: 2, list: destination, ...where }));
    },
  );
  return [...local, ...said];
}

/** Lines that share no address say nothing of each other. */
function overlap({ block: a }: Line, { block: b }: Line): boolean {
  return a.first <= b.last && b.first <= a.last;
}

function goesBefore(a: Line, b: Line): boolean {
  return a.block.bits === b.block.bits ? a.rank < b.rank : a.block.bits > b.block.bits;
}

function areRivals(a: Line, b: Line): boolean {
  const isSamePrefix = a.block.bits === b.block.bits && a.rank === b.rank;
  const isElsewhere = a.target !== b.target || a.isGone !== b.isGone;
  return a !== b && isElsewhere && (isSamePrefix || (a.list !== undefined && b.list !== undefined));
}

function placeOf(places: Places, { target, isGone }: Line): Term {
  if (target === 'local') return places.end('delivered');
  return isGone === true ? places.end('gone') : places.at(target);
}
