import { AddressSet, parseAddress, parseCidrBlock, type Address } from '@inspected-egress/cidr';
import { ECHO_REQUEST, WIRE_FORMS } from './applications';
import type { Flow } from './flow';
import type { Application, EgressPolicy, EgressRule } from './model';
import { nameOfHost, nameOfQuery } from './names';
import { resolveDestinations } from './resolve-destinations';
import { both, either, NO, truthOf, unknownWithout, YES, type Truth } from './truth';

/** A flow with its addresses read and its names looked up, once for all rules. */
export interface ReadFlow {
  readonly flow: Flow;
  readonly source: Address;
  readonly destination: Address;
  /** The same answer for every rule, so asked once. */
  readonly carries: Readonly<Record<NamedApplication, Truth>>;
  /** For each fact that may hold a name, the rules that have it among their destinations. */
  readonly named: Readonly<Record<NameFact, ReadonlySet<EgressRule> | undefined>>;
}

type NamedApplication = Extract<Application, string>;
type NameFact = 'sni' | 'host' | 'queryName';

/** Rules by the names among their destinations, as they are written. */
export type NameIndex = ReadonlyMap<string, readonly EgressRule[]>;

/** A rule with everything looked up that does not depend on the flow. */
export interface PreparedRule {
  readonly rule: EgressRule;
  /** Rules that come before it. */
  readonly place: number;
  /** Whether it has no destination but names, so that no flow without one of them matches. */
  readonly isByNameAlone: boolean;
  /** Whether the rule matches, without regard to its action and expiry. */
  readonly match: (flow: ReadFlow) => Truth;
  /** The same by addresses, protocol and port alone: a name or a country may be anywhere. */
  readonly matchPacketHeader: (flow: ReadFlow) => Truth;
  /** Whether the flow is from one of the rule's sources. */
  readonly matchSources: (flow: ReadFlow) => Truth;
}

/**
 * Reads a flow once for all rules of the index.
 * @throws PlanError CIDR1xx when an address is not one
 */
export function readFlow(flow: Flow, index: NameIndex): ReadFlow {
  return {
    flow,
    source: parseAddress(flow.source, 'source'),
    destination: parseAddress(flow.destination, 'destination'),
    carries: {
      https: matchWireForm('https', flow, true),
      http: matchWireForm('http', flow, true),
      dns: matchWireForm('dns', flow, true),
      ntp: matchWireForm('ntp', flow, true),
      ssh: matchWireForm('ssh', flow, true),
      'icmp-echo': matchWireForm('icmp-echo', flow, true),
    },
    named: {
      sni: findRulesOfFact(flow.sni, (name) => name, index),
      host: findRulesOfFact(flow.host, nameOfHost, index),
      queryName: findRulesOfFact(flow.queryName, nameOfQuery, index),
    },
  };
}

/** Nothing known of the name, no answer. */
function findRulesOfFact(
  text: string | null | undefined,
  trim: (text: string) => string,
  index: NameIndex,
): ReadonlySet<EgressRule> | undefined {
  if (text === undefined) return undefined;
  if (text === null) return NONE;
  return findRulesNaming(trim(text).toLowerCase(), index);
}

/** @param name - in lower case; as `*.example.com` it stands for the subdomains that no longer name means */
export function findRulesNaming(name: string, index: NameIndex): ReadonlySet<EgressRule> {
  const found = new Set(index.get(name));
  // From 1: a name that starts with a dot has no label before it, so it is no subdomain.
  for (let dot = name.indexOf('.', 1); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    for (const rule of index.get(`*${name.slice(dot)}`) ?? []) found.add(rule);
  }
  return found;
}

const NONE: ReadonlySet<EgressRule> = new Set();

export function indexNames(rules: readonly EgressRule[], policy: EgressPolicy): NameIndex {
  const index = new Map<string, EgressRule[]>();
  for (const rule of rules) {
    for (const destination of resolveDestinations(rule.destinations, policy.sets)) {
      if (!('name' in destination)) continue;
      const known = index.get(destination.name);
      if (known === undefined) index.set(destination.name, [rule]);
      else known.push(rule);
    }
  }
  return index;
}

