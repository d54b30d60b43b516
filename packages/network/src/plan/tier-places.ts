import { subBlock, type CidrBlock } from '@inspected-egress/cidr';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { ZONE_KEYS } from './zones';

/** The part of a zone's slot that is a tier's: the slot halved `halvings` times, and the piece of that size by number. */
interface TierPlace {
  readonly halvings: number;
  readonly piece: number;
  /** Prefix length of the subnet when it takes only the start of its piece. */
  readonly prefixLength?: number;
}

const TIER_PLACES: Readonly<Record<SubnetTier, TierPlace>> = {
  protected: { halvings: 1, piece: 0 },
  isolated: { halvings: 2, piece: 2 },
  nat: { halvings: 4, piece: 12 },
  endpoint: { halvings: 4, piece: 13 },
  // One address for each firewall endpoint, so the smallest subnet will do; the rest of the piece stays free.
  firewall: { halvings: 4, piece: 14, prefixLength: 28 },
  // As for the attachment of a transit gateway, for which AWS recommends a /28.
  transit: { halvings: 4, piece: 15, prefixLength: 28 },
};

// More than there are tiers, so that a new one moves nothing.
const IPV6_NUMBERS_PER_SLOT = 8;

/** Prefix length of a zone's slot. */
export function slotPrefixLength(primaryPrefixLength: number): number {
  return primaryPrefixLength + Math.log2(ZONE_KEYS.length);
}

/** Prefix length of the piece of a slot that is a tier's. */
export function piecePrefixLength(primaryPrefixLength: number, tier: SubnetTier): number {
  return slotPrefixLength(primaryPrefixLength) + TIER_PLACES[tier].halvings;
}

/**
 * The block of a tier in a slot. Law: it depends on these three and on nothing else.
 *
 * @throws PlanError CIDR201 when the primary block cannot be cut that small
 */
export function placeSubnet(primary: CidrBlock, slot: number, tier: SubnetTier): CidrBlock {
  const { piece, prefixLength } = TIER_PLACES[tier];
  const slotBlock = subBlock(primary, slotPrefixLength(primary.prefixLength), slot);
  const pieceBlock = subBlock(slotBlock, piecePrefixLength(primary.prefixLength, tier), piece);
  return prefixLength === undefined ? pieceBlock : subBlock(pieceBlock, prefixLength, 0);
}

/** Which /64 of the VPC's /56 a tier has in a slot, counted from 0. */
export function placeIpv6(slot: number, tier: SubnetTier): number {
  return slot * IPV6_NUMBERS_PER_SLOT + SUBNET_TIERS.indexOf(tier);
}
