import type { Problem } from '@inspected-egress/problem';
import {
  hostnamesWithoutSupport,
  natWithoutTier,
  noTier,
  tokenForStructure,
  tooManyServers,
  unknownSingleZone,
  unknownTier,
  unusedTier,
} from '../errors';
import type { InspectedVpcProps } from '../inspected-vpc-props';
import { SERVERS_PER_DHCP_OPTION } from '../limits';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { findAddressProblems } from './address-problems';
import { findChoiceProblems, findRoutingChoiceProblems } from './choice-problems';
import { natModeOf, tiersOf } from './defaults';
import { isToken } from './token';

/** What keeps an `InspectedVpc` from being made, all at once. */
export function findVpcProblems(props: InspectedVpcProps): readonly Problem[] {
  const tiers = tiersOf(props);
  return [
    ...findAddressProblems({ ...props, tiers }),
    ...findTierProblems(props, tiers),
    ...findRoutingChoiceProblems(props),
    ...findChoiceProblems('networkAcls', props.networkAcls ?? 'open', ['open', 'elsewhere']),
    ...findNatProblems(props, tiers),
    ...findDnsProblems(props),
  ];
}

function findTierProblems(
  { tiers: given, tierTags = {} }: InspectedVpcProps,
  tiers: readonly SubnetTier[],
): readonly Problem[] {
  // Configuration files bring tiers that the compiler has never seen.
  const known: readonly string[] = SUBNET_TIERS;
  return [
    ...(tiers.length === 0 ? [noTier('tiers')] : []),
    ...(given ?? []).flatMap((tier, index) =>
      known.includes(tier) ? [] : [unknownTier(`tiers[${index}]`, tier, known)],
    ),
    ...Object.keys(tierTags).flatMap((tier) =>
      tiers.some((used) => used === tier) ? [] : [unusedTier(`tierTags.${tier}`, tier, tiers)],
    ),
  ];
}

function findNatProblems(props: InspectedVpcProps, tiers: readonly SubnetTier[]): readonly Problem[] {
  const mode = natModeOf(props);
  if (mode === 'none') return [];
  if (typeof mode === 'string' && mode !== 'zonal')
    return findChoiceProblems('natGateways', mode, ['zonal', 'none']);
  const problems = tiers.includes('nat') ? [] : [natWithoutTier('natGateways')];
  if (mode === 'zonal') return problems;
  const path = 'natGateways.singleZone';
  const { singleZone } = mode;
  if (isToken(singleZone)) return [...problems, tokenForStructure(path, 'name of the zone')];
  const zones = props.zones.map((zone) => zone.availabilityZone);
  return zones.includes(singleZone) ? problems : [...problems, unknownSingleZone(path, singleZone, zones)];
}

function findDnsProblems({ dns = {} }: InspectedVpcProps): readonly Problem[] {
  const { support = true, hostnames = support, dhcpOptions = {} } = dns;
  const servers = (['domainNameServers', 'ntpServers'] as const).flatMap((kind) => {
    const count = dhcpOptions[kind]?.length ?? 0;
    const most = SERVERS_PER_DHCP_OPTION;
    return count > most ? [tooManyServers(`dns.dhcpOptions.${kind}`, count, most)] : [];
  });
  return hostnames && !support ? [hostnamesWithoutSupport('dns.hostnames'), ...servers] : servers;
}