export function prepareRule(rule: EgressRule, place: number, policy: EgressPolicy): PreparedRule {
  const matchSources = prepareSources(rule, policy);
  const { matchAddresses, hasNames, isByNameAlone, mayBeAnywhere, blocks } = prepareDestinations(
    rule,
    policy,
  );
  const { applications } = rule;
  return {
    rule,
    place,
    isByNameAlone,
    match: (read) => {
      let byAddress: Truth = NO;
      let byName: Truth = NO;
      for (const application of applications) {
        const carried =
          typeof application === 'string' ? read.carries[application] : matchPorts(application, read.flow);
        if (carried === NO) continue;
        byAddress = either(byAddress, carried);
        if (hasNames) byName = either(byName, both(carried, matchName(rule, application, read)));
      }
      if (byAddress === NO) return NO;
      const matched = either(byName, both(byAddress, matchAddresses(read)));
      return matched === NO ? NO : both(matched, matchSources(read));
    },
    matchPacketHeader: (read) => {
      if (!mayBeAnywhere && !blocks.contains(read.destination)) return NO;
      const carried = applications.reduce<Truth>(
        (any, application) =>
          either(
            any,
            typeof application === 'string'
              ? matchWireForm(application, read.flow, false)
              : matchPorts(application, read.flow),
          ),
        NO,
      );
      return both(carried, matchSources(read));
    },
    matchSources,
  };
}

function matchPorts(application: Exclude<Application, string>, flow: Flow): Truth {
  const [protocol, range] = 'tcp' in application ? ['tcp', application.tcp] : ['udp', application.udp];
  if (flow.protocol !== protocol) return NO;
  if (flow.port === undefined) return unknownWithout('port');
  return truthOf(range.from <= flow.port && flow.port <= range.to);
}

export function matchWireForm(application: NamedApplication, flow: Flow, looksInside: boolean): Truth {
  const { protocols, port, carries } = WIRE_FORMS[application];
  if (!protocols.includes(flow.protocol)) return NO;
  if (flow.protocol === 'icmp' || flow.protocol === 'icmpv6') {
    if (flow.icmpType === undefined) return unknownWithout('icmpType');
    return truthOf(flow.icmpType === ECHO_REQUEST[flow.protocol]);
  }
  const onPort = flow.port === undefined ? unknownWithout('port') : truthOf(flow.port === port);
  if (!looksInside || onPort === NO) return onPort;
  return both(
    onPort,
    flow.application === undefined ? unknownWithout('application') : truthOf(flow.application === carries),
  );
}

function prepareSources(rule: EgressRule, policy: EgressPolicy): (read: ReadFlow) => Truth {
  const sources = rule.sources ?? [{ vpc: 'all' }];
  if (sources.some((source) => 'vpc' in source)) return () => YES;
  const groups = sources.flatMap((source) => ('group' in source ? [source.group] : []));
  const tiers = new Set<string>(sources.flatMap((source) => ('tier' in source ? [source.tier] : [])));
  const blocks = blockSet([
    ...sources.flatMap((source) => ('cidrBlock' in source ? [source.cidrBlock] : [])),
    ...groups.flatMap((group) => policy.groups?.[group]?.cidrBlocks ?? []),
  ]);
  return ({ flow, source }) => {
    if (blocks.contains(source)) return YES;
    const byTier =
      tiers.size === 0
        ? NO
        : flow.tier === undefined
          ? unknownWithout('tier')
          : truthOf(tiers.has(flow.tier));
    return either(byTier, matchAny(groups, flow.groups, unknownWithout('groups')));
  };
}

function prepareDestinations(rule: EgressRule, policy: EgressPolicy) {
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const hasNames = destinations.some((one) => 'name' in one);
  const prefixLists = destinations.flatMap((one) => ('prefixList' in one ? [one.prefixList] : []));
  const countries = destinations.flatMap((one) => ('country' in one ? [one.country] : []));
  const isAnywhere = destinations.some((one) => 'anywhere' in one);
  const blocks = blockSet(destinations.flatMap((one) => ('cidrBlock' in one ? [one.cidrBlock] : [])));

  const matchAddresses = ({ flow, destination }: ReadFlow): Truth => {
    if (isAnywhere || blocks.contains(destination)) return YES;
    const byList = matchAny(prefixLists, flow.prefixLists, unknownWithout('prefixLists'));
    const country = flow.country === undefined ? undefined : flow.country === null ? [] : [flow.country];
    return either(byList, matchAny(countries, country, unknownWithout('country')));
  };
  return {
    matchAddresses,
    hasNames,
    isByNameAlone: destinations.every((one) => 'name' in one),
    mayBeAnywhere: isAnywhere || hasNames || countries.length + prefixLists.length > 0,
    blocks,
  };
}

function matchName(rule: EgressRule, application: Application, { named }: ReadFlow): Truth {
  const fact = typeof application === 'string' ? WIRE_FORMS[application].nameIn : undefined;
  if (fact === undefined) return NO;
  const rules = named[fact];
  return rules === undefined ? unknownWithout(fact) : truthOf(rules.has(rule));
}

function matchAny(wanted: readonly string[], found: readonly string[] | undefined, unknown: Truth): Truth {
  if (wanted.length === 0) return NO;
  return found === undefined ? unknown : truthOf(found.some((one) => wanted.includes(one)));
}

function blockSet(texts: readonly string[]): AddressSet {
  return AddressSet.of(texts.map((text) => parseCidrBlock(text)));
}
