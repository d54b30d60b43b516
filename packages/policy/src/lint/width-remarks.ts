import { AddressSet, parseCidrBlock, parseCidrBlocks } from '@inspected-egress/cidr';
import { parse } from 'tldts';
import { carriesName, formatApplication } from '../applications';
import { PRIVATE_BLOCKS, SHARED_PARENTS } from '../limits';
import type { Application, EgressPolicy, EgressRule } from '../model';
import { readName } from '../names';
import { resolveDestinations, type PlainDestination } from '../resolve-destinations';
import * as remarks from './remarks';
import type { Remark } from './remarks';

const privateAddresses = AddressSet.of(parseCidrBlocks(PRIVATE_BLOCKS));

/** What pass rules permit beyond what a policy is for. */
export function findWidthRemarks(policy: EgressPolicy, isHeld: (id: string) => boolean): Remark[] {
  const passes = policy.rules
    .map((rule, index) => ({ rule, path: `rules[${index}]` }))
    .filter(({ rule }) => rule.action === 'pass' && isHeld(rule.id));
  return [
    ...passes.flatMap(({ rule, path }) => findRuleRemarks(rule, path, policy)),
    ...stateClaimedNames(
      policy,
      passes.map(({ rule }) => rule),
    ),
  ];
}

function findRuleRemarks(rule: EgressRule, path: string, policy: EgressPolicy): Remark[] {
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const at = { path, rule: rule.id };
  const isOutside = destinations.some(leavesVpc);
  return [
    ...destinations.flatMap((one) => findWideDestination(one, rule, at)),
    ...rule.applications.flatMap((application, index) => {
      const place = { path: `${path}.applications[${index}]`, rule: rule.id };
      const resolverTraffic = isOutside ? describeDns(application) : undefined;
      return [
        ...(application === 'http' ? [remarks.plainHttp(place)] : []),
        ...(resolverTraffic === undefined ? [] : [remarks.outsideResolver(place, resolverTraffic)]),
        ...(isOutside && hasPort(application, 'udp', 443) ? [remarks.quic(place)] : []),
      ];
    }),
  ];
}

function findWideDestination(
  destination: PlainDestination,
  rule: EgressRule,
  at: Pick<Remark, 'path' | 'rule'>,
): Remark[] {
  if ('name' in destination) return findWideName(destination.name, at);
  const isEverything =
    'anywhere' in destination ||
    ('cidrBlock' in destination && parseCidrBlock(destination.cidrBlock).prefixLength === 0);
  // Echo requests carry little, and are how people see that a way is open.
  const applications = rule.applications.filter((one) => one !== 'icmp-echo');
  if (!isEverything || applications.length === 0) return [];
  const what = 'anywhere' in destination ? 'the rule' : `\`${destination.cidrBlock}\``;
  return [
    remarks.everyDestination(at, what, applications.map((one) => `\`${formatApplication(one)}\``).join(', ')),
  ];
}

function findWideName(text: string, at: Pick<Remark, 'path' | 'rule'>): Remark[] {
  const { isWildcard, base } = readName(text);
  if (!isWildcard) return [];
  const { publicSuffix, isPrivate } = parse(base, { allowPrivateDomains: true });
  if (SHARED_PARENTS.includes(base) || (publicSuffix === base && isPrivate === true)) {
    return [remarks.providerWide(at, text, base)];
  }
  return publicSuffix === base ? [remarks.registryWide(at, text, base)] : [];
}

function leavesVpc(destination: PlainDestination): boolean {
  if ('service' in destination) return false;
  if (!('cidrBlock' in destination)) return true;
  return !privateAddresses.contains(parseCidrBlock(destination.cidrBlock));
}

/** Names travel on port 53, and inside TLS on port 853 (RFC 7858, section 3.1). */
function describeDns(application: Application): string | undefined {
  if (application === 'dns' || hasPort(application, 'udp', 53) || hasPort(application, 'tcp', 53))
    return 'DNS';
  return hasPort(application, 'tcp', 853) || hasPort(application, 'udp', 853) ? 'DNS over TLS' : undefined;
}

function hasPort(application: Application, protocol: 'tcp' | 'udp', port: number): boolean {
  if (typeof application === 'string') return false;
  const range = 'tcp' in application ? { tcp: application.tcp } : { udp: application.udp };
  const { from, to } = (protocol in range ? Object.values(range)[0] : undefined) ?? { from: 1, to: 0 };
  return from <= port && port <= to;
}

function stateClaimedNames(policy: EgressPolicy, passes: readonly EgressRule[]): Remark[] {
  const trusting = passes.filter(
    (rule) =>
      rule.applications.some(carriesName) &&
      resolveDestinations(rule.destinations, policy.sets).some((one) => 'name' in one),
  );
  return trusting.length === 0 ? [] : [remarks.claimedNames(trusting.map(({ id }) => id))];
}
