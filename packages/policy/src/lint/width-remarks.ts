import { AddressSet, parseCidrBlock, parseCidrBlocks } from '@inspected-egress/cidr';
import { parse } from 'tldts';
import { carriesName, formatApplication } from '../applications';
import { listAnd } from '../errors';
import { DNS_OVER_HTTPS, PRIVATE_BLOCKS, SHARED_PARENTS } from '../limits';
import type { Application, EgressPolicy, EgressRule } from '../model';
import { coversName, readName, type DomainName } from '../names';
import { resolveDestinations, type PlainDestination } from '../resolve-destinations';
import * as remarks from './remarks';
import type { LintRemark } from './remarks';

const privateAddresses = AddressSet.of(parseCidrBlocks(PRIVATE_BLOCKS));

/** What pass rules permit beyond what a policy is for. */
export function findWidthRemarks(policy: EgressPolicy, isHeld: (id: string) => boolean): LintRemark[] {
  const passes = policy.rules
    .map((rule, index) => ({ rule, path: `rules[${index}]` }))
    .filter(({ rule }) => rule.action === 'pass' && isHeld(rule.id));
  return [
    ...passes.flatMap(({ rule, path }) => findRuleRemarks(rule, path, policy)),
    ...findResolversByName(policy, isHeld),
    ...stateClaimedNames(
      policy,
      passes.map(({ rule }) => rule),
    ),
  ];
}

function findRuleRemarks(rule: EgressRule, path: string, policy: EgressPolicy): LintRemark[] {
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const at = { path, rule: rule.id };
  const isOutside = destinations.some(leavesVpc);
  return [
    ...destinations.flatMap((one) => findWideDestination(one, rule, at)),
    ...findWideBlocks(destinations, rule, at),
    ...rule.applications.flatMap((application, index) => {
      const place = { path: `${path}.applications[${index}]`, rule: rule.id };
      const resolverTraffic = isOutside ? describeDns(application) : undefined;
      return [
        ...(application === 'http' || (isOutside && hasPort(application, 'tcp', 80))
          ? [remarks.plainHttp(place)]
          : []),
        ...(resolverTraffic === undefined ? [] : [remarks.outsideResolver(place, resolverTraffic)]),
        ...(isOutside && hasPort(application, 'udp', 443) ? [remarks.quic(place)] : []),
      ];
    }),
  ];
}

function findWideDestination(
  destination: PlainDestination,
  rule: EgressRule,
  at: Pick<LintRemark, 'path' | 'rule'>,
): LintRemark[] {
  if ('name' in destination) return findWideName(destination.name, at);
  const isEverything =
    'anywhere' in destination ||
    ('cidrBlock' in destination && parseCidrBlock(destination.cidrBlock).prefixLength === 0);
  const applications = tellingApplications(rule);
  if (!isEverything || applications === '') return [];
  const what = 'anywhere' in destination ? 'the rule' : `\`${destination.cidrBlock}\``;
  return [remarks.everyDestination(at, what, applications)];
}

/** Blocks that together are every address of a family that is not private, and none of which is so alone. */
function findWideBlocks(
  destinations: readonly PlainDestination[],
  rule: EgressRule,
  at: Pick<LintRemark, 'path' | 'rule'>,
): LintRemark[] {
  const texts = destinations.flatMap((one) => ('cidrBlock' in one ? [one.cidrBlock] : []));
  const blocks = texts.map((text) => parseCidrBlock(text));
  const applications = tellingApplications(rule);
  if (texts.length < 2 || applications === '') return [];
  const left = AddressSet.of(blocks).complement().difference(privateAddresses);
  return ([4, 6] as const)
    .filter((family) => left.intersection(AddressSet.everything(family)).isEmpty)
    .filter((family) => !blocks.some((one) => one.family === family && one.prefixLength === 0))
    .map((family) => {
      const ofFamily = texts.filter((_, index) => blocks[index]?.family === family);
      return remarks.everyDestination(at, `${listAnd(ofFamily)} together`, applications);
    });
}

/** Without echo requests: they carry little, and are how people see that a way is open. */
function tellingApplications({ applications }: EgressRule): string {
  return applications
    .filter((one) => one !== 'icmp-echo')
    .map((one) => `\`${formatApplication(one)}\``)
    .join(', ');
}

/**
 * Names of resolvers that answer over HTTPS, where no rule before forbids them to everyone. What is as wide as a registry
 * is reported as that.
 */
function findResolversByName(policy: EgressPolicy, isHeld: (id: string) => boolean): LintRemark[] {
  const forbidden: DomainName[] = [];
  return policy.rules.flatMap((rule, index) => {
    if (!isHeld(rule.id) || !rule.applications.includes('https')) return [];
    const names = resolveDestinations(rule.destinations, policy.sets).flatMap((one) =>
      'name' in one ? [readName(one.name)] : [],
    );
    if (rule.action === 'drop' || rule.action === 'reject') {
      const isForAll = rule.sources?.some((source) => 'vpc' in source) ?? true;
      if (isForAll) forbidden.push(...names);
      return [];
    }
    if (rule.action !== 'pass') return [];
    const telling = names.filter(({ base }) => parse(base).publicSuffix !== base);
    const found = DNS_OVER_HTTPS.map(readName).filter(
      (known) =>
        telling.some((name) => coversName(name, known)) && !forbidden.some((name) => coversName(name, known)),
    );
    if (found.length === 0) return [];
    return [
      remarks.dnsOverHttps(
        { path: `rules[${index}]`, rule: rule.id },
        found.map(({ text }) => text),
      ),
    ];
  });
}

function findWideName(text: string, at: Pick<LintRemark, 'path' | 'rule'>): LintRemark[] {
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

function stateClaimedNames(policy: EgressPolicy, passes: readonly EgressRule[]): LintRemark[] {
  const trusting = passes.filter(
    (rule) =>
      rule.applications.some(carriesName) &&
      resolveDestinations(rule.destinations, policy.sets).some((one) => 'name' in one),
  );
  return trusting.length === 0 ? [] : [remarks.claimedNames(trusting.map(({ id }) => id))];
}
