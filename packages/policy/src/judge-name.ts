/**
 * Whether a policy permits any flow that carries a name: a query for the name is worth an answer only then.
 *
 * An address is not known before the answer, so a rule on addresses forbids a name only together with others that leave no
 * address over. Countries and prefix lists are taken as facts of their own: any address may be in any of them.
 */
import {
  addressReachOf,
  EVERYWHERE,
  isNowhere,
  meets,
  NOWHERE,
  subtract,
  type AddressReach,
} from './address-reach';
import { WIRE_FORMS } from './applications';
import type { Application, EgressPolicy, EgressRule } from './model';
import { resolveDestinations } from './resolve-destinations';
import { both, either, NO, YES, type Truth } from './truth';

/** How a name leaves: applications that carry one, for each of their protocols. */
const WAYS = (['https', 'http', 'dns'] as const).flatMap((application) => {
  const { protocols, port = 0 } = WIRE_FORMS[application];
  return protocols.map((protocol) => ({ application, protocol, port }));
});

/** What of a rule matters to a name. */
export interface NameRule {
  readonly rule: EgressRule;
  /** For each way, whether its names count, and whether its addresses do. */
  readonly ways: readonly { readonly byName: boolean; readonly byAddress: boolean }[];
  readonly reach: AddressReach;
}

export interface NameVerdict {
  /** Whether some flow with the name passes, in some way. */
  readonly passes: Truth;
  /** Of a determined answer, the rule behind it; absent when it is the default, or several. */
  readonly rule?: EgressRule;
  /** Those that may be the rule that passes, in order. */
  readonly passing: readonly EgressRule[];
  /** Those of them that surely do. */
  readonly sure: readonly EgressRule[];
  /** Rules that an answer that is not determined depends on, in order. */
  readonly doubtful: readonly EgressRule[];
  /** Alert rules that surely match a flow with the name wherever it goes, in order. */
  readonly alerts: readonly EgressRule[];
}

export function prepareNameRule(rule: EgressRule, policy: EgressPolicy): NameRule {
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const hasNames = destinations.some((one) => 'name' in one);
  const hasAddresses = destinations.some((one) => !('name' in one || 'service' in one));
  return {
    rule,
    ways: WAYS.map((way) => ({
      byName: hasNames && rule.applications.includes(way.application),
      byAddress: hasAddresses && rule.applications.some((one) => isOnWay(one, way)),
    })),
    reach: addressReachOf(destinations),
  };
}

/** Whether a rule lets no name through and forbids none, whatever its destinations are. */
export function isNameless({ ways }: NameRule): boolean {
  return ways.every(({ byName, byAddress }) => !byName && !byAddress);
}

function isOnWay(application: Application, way: (typeof WAYS)[number]): boolean {
  if (typeof application === 'string') return application === way.application;
  const [protocol, ports] = 'tcp' in application ? ['tcp', application.tcp] : ['udp', application.udp];
  return protocol === way.protocol && ports.from <= way.port && way.port <= ports.to;
}

/** Rules that matter to a name, found without a look at each. */
export interface NameRules {
  /** All of them, in order. */
  readonly all: readonly NameRule[];
  /** In order, those that a name is of: rules that name it, and rules by address. */
  readonly of: (named: ReadonlySet<EgressRule>) => readonly NameRule[];
}

/** @param rules - in order; what is nameless is left out */
export function indexNameRules(rules: readonly NameRule[]): NameRules {
  const all = rules.filter((rule) => !isNameless(rule));
  const places = new Map(all.map(({ rule }, place) => [rule, place]));
  const byAddress = all.flatMap(({ ways }, place) => (ways.some((way) => way.byAddress) ? [place] : []));
  return {
    all,
    of: (named) => {
      const own = [...named].flatMap((rule) => places.get(rule) ?? []);
      const inOrder = [...new Set([...byAddress, ...own])].sort((one, other) => one - other);
      return inOrder.flatMap((place) => all[place] ?? []);
    },
  };
}

/**
 * @param rules - in order, at least those that name the name or are by address
 * @param hasName - whether the name is among those of a rule
 * @param hasSource - whether the workload that asks is among the sources of a rule
 */
