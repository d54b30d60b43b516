import {
  ADDRESS_BITS,
  findCidrBlockProblem,
  formatCidrBlock,
  parseCidrBlock,
  subBlock,
  subBlockCount,
  type CidrBlock,
} from '@inspected-egress/cidr';
import { known } from '../value';
import type { TerraformFunction } from './functions';
import { numberIn } from './operators';
import { listTerm, type Term } from './term';

/** Functions of address blocks, with known arguments; as Terraform 1.11 documents them. */
export const CIDR_FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map<string, TerraformFunction>([
  ['cidrsubnet', cidrsubnet],
  ['cidrsubnets', cidrsubnets],
]);

function cidrsubnet(prefix?: Term, newBits?: Term, index?: Term): Term | undefined {
  const [block, bits, number] = [blockOf(prefix), wholeNumber(newBits), wholeNumber(index)];
  if (block === undefined || bits === undefined || number === undefined) return undefined;
  const length = block.prefixLength + bits;
  if (length > ADDRESS_BITS[block.family] || BigInt(number) >= subBlockCount(block, length)) return undefined;
  return known(formatCidrBlock(subBlock(block, length, number)));
}

/** Blocks of several sizes, one after another, each aligned to its size. */
function cidrsubnets(prefix?: Term, ...newBits: readonly Term[]): Term | undefined {
  const block = blockOf(prefix);
  if (block === undefined) return undefined;
  let next = block.first;
  const end = block.first + (1n << BigInt(ADDRESS_BITS[block.family] - block.prefixLength));
  const items: Term[] = [];
  for (const term of newBits) {
    const bits = wholeNumber(term);
    const length = block.prefixLength + (bits ?? 129);
    if (bits === undefined || bits < 1 || length > ADDRESS_BITS[block.family]) return undefined;
    const size = 1n << BigInt(ADDRESS_BITS[block.family] - length);
    const first = ((next + size - 1n) / size) * size;
    if (first + size > end) return undefined;
    const part = subBlock(block, length, (first - block.first) / size);
    items.push(known(formatCidrBlock(part)));
    next = first + size;
  }
  return listTerm(items);
}

function blockOf(term: Term | undefined): CidrBlock | undefined {
  if (term?.kind !== 'known' || typeof term.value !== 'string') return undefined;
  return findCidrBlockProblem(term.value, '') === undefined ? parseCidrBlock(term.value) : undefined;
}

function wholeNumber(term: Term | undefined): number | undefined {
  const number = term?.kind === 'known' ? numberIn(term.value) : undefined;
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
