import { findCidrBlockProblem, type AddressFamily } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import { isCalendarDate } from '../../calendar-date';
import * as errors from '../../errors';
import { isExpired } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import { isOfFamily, LAST_NUMBER_OF_RULES, type NetworkAclEntry } from './acl-entries';
import type { NetworkAclOptions } from './compile-network-acl';
import { ENTRIES_PER_DIRECTION, EPHEMERAL_PORTS, LOWEST_EPHEMERAL_PORT } from './limits';

/** Of what is told beside the policy. */
export function findNetworkAclOptionProblems(
  policy: EgressPolicy,
  options: NetworkAclOptions,
): readonly Problem[] {
  const { today, subnetCidrBlocks, prefixLists = {}, services = {} } = options;
  const findBlockProblems = (path: string, blocks: readonly string[]) =>
    blocks.flatMap((block, index) => findCidrBlockProblem(block, `${path}[${index}]`) ?? []);
  return [
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
    ...subnetCidrBlocks.flatMap((block, index) =>
      isToken(block) ? [] : (findCidrBlockProblem(block, `subnetCidrBlocks[${index}]`) ?? []),
    ),
    ...findEphemeralPortProblems(options),
    ...Object.entries(prefixLists).flatMap(([id, blocks]) => findBlockProblems(`prefixLists.${id}`, blocks)),
    ...Object.entries(services).flatMap(([service, { cidrBlocks }]) =>
      findBlockProblems(`services.${service}.cidrBlocks`, cidrBlocks),
    ),
    ...findQuotaValueProblems(options),
    ...findReservationProblems(options),
    ...findUnknownLists(policy, options),
  ];
}

const FAMILIES: readonly AddressFamily[] = [4, 6];

/** Entries that a quota leaves beside the last deny, and how many of them are the caller's own. */
export interface AclRoom {
  readonly entries: number;
  readonly reserved: Readonly<Record<AddressFamily, number>>;
}

export function roomOf(
  { rulesPerDirection = ENTRIES_PER_DIRECTION.default, reservedEntries = {} }: NetworkAclOptions,
  direction: 'egress' | 'ingress',
): AclRoom {
  const { ipv4 = 0, ipv6 = 0 } = reservedEntries[direction] ?? {};
  return { entries: rulesPerDirection - ENTRIES_PER_DIRECTION.lastDeny, reserved: { 4: ipv4, 6: ipv6 } };
}

/** Whether AWS takes the entries; each number has its place only while no step has too many. */
export function fitsAcl(entries: readonly NetworkAclEntry[], { entries: room, reserved }: AclRoom): boolean {
  return (
    FAMILIES.every(
      (family) => entries.filter((entry) => isOfFamily(entry, family)).length + reserved[family] <= room,
    ) &&
    entries.every(({ ruleNumber, rules }, index) => {
      const isInPlace = rules.length === 0 || ruleNumber <= LAST_NUMBER_OF_RULES;
      return isInPlace && ruleNumber < (entries[index + 1]?.ruleNumber ?? Infinity);
    })
  );
}

/** One for each rule of the policy and family that no longer fits in a direction. */
export function findAclQuotaProblems(
  policy: EgressPolicy,
  direction: 'egress' | 'ingress',
  all: readonly NetworkAclEntry[],
  { entries: room, reserved }: AclRoom,
): readonly Problem[] {
  return FAMILIES.flatMap((family) => {
    const entries = all.filter((entry) => isOfFamily(entry, family));
    const counts = new Map<string | undefined, number>();
    for (const { rules } of entries) counts.set(rules[0], (counts.get(rules[0]) ?? 0) + 1);
    let taken = reserved[family] + (counts.get(undefined) ?? 0);
    return policy.rules.flatMap(({ id }, index) => {
      const count = counts.get(id) ?? 0;
      if (count === 0) return [];
      if (taken + count > room) {
        const sizes = { count, taken, room };
        return [errors.networkAclOverQuota(`rules[${index}]`, direction, family, sizes)];
      }
      taken += count;
      return [];
    });
  });
}

function findEphemeralPortProblems({ ephemeralPorts = 'linux' }: NetworkAclOptions): readonly Problem[] {
  if (typeof ephemeralPorts === 'string') {
    const known = Object.keys(EPHEMERAL_PORTS);
    return known.includes(ephemeralPorts)
      ? []
      : [errors.notOneOf('ephemeralPorts', ephemeralPorts, undefined, known)];
  }
  const { from, to } = ephemeralPorts;
  const isRange =
    Number.isInteger(from) &&
    Number.isInteger(to) &&
    LOWEST_EPHEMERAL_PORT <= from &&
    from <= to &&
    to <= 65_535;
  return isRange
    ? []
    : [errors.ephemeralPortsInvalid('ephemeralPorts', ephemeralPorts, LOWEST_EPHEMERAL_PORT)];
}

function findQuotaValueProblems({
  rulesPerDirection = ENTRIES_PER_DIRECTION.default,
}: NetworkAclOptions): readonly Problem[] {
  const { default: least, most } = ENTRIES_PER_DIRECTION;
  const fits = Number.isInteger(rulesPerDirection) && least <= rulesPerDirection && rulesPerDirection <= most;
  return fits ? [] : [errors.networkAclQuotaInvalid(rulesPerDirection, least, most)];
}

function findReservationProblems({
  rulesPerDirection = ENTRIES_PER_DIRECTION.default,
  reservedEntries = {},
}: NetworkAclOptions): readonly Problem[] {
  const most = rulesPerDirection - ENTRIES_PER_DIRECTION.lastDeny;
  return (['egress', 'ingress'] as const).flatMap((direction) =>
    (['ipv4', 'ipv6'] as const).flatMap((family) => {
      const count = reservedEntries[direction]?.[family] ?? 0;
      const path = `reservedEntries.${direction}.${family}`;
      return Number.isInteger(count) && 0 <= count && count <= most
        ? []
        : [errors.reservedEntriesInvalid(path, count, most)];
    }),
  );
}

/** An ACL has no entry by prefix list, so its blocks must be known. */
function findUnknownLists(
  policy: EgressPolicy,
  { today, prefixLists = {} }: NetworkAclOptions,
): readonly Problem[] {
  const ids = policy.rules
    .filter((rule) => rule.action !== 'alert' && !isExpired(rule, today))
    .flatMap(({ destinations }) => resolveDestinations(destinations, policy.sets))
    .flatMap((one) => ('prefixList' in one ? [one.prefixList] : []));
  return [...new Set(ids)]
    .filter((id) => !Object.hasOwn(prefixLists, id) || prefixLists[id]?.length === 0)
    .map((id) => errors.listBlocksUnknown(`prefixLists.${id}`, id));
}
