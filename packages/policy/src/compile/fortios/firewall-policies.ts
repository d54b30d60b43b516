import type { AddressObject, Family } from './address-objects';
import { objectName } from './address-objects';
import { fittingName, plainText, quoteValue, setValues, type CliEntry } from './cli';
import { COMMENT_LENGTH, GROUPS_IN_POLICY, MEMBERS_IN_GROUP, POLICY_NAME_LENGTH } from './limits';
import type { Service } from './services';

/** One side of a policy, of both families. */
export interface Side {
  /** Of its groups, when it has several objects. */
  readonly name: string;
  readonly objects: readonly AddressObject[];
}

/** What becomes one policy of FortiOS, or several when it is large. */
export interface FirewallRule {
  /** Unique, stable, and what the id is made of. */
  readonly key: string;
  readonly action: 'accept' | 'deny' | 'reject';
  readonly source: Side;
  readonly destination: Side;
  readonly services: readonly Service[];
  readonly comment?: string;
}

export interface AddressGroup {
  readonly family: Family;
  readonly entry: CliEntry;
}

export interface FirewallPolicy {
  readonly key: string;
  readonly lines: readonly string[];
}

export interface PlannedPolicies {
  readonly policies: readonly FirewallPolicy[];
  readonly groups: readonly AddressGroup[];
  readonly objects: readonly AddressObject[];
  readonly services: readonly Service[];
}

interface Interfaces {
  readonly source: string;
  readonly destination: string;
}

/**
 * A policy has addresses of IPv4, of IPv6 or of both (consolidated since FortiOS 6.4); a family that one of its sides has
 * none of is left out. None when that is both.
 */
export function planPolicies(rule: FirewallRule, interfaces: Interfaces): PlannedPolicies {
  const families = ([4, 6] as const).flatMap((family) => {
    const source = membersOf(rule.source, family);
    const destination = membersOf(rule.destination, family);
    const services = rule.services.filter(({ name }) => name !== (family === 4 ? 'PING6' : 'PING'));
    if (source.names.length === 0 || destination.names.length === 0 || services.length === 0) return [];
    return [{ family, source, destination, services, chunks: chunk(destination.names, GROUPS_IN_POLICY) }];
  });
  const count = Math.max(0, ...families.map(({ chunks }) => chunks.length));
  const policies = Array.from({ length: count }, (_, index): FirewallPolicy => {
    const present = families.filter(({ chunks }) => chunks[index] !== undefined);
    const services = new Set(present.flatMap((one) => one.services.map(({ name }) => name)));
    const key = index === 0 ? rule.key : `${rule.key}.${index + 1}`;
    return {
      key,
      lines: [
        `set name ${quoteValue(fittingName(key, POLICY_NAME_LENGTH))}`,
        setValues('srcintf', [interfaces.source]),
        setValues('dstintf', [interfaces.destination]),
        `set action ${rule.action === 'accept' ? 'accept' : 'deny'}`,
        ...present.flatMap(({ family, source, chunks }) => [
          setValues(family === 4 ? 'srcaddr' : 'srcaddr6', source.names),
          setValues(family === 4 ? 'dstaddr' : 'dstaddr6', chunks[index] ?? []),
        ]),
        'set schedule "always"',
        setValues('service', [...services]),
        'set logtraffic all',
        ...(rule.action === 'reject' ? ['set send-deny-packet enable'] : []),
        ...(rule.comment === undefined
          ? []
          : [setValues('comments', [plainText(rule.comment, COMMENT_LENGTH)])]),
      ],
    };
  });
  const used = new Set(families.flatMap(({ services }) => services));
  return {
    policies,
    groups: families.flatMap(({ source, destination }) => [...source.groups, ...destination.groups]),
    objects: families.flatMap(({ source, destination }) => [...source.objects, ...destination.objects]),
    services: [...used],
  };
}

function membersOf({ name, objects }: Side, family: Family) {
  const own = objects.filter((object) => object.family === family);
  const names = own.map((object) => object.name);
  if (names.length < 2) return { objects: own, groups: [], names };
  const groups = chunk(names, MEMBERS_IN_GROUP).map((members, index) => ({
    name: objectName(family === 6 ? 'group6' : 'group', index === 0 ? name : `${name}.${index + 1}`),
    members,
  }));
  return {
    objects: own,
    groups: groups.map(
      (group): AddressGroup => ({
        family,
        entry: { key: quoteValue(group.name), lines: [setValues('member', group.members)] },
      }),
    ),
    names: groups.map((group) => group.name),
  };
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
