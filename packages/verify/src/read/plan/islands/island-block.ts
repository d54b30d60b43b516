import { containsBlock, findCidrBlockProblem, parseCidrBlock } from '@inspected-egress/cidr';
import { own, type JsonValue } from '../../json';

/** The blocks for private networks; RFC 1918, section 3. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => ({
  text,
  block: parseCidrBlock(text),
  ...rangeOf(text),
}));

/** Addresses as numbers, from the first up to the one after the last. */
export interface Range {
  readonly first: number;
  readonly end: number;
  readonly prefixLength: number;
}

/** The IPv4 block of the only VPC of an island. */
export interface IslandBlock extends Range {
  /** The private block that it is in. All VPCs in it lie alike to whatever is outside it, or holds all of it. */
  readonly around: Range & { readonly text: string };
}

/**
 * `undefined` where the plan does not tell it, or it is not private.
 *
 * @param values - that are planned for the VPC
 */
export function blockOfIsland(values: JsonValue | undefined): IslandBlock | undefined {
  const text = own(values, 'cidr_block');
  if (typeof text !== 'string' || findCidrBlockProblem(text, '') !== undefined) return undefined;
  const block = parseCidrBlock(text);
  const around = PRIVATE.find((one) => containsBlock(one.block, block));
  return around && { ...rangeOf(text), around };
}

function rangeOf(text: string): Range {
  const { first, prefixLength } = parseCidrBlock(text);
  return { first: Number(first), end: Number(first) + 2 ** (32 - prefixLength), prefixLength };
}
