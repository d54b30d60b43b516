import type { Problem } from '@inspected-egress/problem';
import {
  egressBlocked,
  exclusionTierAbsent,
  exclusionTiersMissing,
  exclusionWithoutEffect,
  firewallBlockedDespiteExclusion,
  natTrafficOnly,
  returnPathUnconfirmed,
  unknownEngineBlocked,
} from '../errors';
import type { InspectionPosition, IRoutedVpc } from '../routed-vpc';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { findChoiceProblems } from './choice-problems';

/** What VPC Block Public Access does in an account and Region. */
export type BlockPublicAccessMode = 'off' | 'block-bidirectional' | 'block-ingress';

/** What is let off, and in which direction. */
export type BlockPublicAccessExclusion = {
  readonly mode: 'allow-bidirectional' | 'allow-egress';
} & ({ readonly scope: 'vpc' } | { readonly scope: 'subnets'; readonly tiers: readonly SubnetTier[] });

/** The product behind the firewall endpoints; of adopted ones nothing is known. */
export type FirewallEngineKind = 'network-firewall' | 'gateway-load-balancer' | 'adopted';

/** What AWS does not document, to be accepted by name once somebody has tried it. */
export type BlockPublicAccessAcceptance = 'return-path-after-nat' | 'adopted-endpoints-excluded';

export interface BlockPublicAccessInput {
  readonly mode: BlockPublicAccessMode;
  /** @default - none */
  readonly exclusion?: BlockPublicAccessExclusion;
  readonly engineKind: FirewallEngineKind;
  readonly position: InspectionPosition;
  /** Whether IPv4 is translated. */
  readonly nat: 'all' | 'none';
  readonly ipv6: IRoutedVpc['ipv6'];
  /** Tiers that the VPC has. */
  readonly tiers: readonly SubnetTier[];
  /** @default - nothing is accepted */
  readonly accept?: readonly BlockPublicAccessAcceptance[];
}

/**
 * Whether inspected egress works under VPC Block Public Access; empty when it does.
 *
 * - Bidirectional stops internet gateways and NAT gateways for what is not excluded; a Gateway Load Balancer endpoint
 *   works when its subnet is excluded, an endpoint of AWS Network Firewall never does.
 * - Ingress-only, like an egress-only exclusion, admits traffic of NAT gateways alone. Whether it knows a NAT gateway
 *   behind a firewall endpoint, as after NAT, is not documented.
 *
 * @see VPC guide "VPC BPA basics", 2026; its 2024 edition said that an exclusion does not help Gateway Load Balancer
 * endpoints either
 */
export function findBlockPublicAccessProblems(input: BlockPublicAccessInput): readonly Problem[] {
  const { mode, exclusion } = input;
  const unknown = findUnknownChoices(input);
  if (unknown.length > 0) return unknown;
  const problems = findExclusionProblems(input);
  switch (mode) {
    case 'off':
      return problems;
    case 'block-ingress':
      return exclusion?.mode === 'allow-bidirectional' && leftOut(exclusion, wayOut(input)).length === 0
        ? problems
        : [...problems, ...findNatOnlyProblems(input, 'mode')];
    case 'block-bidirectional':
      return [...problems, ...findBidirectionalProblems(input)];
  }
}

function findUnknownChoices({ mode, engineKind, exclusion }: BlockPublicAccessInput): readonly Problem[] {
  return [
    ...findChoiceProblems('mode', mode, ['off', 'block-bidirectional', 'block-ingress']),
    ...findChoiceProblems('engineKind', engineKind, ['network-firewall', 'gateway-load-balancer', 'adopted']),
    ...(exclusion === undefined
      ? []
      : [
          ...findChoiceProblems('exclusion.mode', exclusion.mode, ['allow-bidirectional', 'allow-egress']),
          ...findChoiceProblems('exclusion.scope', exclusion.scope, ['vpc', 'subnets']),
        ]),
  ];
}

function findBidirectionalProblems(input: BlockPublicAccessInput): readonly Problem[] {
  const { exclusion, engineKind, accept = [] } = input;
  if (engineKind === 'network-firewall') return [firewallBlockedDespiteExclusion()];
  const acceptance = 'adopted-endpoints-excluded';
  const unknown =
    engineKind === 'adopted' && !accept.includes(acceptance) ? [unknownEngineBlocked(acceptance)] : [];
  if (exclusion === undefined) return [egressBlocked(), ...unknown];
  const missing = leftOut(exclusion, wayOut(input));
  return [
    ...(missing.length === 0 ? [] : [exclusionTiersMissing(missing)]),
    ...unknown,
    ...(exclusion.mode === 'allow-egress' ? findNatOnlyProblems(input, 'exclusion.mode') : []),
  ];
}

function findNatOnlyProblems(
  { mode, nat, ipv6, position, accept = [] }: BlockPublicAccessInput,
  path: 'mode' | 'exclusion.mode',
): readonly Problem[] {
  const what = path === 'mode' ? mode : 'allow-egress';
  const untranslated = [...(nat === 'none' ? ['IPv4'] : []), ...(ipv6 === 'inspected' ? ['IPv6'] : [])];
  const acceptance = 'return-path-after-nat';
  const isUnconfirmed = nat === 'all' && position === 'after-nat' && !accept.includes(acceptance);
  return [
    ...(untranslated.length === 0 ? [] : [natTrafficOnly(path, what, untranslated)]),
    ...(isUnconfirmed ? [returnPathUnconfirmed(path, what, acceptance)] : []),
  ];
}

function findExclusionProblems({ mode, exclusion, tiers }: BlockPublicAccessInput): readonly Problem[] {
  if (exclusion === undefined) return [];
  const isIdle = mode === 'off' || (mode === 'block-ingress' && exclusion.mode === 'allow-egress');
  const named = exclusion.scope === 'subnets' ? exclusion.tiers : [];
  return [
    ...(isIdle ? [exclusionWithoutEffect(exclusion.mode, mode)] : []),
    ...named.flatMap((tier, index) =>
      tiers.includes(tier) ? [] : [exclusionTierAbsent(`exclusion.tiers[${index}]`, tier)],
    ),
  ];
}

/** Tiers that packets to and from the internet leave and enter: where an exclusion is needed. */
function wayOut({ nat, ipv6, tiers }: BlockPublicAccessInput): readonly SubnetTier[] {
  const needed: Partial<Record<SubnetTier, boolean>> = {
    firewall: true,
    nat: nat === 'all',
    protected: nat === 'none' || ipv6 !== 'none',
  };
  return SUBNET_TIERS.filter((tier) => needed[tier] === true && tiers.includes(tier));
}

/** The needed tiers that an exclusion leaves out. */
function leftOut(
  exclusion: BlockPublicAccessExclusion,
  needed: readonly SubnetTier[],
): readonly SubnetTier[] {
  return exclusion.scope === 'vpc' ? [] : needed.filter((tier) => !exclusion.tiers.includes(tier));
}
