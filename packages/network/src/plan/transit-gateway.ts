import { containsBlock, formatCidrBlock, overlaps, parseCidrBlock } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import { attachedOverlap, noSpokeBlock, notAPrincipal, spokeOutside, tokenForStructure } from '../errors';
import type { TransitGatewayProps } from '../transit-gateway';
import {
  findBlockOverlaps,
  findIpv4BlockProblems,
  findWideBlockProblems,
  readWideBlocks,
} from './block-problems';
import { findChoiceProblems } from './choice-problems';

/** What becomes of packets from one spoke to another. */
export type SpokeTraffic = 'blocked' | 'inspected';

/** A route of a transit gateway that drops what it takes. */
export interface PlannedBlackhole {
  /** Construct id, `blocked-10-0-0-0-8`: by its value, so that order means nothing. */
  readonly id: string;
  readonly destinationCidrBlock: string;
}

export interface TransitGatewayPlan {
  /** Of the table of spokes. */
  readonly blackholes: readonly PlannedBlackhole[];
}

/**
 * The routes of a transit gateway that are there before anything is attached.
 *
 * Law: a block has the same route whichever others there are, and in whatever order.
 *
 * @throws nothing; ask `findTransitGatewayProblems` first
 */
export function planTransitGateway(props: TransitGatewayProps): TransitGatewayPlan {
  const { spokeCidrBlocks, betweenSpokes = 'blocked' } = props;
  const blocked = betweenSpokes === 'blocked' ? spokeCidrBlocks : [];
  return {
    blackholes: blocked.map((destinationCidrBlock) => ({
      id: `blocked-${destinationCidrBlock.replace(/[./]/g, '-')}`,
      destinationCidrBlock,
    })),
  };
}

/** RAM guide, "Sharing your resources": accounts, organizations and their units; 2026-07. */
const PRINCIPAL =
  /^(\d{12}|arn:[\w-]+:organizations::\d{12}:(organization|ou)\/o-[a-z0-9]+(\/ou-[a-z0-9-]+)?)$/u;

/** What keeps a transit gateway from being made, all at once. */
export function findTransitGatewayProblems(props: TransitGatewayProps): readonly Problem[] {
  const {
    spokeCidrBlocks = [],
    betweenSpokes = 'blocked',
    sharedWith = [],
  }: Partial<TransitGatewayProps> = props;
  return [
    ...findSpokeBlocksProblems('spokeCidrBlocks', spokeCidrBlocks),
    ...findChoiceProblems('betweenSpokes', betweenSpokes, ['blocked', 'inspected']),
    ...sharedWith.flatMap((principal, index) => {
      const path = `sharedWith[${index}]`;
      if (isToken(principal)) return [tokenForStructure(path, 'account or organization')];
      const isRepeated = sharedWith.indexOf(principal) < index;
      return PRINCIPAL.test(principal) && !isRepeated ? [] : [notAPrincipal(path, principal)];
    }),
  ];
}

/** What is wrong with the blocks of spokes, which a program may state of a transit gateway that somebody else made. */
export function findSpokeBlocksProblems(path: string, blocks: readonly string[] = []): readonly Problem[] {
  const texts = blocks.map((text, index) => ({ path: `${path}[${index}]`, text }));
  return [
    ...(texts.length === 0 ? [noSpokeBlock(path)] : []),
    ...texts.flatMap((one) => findWideBlockProblems(one.path, one.text)),
    ...findBlockOverlaps(readWideBlocks(texts)),
  ];
}

/** A VPC that is attached already, by the path of its construct. */
export interface AttachedVpc {
  readonly path: string;
  readonly cidrBlocks: readonly string[];
}

/** What keeps a VPC from being a spoke of a transit gateway: addresses that it shares, or that nothing leads back to. */
export function findSpokeBlockProblems(
  cidrBlock: string,
  spokeCidrBlocks: readonly string[],
  attached: readonly AttachedVpc[],
): readonly Problem[] {
  if (findIpv4BlockProblems('cidrBlock', cidrBlock).length > 0) return [];
  const block = parseCidrBlock(cidrBlock);
  const isInside = spokeCidrBlocks.some((outer) => containsBlock(parseCidrBlock(outer), block));
  return [
    ...(isInside ? [] : [spokeOutside('cidrBlock', cidrBlock, spokeCidrBlocks)]),
    ...findSharedBlocks([cidrBlock], attached, () => 'cidrBlock'),
  ];
}

/** Blocks of a VPC that another one has, which is attached to the same transit gateway. */
export function findSharedBlocks(
  cidrBlocks: readonly string[],
  attached: readonly AttachedVpc[],
  pathOf: (index: number) => string,
): readonly Problem[] {
  return cidrBlocks.flatMap((text, index) => {
    const block = parseCidrBlock(text);
    for (const { path: holder, cidrBlocks: others } of attached) {
      const other = others.find((one) => overlaps(parseCidrBlock(one), block));
      if (other !== undefined) return [attachedOverlap(pathOf(index), formatCidrBlock(block), other, holder)];
    }
    return [];
  });
}
