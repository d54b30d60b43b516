import { findCidrBlockProblem, type AddressFamily } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import { isCalendarDate } from '../../calendar-date';
import * as errors from '../../errors';
import type { EgressPolicy } from '../../model';
import type { SecurityGroupOptions } from './compile-security-group';
import { RULES_PER_GROUP } from './limits';
import type { SecurityGroupRule } from './security-group-rules';

/** Of what is told beside the policy. */
export function findSecurityGroupProblems(options: SecurityGroupOptions): readonly Problem[] {
  const {
    today,
    workload,
    prefixLists = {},
    services = {},
    rulesPerGroup = RULES_PER_GROUP.default,
  } = options;
  const isCount = (count: number) => Number.isInteger(count) && count >= 1;
  return [
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
    ...(workload.cidrBlocks ?? []).flatMap((block, index) =>
      isToken(block) ? [] : (findCidrBlockProblem(block, `workload.cidrBlocks[${index}]`) ?? []),
    ),
    ...Object.entries(prefixLists).flatMap(([id, { maxEntries }]) =>
      isCount(maxEntries) ? [] : [errors.maxEntriesInvalid(`prefixLists.${id}.maxEntries`, maxEntries)],
    ),
    ...Object.entries(services).flatMap(([service, place]) => {
      const path = `services.${service}`;
      if ('prefixListId' in place) {
        const { maxEntries = 1 } = place;
        return isCount(maxEntries) ? [] : [errors.maxEntriesInvalid(`${path}.maxEntries`, maxEntries)];
      }
      return place.cidrBlocks.flatMap(
        (block, index) => findCidrBlockProblem(block, `${path}.cidrBlocks[${index}]`) ?? [],
      );
    }),
    ...(isCount(rulesPerGroup) && rulesPerGroup <= RULES_PER_GROUP.most
      ? []
      : [errors.securityGroupQuotaInvalid(rulesPerGroup, RULES_PER_GROUP.most)]),
  ];
}

/** What a reference to a prefix list counts as; undefined when nobody said. */
export interface ListWeights {
  readonly weightOf: (list: string) => number | undefined;
  readonly familyOf: (list: string) => AddressFamily | undefined;
}

/** One for each rule of the policy, and family, that no longer fits; a rule of the group counts to the first it stands for. */
export function findSecurityGroupQuotaProblems(
  policy: EgressPolicy,
  rules: readonly SecurityGroupRule[],
  lists: ListWeights,
  rulesPerGroup: number = RULES_PER_GROUP.default,
): readonly Problem[] {
  const unknown = new Set(
    rules.flatMap(({ destination }) =>
      'prefixListId' in destination && lists.weightOf(destination.prefixListId) === undefined
        ? [destination.prefixListId]
        : [],
    ),
  );
  if (unknown.size > 0) return [...unknown].map((id) => errors.maxEntriesUnknown(`prefixLists.${id}`, id));
  return ([4, 6] as const).flatMap((family) => {
    let taken = 0;
    return policy.rules.flatMap(({ id }, index) => {
      const own = rules.filter((rule) => rule.rules[0] === id && familiesOf(rule, lists).includes(family));
      const count = own.reduce((sum, rule) => sum + weightOf(rule, lists), 0);
      if (count === 0) return [];
      if (taken + count > rulesPerGroup) {
        return [
          errors.securityGroupOverQuota(`rules[${index}]`, family, { count, taken, limit: rulesPerGroup }),
        ];
      }
      taken += count;
      return [];
    });
  });
}

function weightOf({ destination }: SecurityGroupRule, lists: ListWeights): number {
  return 'prefixListId' in destination ? (lists.weightOf(destination.prefixListId) ?? 0) : 1;
}

/** A list of which nobody said the family counts in both. */
function familiesOf(
  { destination, protocol }: SecurityGroupRule,
  lists: ListWeights,
): readonly AddressFamily[] {
  if ('cidrBlock' in destination) return [4];
  if ('ipv6CidrBlock' in destination) return [6];
  const family = lists.familyOf(destination.prefixListId);
  if (family !== undefined) return [family];
  return protocol === 'icmp' ? [4] : protocol === 'icmpv6' ? [6] : [4, 6];
}
