import type { IslandBlock } from './island-block';
import type { IslandText } from './island-text';

/**
 * What an island says, with blanks for its name and for addresses of its VPC. Other islands are twins of it when they say what it
 * does with their own names and addresses in the blanks, and with neither anywhere else.
 */
export interface IslandTemplate {
  readonly lists: readonly (readonly TextTemplate[])[];
  /** How often the name is there. */
  readonly count: number;
  /** Every word of the texts once, with blanks between: a name is within a word, or not there. */
  readonly words: string;
  readonly block: IslandBlock;
}

interface TextTemplate {
  /** What is said, cut where the name is, with a mark for each address. */
  readonly texts: readonly string[];
  /** How far each address is from where the VPC begins. */
  readonly addresses: readonly number[];
}

/**
 * Addresses outside the VPC are written in full. Where any of them is in the private block that the VPC is in, what lies
 * within what may differ between two islands, so there is no template; beside other blocks, and blocks around all of that
 * private one, every VPC in it is alike.
 */
export function templateOf(island: IslandText, name: string, block: IslandBlock): IslandTemplate | undefined {
  const lists = island.lists.map((texts) => texts.flatMap((text) => templateOfText(text, name, block) ?? []));
  const [all, said] = [lists.flat(), island.lists.flat()];
  const count = all.reduce((sum, { texts }) => sum + texts.length - 1, 0);
  if (all.length !== said.length || count !== countOf(island, name) || !standsAlone(name, island, count))
    return undefined;
  const words = all.flatMap(({ texts }) => texts.join(' ').match(WORD) ?? []);
  return { lists, count, words: [...new Set(words)].join(' '), block };
}

const ADDRESS = '\u0001'; // in no JSON, which escapes it
const IPV4 = /(\d+)\.(\d+)\.(\d+)\.(\d+)(\/\d+)?/g;
const WORD = /[\w-]+/g;

function templateOfText(said: string, name: string, block: IslandBlock): TextTemplate | undefined {
  const [parts, beside, addresses] = [new Array<string>(), new Array<string>(), new Array<number>()];
  let [end, endOfAny] = [0, 0];
  for (const found of said.matchAll(IPV4)) {
    const [address, , , , , length = ''] = found;
    beside.push(said.slice(endOfAny, found.index));
    endOfAny = found.index + address.length;
    const place = placeOf(found, block);
    if (place === 'elsewhere') continue;
    if (place === 'unclear') return undefined;
    parts.push(said.slice(end, found.index));
    addresses.push(place);
    end = endOfAny - length.length;
  }
  const texts = [...parts, said.slice(end)].join(ADDRESS).split(name);
  return [...texts, ...beside].every(isPlain) ? { texts, addresses } : undefined;
}

/** Escapes that stand for nothing of a name or an address, as Terraform and JavaScript write them. */
const ESCAPE = /\\(?:["\\bfnrt]|u00(?:3[ce]|26)|u202[89])/g;

/** Whether a text hides nothing in escapes, and ends in none: `\\nat` has no `nat` in it. */
function isPlain(text: string): boolean {
  return !text.includes('\\') || !text.replaceAll(ESCAPE, '').includes('\\');
}

/** Numbers that begin with a nought, or have more than eight bits. */
const UNUSUAL = /(^|\.)(0\d|\d{4}|[3-9]\d\d|2[6-9]\d|25[6-9])/;

/** How far an address is from the beginning of the VPC, where as much means the same in another VPC. */
function placeOf(found: RegExpMatchArray, block: IslandBlock): number | 'elsewhere' | 'unclear' {
  const [text, a, b, c, d, length] = found;
  const { first, end, prefixLength, around } = block;
  const at = ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d);
  if (at < around.first || at >= around.end || text === around.text) return 'elsewhere';
  const isWider = length !== undefined && Number(length.slice(1)) < prefixLength;
  return at >= first && at < end && !isWider && !UNUSUAL.test(text) ? at - first : 'unclear';
}

/** Whether another island is a twin. */
export function isTwin(
  template: IslandTemplate,
  island: IslandText,
  name: string,
  block: IslandBlock,
): boolean {
  const { words, lists, count, block: own } = template;
  if (block.around !== own.around || block.prefixLength !== own.prefixLength) return false;
  // Two texts that differ would be the same if one had already what fills a blank of the other.
  if (words.includes(name)) return false;
  const areSame = lists.every((templates, index) => {
    const texts = island.lists[index] ?? [];
    const isSame = (one: TextTemplate, at: number) => fill(one, name, block.first) === texts[at];
    return templates.length === texts.length && templates.every(isSame);
  });
  return areSame && standsAlone(name, island, count);
}

/** Whether a name is in a text so often and no more: `a-a` is in `a-a-a` twice, and nobody knows which of them is the name. */
function standsAlone(name: string, { lists }: IslandText, count: number): boolean {
  const mayOverlap = Array.from(name).some((_, index) => index > 0 && name.startsWith(name.slice(index)));
  if (!mayOverlap) return true;
  let found = 0;
  for (const text of lists.flat())
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found += 1;
  return found === count;
}

function countOf({ lists }: IslandText, name: string): number {
  return lists.flat().reduce((sum, text) => sum + text.split(name).length - 1, 0);
}

function fill({ texts, addresses }: TextTemplate, name: string, first: number): string {
  const said = texts.join(name);
  if (addresses.length === 0) return said;
  const [start = '', ...parts] = said.split(ADDRESS);
  return parts.reduce((text, part, index) => text + addressOf(first + (addresses[index] ?? 0)) + part, start);
}

function addressOf(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}
