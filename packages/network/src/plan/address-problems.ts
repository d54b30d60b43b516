import { containsBlock, formatCidrBlock, parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import type { Problem } from '@inspected-egress/problem';
import { secondaryNotAllowed, tooManyBlocks, unusedTier, vpcBlockTooSmall } from '../errors';
import { BLOCK_PREFIX, BLOCKS_PER_VPC, REFUSED_BESIDE } from '../limits';
import { SUBNET_TIERS } from '../subnet-tier';
import type { AddressPlanProps } from './address-plan';
import {
  findBlockOverlaps,
  findContainmentProblems,
  findIpv4BlockProblems,
  findSubnetOverlaps,
  nameOf,
  readBlocks,
  type NamedBlock,
  type PlacedBlock,
  type PlacedText,
} from './block-problems';
import { piecePrefixLength, placeSubnet, slotPrefixLength } from './tier-places';
import { findZoneProblems, withZones } from './zone-problems';
import { placeZone, ZONE_KEYS } from './zones';

/** What keeps an address plan from being made, all at once. */
export function findAddressProblems(given: AddressPlanProps): readonly Problem[] {
  const props = withZones(given);
  const { cidrBlock, secondaryCidrBlocks = [], zones, tiers } = props;
  const vpcTexts = [
    { path: 'cidrBlock', text: cidrBlock },
    ...secondaryCidrBlocks.map((text, index) => ({ path: `secondaryCidrBlocks[${index}]`, text })),
  ];
  const subnetTexts = zones.flatMap((zone, index) =>
    Object.entries(zone.cidrBlocks ?? {}).map(([tier, text]) => ({
      path: `zones[${index}].cidrBlocks.${tier}`,
      text,
      tier,
      subnet: nameOf(zone, tier),
    })),
  );
  return [
    ...findZoneProblems(zones),
    ...[...vpcTexts, ...subnetTexts].flatMap(({ path, text }) => findIpv4BlockProblems(path, text)),
    ...findVpcBlockProblems(vpcTexts),
    ...subnetTexts
      .filter(({ tier }) => !tiers.some((used) => used === tier))
      .map(({ path, tier }) => unusedTier(path, tier, tiers)),
    ...findPlacementProblems(props, readBlocks(vpcTexts), readBlocks(subnetTexts)),
  ];
}

function findVpcBlockProblems(texts: readonly PlacedText[]): readonly Problem[] {
  const blocks = readBlocks(texts);
  const primary = blocks.find(({ path }) => path === 'cidrBlock');
  return [
    ...(texts.length > BLOCKS_PER_VPC
      ? [tooManyBlocks('secondaryCidrBlocks', texts.length, BLOCKS_PER_VPC)]
      : []),
    ...findBlockOverlaps(blocks),
    ...blocks.filter((one) => one !== primary).flatMap((one) => findRefusalProblems(one, blocks)),
  ];
}

/**
 * Terraform associates secondary blocks in no order, so each is judged beside all others. Only the last row of the
 * table, for public ranges, is about the primary block alone: `100.64.0.0/10` may stand beside any.
 */
function findRefusalProblems(one: PlacedBlock, all: readonly PlacedBlock[]): readonly Problem[] {
  for (const other of all) {
    const row = REFUSED_BESIDE.find(({ beside }) => containsBlock(parseCidrBlock(beside), other.block));
    const isPrimary = other.path === 'cidrBlock';
    if (other === one || row === undefined || (row.beside === '0.0.0.0/0' && !isPrimary)) continue;
    const refused = row.refused.find((range) => containsBlock(parseCidrBlock(range), one.block));
    if (refused === undefined) continue;
    const block = `\`${formatCidrBlock(other.block)}\``;
    const beside = isPrimary ? `the primary block ${block}` : `${block} of ${other.path}`;
    return [secondaryNotAllowed(one.path, formatCidrBlock(one.block), refused, beside)];
  }
  return [];
}

function findPlacementProblems(
  props: AddressPlanProps,
  vpcBlocks: readonly PlacedBlock[],
  given: readonly (PlacedBlock & NamedBlock)[],
): readonly Problem[] {
  const [primary] = vpcBlocks;
  // Beside a VPC block that cannot be read, every subnet would look misplaced.
  if (primary === undefined || vpcBlocks.length <= (props.secondaryCidrBlocks ?? []).length) return [];
  return [
    ...given.flatMap((one) => findContainmentProblems(one, vpcBlocks)),
    ...findTooSmallProblems(props, primary),
    ...findSubnetOverlaps(given, plannedSubnets(props, primary.block)),
  ];
}

function findTooSmallProblems(
  { zones, tiers }: AddressPlanProps,
  { path, block }: PlacedBlock,
): readonly Problem[] {
  const smallest = BLOCK_PREFIX.longest;
  const tight = SUBNET_TIERS.filter((tier) => tiers.includes(tier))
    .filter((tier) => zones.some((zone) => zone.cidrBlocks?.[tier] === undefined))
    .map((tier) => ({ tier, prefix: piecePrefixLength(block.prefixLength, tier) }))
    .filter(({ prefix }) => prefix > smallest);
  if (tight.length === 0) return [];
  const excess = Math.max(...tight.map(({ prefix }) => prefix)) - smallest;
  return [
    vpcBlockTooSmall(path, formatCidrBlock(block), {
      slots: ZONE_KEYS.length,
      slot: slotPrefixLength(block.prefixLength),
      tiers: tight,
      smallest,
      enough: block.prefixLength - excess,
    }),
  ];
}

/** The subnets that the plan places, in the zones that have a place. */
function plannedSubnets({ zones, tiers }: AddressPlanProps, primary: CidrBlock): readonly NamedBlock[] {
  const fitting = SUBNET_TIERS.filter(
    (tier) => tiers.includes(tier) && piecePrefixLength(primary.prefixLength, tier) <= BLOCK_PREFIX.longest,
  );
  return zones.flatMap((zone) => {
    const place = placeZone(zone);
    if (place === undefined) return [];
    return fitting
      .filter((tier) => zone.cidrBlocks?.[tier] === undefined)
      .map((tier) => ({ subnet: nameOf(zone, tier), block: placeSubnet(primary, place.slot, tier) }));
  });
}
