import type { IslandBlock } from './island-block';

/**
 * What an island says, with blanks for its name and for addresses of its VPC. Other islands are twins of it when they say what it
 * does with their own names and addresses in the blanks, and with neither anywhere else.
 */
export interface IslandTemplate {
  /** What is said, cut where the name is, with a mark for each address. */
  readonly texts: readonly string[];
  /** How far each address is from where the VPC begins. */
  readonly addresses: readonly number[];
  /** Every word of the texts once, with blanks between: a name is within a word, or not there. */
  readonly words: string;
  readonly block: IslandBlock;
}

/**
 * Addresses outside the VPC are written in full. Where any of them is in the private block that the VPC is in, what lies
 * within what may differ between two islands, so there is no template; beside other blocks, and blocks around all of that
 * private one, every VPC in it is alike.
 *
 * @param said - all that the island says, as JSON
 */
export function templateOf(said: string, name: string, block: IslandBlock): IslandTemplate | undefined {
  const [parts, addresses] = [new Array<string>(), new Array<number>()];
  let end = 0;
  for (const found of said.matchAll(IPV4)) {
    const [address, , , , , length = ''] = found;
    const place = placeOf(found, block);
    if (place === 'elsewhere') continue;
    if (place === 'unclear') return undefined;
    parts.push(said.slice(end, found.index));
    addresses.push(place);
    end = found.index + address.length - length.length;
  }
  const texts = [...parts, said.slice(end)].join(ADDRESS).split(name);
  if (!standsAlone(name, said, texts.length - 1)) return undefined;
  const words = texts.join(' ').match(/[\w-]+/g) ?? [];
  return { texts, addresses, words: [...new Set(words)].join(' '), block };
}

const ADDRESS = '\u0001'; // in no JSON, which escapes it
const IPV4 = /(\d+)\.(\d+)\.(\d+)\.(\d+)(\/\d+)?/g;

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

/** Whether another island, which says this, is a twin. */
export function isTwin(template: IslandTemplate, said: string, name: string, block: IslandBlock): boolean {
  const { words, texts, block: own } = template;
  if (block.around !== own.around || block.prefixLength !== own.prefixLength) return false;
  // Two texts that differ would be the same if one had already what fills a blank of the other.
  if (words.includes(name) || fill(template, name, block.first) !== said) return false;
  return standsAlone(name, said, texts.length - 1);
}

/** Whether a name is in a text so often and no more: `a-a` is in `a-a-a` twice, and nobody knows which of them is the name. */
function standsAlone(name: string, text: string, count: number): boolean {
  const mayOverlap = Array.from(name).some((_, index) => index > 0 && name.startsWith(name.slice(index)));
  if (!mayOverlap) return true;
  let found = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found += 1;
  return found === count;
}

function fill({ texts, addresses }: IslandTemplate, name: string, first: number): string {
  const [start = '', ...parts] = texts.join(name).split(ADDRESS);
  return parts.reduce((text, part, index) => text + addressOf(first + (addresses[index] ?? 0)) + part, start);
}

function addressOf(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}
