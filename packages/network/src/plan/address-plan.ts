import { containsBlock, formatCidrBlock, parseCidrBlock } from '@inspected-egress/cidr';
import { throwProblems } from '@inspected-egress/problem';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { findAddressProblems } from './address-problems';
import { placeIpv6, placeSubnet } from './tier-places';
import { placeZones, type PlannedZone, type SlottedZone } from './zones';

/** A zone, and the blocks of its subnets that are not left to the plan. */
export interface AddressedZone extends SlottedZone {
  /**
   * IPv4 blocks by tier, inside the primary block or a secondary one.
   * @default - the place of the tier in the zone's slot; see `planAddresses`
   * @throws PlanError NET104, NET108 or NET109, and NET119 for a tier that is not in use
   */
  readonly cidrBlocks?: Readonly<Partial<Record<SubnetTier, string>>>;
}

/** What addresses are planned from. */
export interface AddressPlanProps {
  readonly cidrBlock: string;
  readonly secondaryCidrBlocks?: readonly string[];
  readonly zones: readonly AddressedZone[];
  readonly tiers: readonly SubnetTier[];
}

/** A subnet in its place. */
export interface PlannedSubnet {
  /** Construct id, `<zone>-<tier>`. */
  readonly id: string;
  readonly zone: PlannedZone;
  readonly tier: SubnetTier;
  readonly cidrBlock: string;
  /** The block of the VPC that it lies in. */
  readonly vpcCidrBlock: string;
  /** Which /64 of the VPC's /56 the subnet has when there is IPv6, counted from 0. */
  readonly ipv6Number: number;
}

/** Every block of a VPC. */
export interface AddressPlan {
  /** Primary block first, then secondary blocks. */
  readonly cidrBlocks: readonly string[];
  /** In order of slots. */
  readonly zones: readonly PlannedZone[];
  /** In order of slots, then of `SUBNET_TIERS`. */
  readonly subnets: readonly PlannedSubnet[];
}

/**
 * The address plan of a VPC. The primary block is cut in 8 equal slots, one for each zone. In a slot the first half
 * is protected, the third quarter isolated; the last quarter is cut in four: nat, endpoint, firewall, transit.
 *
 * Law: the place of a subnet depends on the primary block, its slot and its tier, and on nothing else. Adding, removing
 * or reordering zones and tiers moves no subnet.
 *
 * @throws PlanError with every problem of zones and blocks, NET101 to NET124
 */
export function planAddresses(props: AddressPlanProps): AddressPlan {
  throwProblems(`address plan of \`${props.cidrBlock}\``, findAddressProblems(props));
  const cidrBlocks = [props.cidrBlock, ...(props.secondaryCidrBlocks ?? [])];
  const primary = parseCidrBlock(props.cidrBlock);
  return {
    cidrBlocks,
    zones: placeZones(props.zones).map(([zone]) => zone),
    subnets: placeZones(props.zones).flatMap(([zone, { cidrBlocks: given }]) =>
      SUBNET_TIERS.filter((tier) => props.tiers.includes(tier)).map((tier) => {
        const cidrBlock = given?.[tier] ?? formatCidrBlock(placeSubnet(primary, zone.slot, tier));
        const block = parseCidrBlock(cidrBlock);
        return {
          id: `${zone.key}-${tier}`,
          zone,
          tier,
          cidrBlock,
          vpcCidrBlock:
            cidrBlocks.find((vpcBlock) => containsBlock(parseCidrBlock(vpcBlock), block)) ?? props.cidrBlock,
          ipv6Number: placeIpv6(zone.slot, tier),
        };
      }),
    ),
  };
}
