import { containsBlock, findCidrBlockProblem, parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import { own } from '../../json';
import type { Piece } from './piece';

// Neither is in JSON text: it escapes control characters.
const NAME = '\u0000';
const ADDRESS = '\u0001';

/** The blocks for private networks; RFC 1918, section 3. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => parseCidrBlock(text));

/**
 * All that an island says as one text, with blanks for its name, and with addresses of its VPC counted from where this begins.
 * Islands of one pattern can be told from one another by that name and that address alone: either is written into the pattern
 * in one way only.
 *
 * Addresses outside the VPC are written in full. Where any of them is in the private block that the VPC is in, what lies
 * within what may differ between two islands, so there is no pattern; beside other blocks, and blocks around all of that
 * private one, every VPC in it is alike.
 */
export function islandPattern(pieces: readonly Piece[], text: string, name: string): string | undefined {
  const vpc = blockOfVpc(pieces);
  const around = vpc && PRIVATE.find((block) => containsBlock(block, vpc));
  if (vpc === undefined || around === undefined) return undefined;
  const [first, size] = [Number(vpc.first), 2 ** (32 - vpc.prefixLength)];
  const [start, end] = [Number(around.first), Number(around.first) + 2 ** (32 - around.prefixLength)];
  let isClear = true;
  const pattern = text
    .replaceAll(name, NAME)
    .replace(IPV4, (found, a: string, b: string, c: string, d: string, length: string | undefined) => {
      const at = numberOf(a, b, c, d);
      if (at === start && length === `/${around.prefixLength}`) return found;
      const isWider = length !== undefined && Number(length.slice(1)) < vpc.prefixLength;
      const isInside = at !== undefined && at >= first && at < first + size;
      if (isInside && !isWider) return `${ADDRESS}${at - first}${ADDRESS}${length ?? ''}`;
      if (at === undefined || (at >= start && at < end)) isClear = false;
      return found;
    });
  return isClear ? `${around.prefixLength} ${pattern}` : undefined;
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

/** The IPv4 block of the VPC, if it has one only and the plan tells it. */
function blockOfVpc(pieces: readonly Piece[]): CidrBlock | undefined {
  const [vpc, ...more] = pieces.filter(({ type }) => type === 'aws_vpc');
  const text = own(vpc?.values, 'cidr_block');
  if (more.length > 0 || typeof text !== 'string') return undefined;
  const isBlock = findCidrBlockProblem(text, '') === undefined;
  const block = isBlock ? parseCidrBlock(text) : undefined;
  return block?.family === 4 ? block : undefined;
}
