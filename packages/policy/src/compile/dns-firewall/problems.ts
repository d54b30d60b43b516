import type { Problem } from '@inspected-egress/problem';
import { isCalendarDate } from '../../calendar-date';
import { findMeant } from '../../did-you-mean';
import * as errors from '../../errors';
import type { EgressPolicy, EgressRule } from '../../model';
import { findNameProblem } from '../../names';
import { isAlsoAllow } from './also-allow';
import type { DnsFirewallOptions } from './compile-dns-firewall';
import type { DomainList } from './domain-lists';
import { GROUPS_PER_VPC, MAX_DOMAINS, MAX_OVERRIDE_TTL_SECONDS, RULES_PER_GROUP } from './limits';

const CHOICES = { redirection: ['trust', 'inspect'], failMode: ['closed', 'open'] } as const;
const BLOCKS = ['nodata', 'nxdomain', 'override'] as const;

export function findOptionProblems(options: DnsFirewallOptions): readonly Problem[] {
  const { today, alsoAllow = [], block } = options;
  return [
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
    ...(['redirection', 'failMode'] as const).flatMap((field) =>
      findChoiceProblem(field, options[field], CHOICES[field]),
    ),
    ...(block === undefined ? [] : findChoiceProblem('block.kind', block.kind, BLOCKS, true)),
    ...alsoAllow.flatMap((name, index) => findNameProblem(name, `alsoAllow[${index}]`) ?? []),
    ...(block?.kind === 'override' ? findOverrideProblems(block) : []),
  ];
}

function findChoiceProblem(
  path: string,
  value: unknown,
  known: readonly string[],
  isNeeded = false,
): readonly Problem[] {
  if (value === undefined && !isNeeded) return [];
  if (known.some((one) => one === value)) return [];
  return [errors.notOneOf(path, value, findMeant(String(value), known), known)];
}

function findOverrideProblems({
  cname,
  ttlSeconds,
}: {
  readonly cname: string;
  readonly ttlSeconds: number;
}) {
  const name = findNameProblem(cname, 'block.cname');
  const isTime = Number.isInteger(ttlSeconds) && ttlSeconds >= 0 && ttlSeconds <= MAX_OVERRIDE_TTL_SECONDS;
  return [
    ...(name === undefined ? [] : [name]),
    ...(name === undefined && cname.startsWith('*') ? [errors.overrideWildcard('block.cname', cname)] : []),
    ...(isTime ? [] : [errors.overrideTtl('block.ttlSeconds', ttlSeconds, MAX_OVERRIDE_TTL_SECONDS)]),
  ];
}

/** Counts in the order of the policy, and names the first rule that does not fit. */
export function findQuotaProblems(policy: EgressPolicy, lists: readonly DomainList[]): readonly Problem[] {
  const places = new Map(policy.rules.map(({ id }, place) => [id, place]));
  const placeOf = (owner: EgressRule | undefined) => places.get(owner?.id ?? '') ?? Infinity;
  // `*` is counted first, because it is never what does not fit.
  const inOrder = lists
    .filter(({ owner }) => owner !== undefined)
    .sort((one, other) => placeOf(one.owner) - placeOf(other.owner));
  const pathOf = ({ owner }: DomainList) =>
    owner === undefined || isAlsoAllow(owner) ? 'alsoAllow' : `rules[${placeOf(owner)}]`;

  const rules = GROUPS_PER_VPC * RULES_PER_GROUP;
  const firstRule = inOrder[rules - 1];
  let domains = 1;
  const firstDomain = inOrder.find((list) => (domains += list.domains.length) > MAX_DOMAINS);
  const total = lists.reduce((sum, list) => sum + list.domains.length, 0);
  return [
    ...(firstRule === undefined ? [] : [errors.dnsRulesOverQuota(pathOf(firstRule), lists.length, rules)]),
    ...(firstDomain === undefined ? [] : [errors.domainsOverQuota(pathOf(firstDomain), total, MAX_DOMAINS)]),
  ];
}