export function judgeName(
  rules: readonly NameRule[],
  hasName: (rule: EgressRule) => Truth,
  hasSource: (rule: EgressRule) => Truth,
): NameVerdict {
  const walks = WAYS.map((_, way) => walk(rules, way, hasName, hasSource));
  const inOrder = (wanted: readonly EgressRule[]) =>
    wanted.length === 0 ? [] : rules.flatMap(({ rule }) => (wanted.includes(rule) ? [rule] : []));
  const passing = inOrder(walks.flatMap((one) => one.passing));
  const alerts = inOrder(walks.flatMap((one) => one.alerts));
  const passes = walks.reduce<Truth>((any, one) => either(any, one.passes), NO);
  if (passes === YES) {
    const sure = inOrder(walks.flatMap((one) => (one.passes === YES ? (one.passing.at(-1) ?? []) : [])));
    const [first] = passing;
    const decided = first !== undefined && sure.includes(first) ? { rule: first } : {};
    return { passes, ...decided, passing, sure, doubtful: [], alerts };
  }
  if (passes === NO) {
    const closing = new Set(walks.flatMap(({ closedBy }) => closedBy ?? []));
    const [rule] = closing;
    const decided =
      closing.size === 1 && rule !== undefined && walks.every((one) => one.isCertain) ? { rule } : {};
    return { passes, ...decided, passing, sure: [], doubtful: [], alerts };
  }
  return { passes, passing, sure: [], doubtful: inOrder(walks.flatMap((one) => one.doubtful)), alerts };
}

interface Walk {
  readonly passes: Truth;
  /** Up to the first that surely passes. */
  readonly passing: readonly EgressRule[];
  readonly doubtful: readonly EgressRule[];
  readonly alerts: readonly EgressRule[];
  /** Whether every rule on the way surely matches or surely does not. */
  readonly isCertain: boolean;
  /** The rule that leaves no address over, when that is certain. */
  readonly closedBy: EgressRule | undefined;
}

/** First match, for flows to every address at once. */
function walk(
  rules: readonly NameRule[],
  way: number,
  hasName: (rule: EgressRule) => Truth,
  hasSource: (rule: EgressRule) => Truth,
): Walk {
  // Where no rule so far decides: surely, and at most.
  let least = EVERYWHERE;
  let most = EVERYWHERE;
  let missing: Truth = NO;
  let missingOfDrops: Truth = NO;
  let isCertain = true;
  let closedBy: EgressRule | undefined;
  const passing: EgressRule[] = [];
  const doubtful = new Set<EgressRule>();
  const doubtfulDrops = new Set<EgressRule>();
  const alerts: EgressRule[] = [];

  for (const each of rules) {
    const { rule, reach } = each;
    const { byName = false, byAddress = false } = each.ways[way] ?? {};
    const named = byName ? hasName(rule) : NO;
    if (named === NO && !byAddress) continue;
    const from = hasSource(rule);
    if (from === NO) continue;
    const whole = both(from, named);
    const part = byAddress ? from : NO;

    if (rule.action === 'alert') {
      const isEverywhere = whole === YES || (part === YES && isNowhere(subtract(least, reach)));
      if (isCertain && isEverywhere) alerts.push(rule);
      continue;
    }
    if (rule.action === 'pass') {
      if ((whole === YES && !isNowhere(least)) || (part === YES && meets(least, reach))) {
        return { passes: YES, passing: [...passing, rule], doubtful: [], alerts, isCertain, closedBy };
      }
      const possible = either(whole, meets(most, reach) ? part : NO);
      if (possible === NO) continue;
      isCertain = false;
      passing.push(rule);
      for (const drop of doubtfulDrops) doubtful.add(drop);
      missing |= missingOfDrops;
      if (possible === YES) continue;
      missing |= possible;
      doubtful.add(rule);
      continue;
    }
    if (whole === YES) most = NOWHERE;
    else if (part === YES) most = subtract(most, reach);
    if (whole !== NO) least = NOWHERE;
    else if (part !== NO) least = subtract(least, reach);
    const doubt = (whole === YES ? NO : whole) | (part === YES ? NO : part);
    if (doubt !== NO && most !== NOWHERE) {
      isCertain = false;
      missingOfDrops |= doubt;
      doubtfulDrops.add(rule);
    }
    if (!isNowhere(most)) continue;
    if (isCertain) closedBy = rule;
    break;
  }
  const passes = passing.length === 0 ? NO : missing;
  return { passes, passing, doubtful: [...doubtful], alerts, isCertain, closedBy };
}
