import {
  containsBlock,
  findCidrBlockProblem,
  formatCidrBlock,
  overlaps,
  parseCidrBlock,
  type CidrBlock,
} from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  blocksOverlap,
  blockSize,
  notIpv4,
  subnetOutsideVpc,
  subnetsOverlap,
  inputMissing,
  tokenForStructure,
  unusableRange,
} from '../errors';
import { BLOCK_PREFIX, UNUSABLE_RANGES } from '../limits';
import type { SlottedZone } from './zones';

/** A text that should be a block, and where in the input it stands. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** A block, and where in the input it stands. */
export interface PlacedBlock {
  readonly path: string;
  readonly block: CidrBlock;
}

/** A block, and the subnet that has it. */
export interface NamedBlock {
  readonly block: CidrBlock;
  readonly subnet: string;
}

/** The texts that are blocks of a size that AWS accepts. */
export function readBlocks<T extends PlacedText>(texts: readonly T[]): readonly (T & PlacedBlock)[] {
  return texts
    .filter(({ path, text }) => findIpv4BlockProblems(path, text).length === 0)
    .map((placed) => ({ ...placed, block: parseCidrBlock(placed.text) }));
}

/** Strict canonical text of an IPv4 block, of a size that VPCs and subnets can have. */
export function findIpv4BlockProblems(path: string, text: string): readonly Problem[] {
  if (typeof text !== 'string') return [inputMissing(path, 'block')];
  if (isToken(text)) return [tokenForStructure(path, 'block')];
  const problem = findCidrBlockProblem(text, path);
  if (problem !== undefined) return [problem];
  const block = parseCidrBlock(text);
  if (block.family === 6) return [notIpv4(path, text)];
  const unusable = UNUSABLE_RANGES.find(({ range }) => overlaps(parseCidrBlock(range), block));
  if (unusable !== undefined) return [unusableRange(path, text, unusable.range, unusable.use)];
  const { prefixLength } = block;
  const { shortest, longest } = BLOCK_PREFIX;
  return prefixLength < shortest || prefixLength > longest ? [blockSize(path, text, shortest, longest)] : [];
}

/** The texts that are IPv4 blocks of any size but everything. */
export function readWideBlocks<T extends PlacedText>(texts: readonly T[]): readonly (T & PlacedBlock)[] {
  return texts
    .filter(({ path, text }) => findWideBlockProblems(path, text).length === 0)
    .map((placed) => ({ ...placed, block: parseCidrBlock(placed.text) }));
}

/** Strict canonical text of an IPv4 block that VPCs lie in, which may be wider than any of them. */
export function findWideBlockProblems(path: string, text: string): readonly Problem[] {
  const problems = findIpv4BlockProblems(path, text);
  if (problems.some(({ code }) => code !== 'NET104')) return problems;
  const { prefixLength } = parseCidrBlock(text);
  const { longest } = BLOCK_PREFIX;
  return prefixLength === 0 || prefixLength > longest ? [blockSize(path, text, 1, longest)] : [];
}

/** Each block that overlaps an earlier one. */
export function findBlockOverlaps(blocks: readonly PlacedBlock[]): readonly Problem[] {
  return blocks.flatMap(({ path, block }, index) => {
    const other = blocks.slice(0, index).find((earlier) => overlaps(earlier.block, block));
    return other === undefined
      ? []
      : [blocksOverlap(path, formatCidrBlock(block), other.path, formatCidrBlock(other.block))];
  });
}

/** A subnet lies in one block of its VPC, whole. */
export function findContainmentProblems(
  { path, block }: PlacedBlock,
  vpcBlocks: readonly PlacedBlock[],
): readonly Problem[] {
  if (vpcBlocks.some((one) => containsBlock(one.block, block))) return [];
  return [
    subnetOutsideVpc(
      path,
      formatCidrBlock(block),
      vpcBlocks.map((one) => formatCidrBlock(one.block)),
    ),
  ];
}

/** Each subnet that overlaps an earlier one or a planned one. */
export function findSubnetOverlaps(
  given: readonly (PlacedBlock & NamedBlock)[],
  planned: readonly NamedBlock[],
): readonly Problem[] {
  return given.flatMap(({ path, block }, index) => {
    const other = [...given.slice(0, index), ...planned].find((one) => overlaps(one.block, block));
    return other === undefined
      ? []
      : [subnetsOverlap(path, formatCidrBlock(block), other.subnet, formatCidrBlock(other.block))];
  });
}

/** As messages name a subnet. */
export function nameOf({ availabilityZone }: SlottedZone, tier: string): string {
  return `the ${tier} subnet of \`${availabilityZone}\``;
}
