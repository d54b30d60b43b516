import type { Problem } from '@inspected-egress/problem';
import { hostnamesWithoutSupport, notASpokeTier } from '../errors';
import type { SubnetTier } from '../subnet-tier';
import type { VpcDnsProps } from '../vpc-dns-props';
import type { AddressedZone } from './address-plan';
import { findAddressProblems } from './address-problems';
import { dnsOf } from './defaults';
import { findSpokeBlockProblems, type AttachedVpc } from './transit-gateway';

const SPOKE_TIERS = ['protected', 'endpoint', 'isolated', 'transit'] as const;

/** What subnets of a spoke are for: those of an `InspectedVpc` without NAT gateways and firewall endpoints. */
export type SpokeTier = (typeof SPOKE_TIERS)[number];

/** What decides the addresses of a spoke. */
export interface SpokeVpcPlanProps {
  /**
   * IPv4 block, /16 to /28 in canonical form, in one of the transit gateway's `spokeCidrBlocks`. Cut as that of an
   * `InspectedVpc`.
   * @throws PlanError CIDR101 to CIDR113, NET101, NET102, NET104, NET107, NET126, NET702, NET703
   */
  readonly cidrBlock: string;
  /**
   * 1 to 6 zones of one Region, in any order. Those of the inspection VPC, so that packets need not leave their zone.
   * @throws PlanError NET101 and NET110 to NET116
   */
  readonly zones: readonly AddressedZone[];
  /**
   * Which subnets every zone has, besides one for the attachment.
   * @default - protected
   * @throws PlanError NET709 for nat and firewall subnets
   */
  readonly tiers?: readonly Exclude<SpokeTier, 'transit'>[];
  /** @default - the VPC Resolver answers and instances have names */
  readonly dns?: Omit<VpcDnsProps, 'dhcpOptions'>;
}

export function spokeTiersOf({ tiers = ['protected'] }: SpokeVpcPlanProps): readonly SubnetTier[] {
  return [...tiers, 'transit'];
}

/** What keeps a `SpokeVpc` from being made, all at once. */
export function findSpokeProblems(
  props: SpokeVpcPlanProps,
  spokeCidrBlocks: readonly string[],
  attached: readonly AttachedVpc[],
): readonly Problem[] {
  const known: readonly string[] = SPOKE_TIERS;
  const { support, hostnames } = dnsOf(props);
  return [
    ...findAddressProblems({ ...props, tiers: spokeTiersOf(props) }),
    ...(props.tiers ?? []).flatMap((tier, index) =>
      known.includes(tier) ? [] : [notASpokeTier(`tiers[${index}]`, tier, known)],
    ),
    ...(hostnames && !support ? [hostnamesWithoutSupport('dns.hostnames')] : []),
    ...findSpokeBlockProblems(props.cidrBlock, spokeCidrBlocks, attached),
  ];
}
