/**
 * What the parts of a policy say about one another. It looks at any value, and past what is malformed, so that one
 * answer holds these problems beside those of form.
 */
import { problemUnder, type Problem } from '@inspected-egress/problem';
import { carriesName } from '../applications';
import { findMeant } from '../did-you-mean';
import * as errors from '../errors';
import { NAMED_APPLICATIONS } from '../schema';
import { fieldsOf, formatPath, isRecord, itemsOf } from './paths';

type NamedApplication = (typeof NAMED_APPLICATIONS)[number];
type Sets = ReadonlyMap<string, readonly unknown[]>;

export function findReferenceProblems(policy: unknown): Problem[] {
  if (!isRecord(policy)) return [];
  const groups = new Set(fieldsOf(policy['groups']).map(([name]) => name));
  const sets: Sets = new Map(fieldsOf(policy['sets']).map(([name, members]) => [name, itemsOf(members)]));
  const rules = itemsOf(policy['rules']);
  return [
    ...findKeyProblems('groups', groups),
    ...findKeyProblems('sets', sets.keys()),
    ...[...sets].flatMap(([name, members]) => findMissingSets(members, formatPath(['sets', name]), sets)),
    ...findCycles(sets),
    ...findDuplicateIds(rules),
    ...rules.flatMap((rule, index) =>
      isRecord(rule)
        ? findRuleProblems(rule, groups, sets).map((problem) => problemUnder(`rules[${index}]`, problem))
        : [],
    ),
  ];
}

function findKeyProblems(holder: string, names: Iterable<string>): Problem[] {
  return [...names].flatMap((name) => {
    const problem = errors.findIdentifierProblem(name);
    return problem === undefined ? [] : [{ ...problem, path: formatPath([holder, name]) }];
  });
}

function findMissingSets(destinations: readonly unknown[], path: string, sets: Sets): Problem[] {
  return destinations.flatMap((destination, index) => {
    const name = isRecord(destination) ? destination['set'] : undefined;
    if (typeof name !== 'string' || sets.has(name)) return [];
    return [errors.unknownReference(`${path}[${index}].set`, 'set', name, findMeant(name, sets.keys()))];
  });
}

function findDuplicateIds(rules: readonly unknown[]): Problem[] {
  const first = new Map<string, string>();
  return rules.flatMap((rule, index) => {
    const id = isRecord(rule) ? rule['id'] : undefined;
    if (typeof id !== 'string') return [];
    const other = first.get(id);
    if (other !== undefined) return [errors.duplicateId(`rules[${index}].id`, id, other)];
    first.set(id, `rules[${index}]`);
    return [];
  });
}

/** One problem for each cycle, at the set where it was entered. */
function findCycles(sets: Sets): Problem[] {
  const done = new Set<string>();
  const problems: Problem[] = [];
  for (const start of sets.keys()) {
    // By hand and not by recursion: a chain of sets may be as long as a file.
    const trail: string[] = [];
    const onTrail = new Map<string, string[]>();
    const enter = (name: string) => {
      trail.push(name);
      onTrail.set(name, innerSets(sets.get(name) ?? []));
    };
    if (!done.has(start)) enter(start);
    for (let name = trail.at(-1); name !== undefined; name = trail.at(-1)) {
      const next = onTrail.get(name)?.pop();
      if (next === undefined) {
        done.add(name);
        onTrail.delete(name);
        trail.pop();
      } else if (onTrail.has(next)) {
        const through = trail.slice(trail.indexOf(next));
        problems.push(errors.setHoldsItself(formatPath(['sets', next]), next, through));
      } else if (!done.has(next) && sets.has(next)) {
        enter(next);
      }
    }
  }
  return problems;
}

function innerSets(members: readonly unknown[]): string[] {
  return members
    .flatMap((member) => (isRecord(member) && typeof member['set'] === 'string' ? [member['set']] : []))
    .reverse();
}

function findRuleProblems(
  rule: Readonly<Record<string, unknown>>,
  groups: ReadonlySet<string>,
  sets: Sets,
): Problem[] {
  const destinations = itemsOf(rule['destinations']);
  return [
    ...itemsOf(rule['sources']).flatMap((source, index) => {
      const name = isRecord(source) ? source['group'] : undefined;
      if (typeof name !== 'string' || groups.has(name)) return [];
      return [errors.unknownReference(`sources[${index}].group`, 'group', name, findMeant(name, groups))];
    }),
    ...findMissingSets(destinations, 'destinations', sets),
    ...findApplicationProblems(itemsOf(rule['applications']), findFirstName(destinations, sets)),
  ];
}

function findApplicationProblems(applications: readonly unknown[], name: string | undefined): Problem[] {
  return applications.flatMap((application, index) => {
    const path = `applications[${index}]`;
    if (isRecord(application)) {
      const [[protocol, ports] = ['', undefined]] = fieldsOf(application);
      const [from, to] = isRecord(ports) ? [ports['from'], ports['to']] : [];
      const isReversed =
        typeof from === 'number' && typeof to === 'number' && from > to && to > 0 && from <= 65535;
      return [
        ...(isReversed ? [errors.reversedPorts(`${path}.${protocol}`, from, to)] : []),
        ...(name !== undefined && /^(tcp|udp)$/.test(protocol)
          ? [errors.nameNotCarried(path, protocol, name)]
          : []),
      ];
    }
    if (name === undefined || !isNamedApplication(application) || carriesName(application)) return [];
    return [errors.nameNotCarried(path, application, name)];
  });
}

function isNamedApplication(value: unknown): value is NamedApplication {
  return NAMED_APPLICATIONS.some((one) => one === value);
}

/** The first name among destinations and in the sets that they refer to. */
function findFirstName(destinations: readonly unknown[], sets: Sets): string | undefined {
  const seen = new Set<string>();
  const queue = [...destinations];
  for (const destination of queue) {
    if (!isRecord(destination)) continue;
    if (typeof destination['name'] === 'string') return destination['name'];
    const set = destination['set'];
    if (typeof set !== 'string' || seen.has(set)) continue;
    seen.add(set);
    for (const member of sets.get(set) ?? []) queue.push(member);
  }
  return undefined;
}
