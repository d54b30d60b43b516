import { containsBlock, findCidrBlockProblem, parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import { own } from '../../json';
import type { Entry } from './entry';

// None of these characters is in JSON text: it escapes them.
const NAME = '\u0000';

/** The blocks for private networks, and what stands for addresses of VPCs in each; RFC 1918, section 3. */
const PRIVATE = [
  { text: '10.0.0.0/8', mark: '\u0001' },
  { text: '172.16.0.0/12', mark: '\u0002' },
  { text: '192.168.0.0/16', mark: '\u0003' },
].map(({ text, mark }) => ({ text, mark, block: parseCidrBlock(text) }));

/**
 * What an island says, with blanks for its name, and with addresses of its VPC counted from where this begins. Islands of one
 * pattern can be told from one another by that name and that address alone: either is written into the pattern in one way only.
 *
 * Addresses outside the VPC are written in full. Where any of them is in the private block that the VPC is in, what lies
 * within what may differ between two islands, so there is no pattern; beside other blocks, and blocks around all of that
 * private one, every VPC in it is alike.
 *
 * @param said - all of it, as JSON
 */
export function islandPattern(entries: readonly Entry[], said: string, name: string): string | undefined {
  const vpc = blockOfVpc(entries);
  const around = PRIVATE.find(({ block }) => vpc !== undefined && containsBlock(block, vpc));
  if (vpc === undefined || around === undefined) return undefined;
  const { text, mark } = around;
  const [first, end] = rangeOf(vpc);
  const [start, stop] = rangeOf(around.block);
  let isClear = true;
  const pattern = said
    .split(name)
    .join(NAME)
    .replace(IPV4, (address, a: string, b: string, c: string, d: string, length = '') => {
      if (address === text) return address;
      const at = numberOf(a, b, c, d);
      const isInside = at !== undefined && at >= first && at < end;
      const isWider = length !== '' && Number(length.slice(1)) < vpc.prefixLength;
      if (isInside && !isWider) return `${mark}${at - first}${mark}${length}`;
      if (at === undefined || (at >= start && at < stop)) isClear = false;
      return address;
    });
  return isClear ? pattern : undefined;
}

const IPV4 = /(\d+)\.(\d+)\.(\d+)\.(\d+)(\/\d+)?/g;

/** As a number, where it is written in the only usual way. */
function numberOf(...parts: readonly [string, string, string, string]): number | undefined {
  let number = 0;
  for (const part of parts) {
    const octet = Number(part);
    if (octet > 255 || String(octet) !== part) return undefined;
    number = number * 256 + octet;
  }
  return number;
}

/** Its first address, and the first after it. */
function rangeOf({ first, prefixLength }: CidrBlock): [number, number] {
  return [Number(first), Number(first) + 2 ** (32 - prefixLength)];
}

/** The IPv4 block of the only VPC, where the plan tells it. */
function blockOfVpc(entries: readonly Entry[]): CidrBlock | undefined {
  const [vpc, ...more] = entries.filter(({ type }) => type === 'aws_vpc');
  const text = own(vpc?.planned['values'], 'cidr_block');
  if (more.length > 0 || typeof text !== 'string' || findCidrBlockProblem(text, '') !== undefined)
    return undefined;
  const block = parseCidrBlock(text);
  return block.family === 4 ? block : undefined;
}
