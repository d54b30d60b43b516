import { findAddressProblem } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  hostnamesWithoutSupport,
  natWithoutTier,
  noServers,
  noTier,
  tokenForStructure,
  tooManyServers,
  transitBeforeNat,
  transitNeedsNat,
  transitNeedsTier,
  transitWithIpv6,
  transitWithoutGateway,
  unknownSingleZone,
  unknownTier,
  unusedTier,
} from '../errors';
import type { InspectedVpcProps } from '../inspected-vpc-props';
import { RESOLVER, SERVERS_PER_DHCP_OPTION } from '../limits';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { findAddressProblems } from './address-problems';
import { findChoiceProblems, findMadeRoutingProblems } from './choice-problems';
import { dnsOf, natModeOf, positionOf, tiersOf } from './defaults';
import { findSpokeBlocksProblems } from './transit-gateway';
import { withZones } from './zone-problems';

/** What keeps an `InspectedVpc` from being made, all at once. */
export function findVpcProblems(given: InspectedVpcProps): readonly Problem[] {
  const props = withZones(given);
  const tiers = tiersOf(props);
  return [
    ...findAddressProblems({ ...props, tiers }),
    ...findTierProblems(props, tiers),
    ...findMadeRoutingProblems(props),
    ...findChoiceProblems('networkAcls', props.networkAcls ?? 'open', ['open', 'elsewhere']),
    ...findNatProblems(props, tiers),
    ...findDnsProblems(props),
    ...findTransitProblems(props, tiers),
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
  if (mode !== 'zonal' && typeof (mode as Partial<typeof mode> | null)?.singleZone !== 'string')
    return findChoiceProblems('natGateways', mode, ['zonal', 'none']);
  const problems = tiers.includes('nat') ? [] : [natWithoutTier('natGateways')];
  if (mode === 'zonal') return problems;
  const path = 'natGateways.singleZone';
  const { singleZone } = mode;
  if (isToken(singleZone)) return [...problems, tokenForStructure(path, 'name of the zone')];
  const zones = props.zones.map((zone) => zone.availabilityZone);
  return zones.includes(singleZone) ? problems : [...problems, unknownSingleZone(path, singleZone, zones)];
}

function findDnsProblems(props: InspectedVpcProps): readonly Problem[] {
  const { support, hostnames } = dnsOf(props);
  const { domainNameServers, ntpServers } = props.dns?.dhcpOptions ?? {};
  const path = 'dns.dhcpOptions';
  return [
    ...(hostnames && !support ? [hostnamesWithoutSupport('dns.hostnames')] : []),
    ...findServerProblems(`${path}.domainNameServers`, domainNameServers, [RESOLVER]),
    ...findServerProblems(`${path}.ntpServers`, ntpServers, []),
  ];
}

/** What does not go with a transit gateway, and what does not go without. */
function findTransitProblems(props: InspectedVpcProps, tiers: readonly SubnetTier[]): readonly Problem[] {
  const hasTier = tiers.includes('transit');
  if (props.transitGateway === undefined) return hasTier ? [transitWithoutGateway('tiers')] : [];
  return [
    ...findSpokeBlocksProblems('transitGateway.spokeCidrBlocks', props.transitGateway.spokeCidrBlocks),
    ...(hasTier ? [] : [transitNeedsTier('tiers')]),
    ...(positionOf(props) === 'after-nat' ? [transitBeforeNat('position')] : []),
    ...(natModeOf(props) === 'zonal' ? [] : [transitNeedsNat('natGateways')]),
    ...((props.ipv6 ?? 'none') !== 'none' ? [transitWithIpv6('ipv6')] : []),
  ];
}

function findServerProblems(
  path: string,
  servers: readonly string[] | undefined,
  names: readonly string[],
): readonly Problem[] {
  if (servers === undefined) return [];
  const most = SERVERS_PER_DHCP_OPTION;
  return [
    ...(servers.length === 0 ? [noServers(path)] : []),
    ...(servers.length > most ? [tooManyServers(path, servers.length, most)] : []),
    ...servers.flatMap((server, index) =>
      isToken(server) || names.includes(server)
        ? []
        : (findAddressProblem(server, `${path}[${index}]`) ?? []),
    ),
  ];
}
