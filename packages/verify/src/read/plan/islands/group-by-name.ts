import type { Entry } from './entry';

const SHORTEST = 3; // less is in many a word

/**
 * The resources of each VPC, as their names tell: `net1-vpc`, `net1-a-nat` and `net2-vpc` are of `net1`, `net1` and `net2`.
 * Whether they have to do with one another and with nothing else, the names do not tell.
 *
 * @returns by those names; `undefined` when a resource is of no VPC by its name
 */
export function groupByName(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> | undefined {
  const names = namesOfVpcs(entries);
  const groups = new Map(names.map((name): [string, Entry[]] => [name, []]));
  if (groups.size !== names.length || !names.every(isName)) return undefined;
  const lengths = [...new Set(names.map(({ length }) => length))];
  let last = '';
  for (const entry of entries) {
    // Mostly the one of the resource before.
    if (last === '' || !begins(entry.name, last.length) || !entry.name.startsWith(last)) {
      const length = lengths.find((one) => begins(entry.name, one) && groups.has(entry.name.slice(0, one)));
      if (length === undefined) return undefined;
      last = entry.name.slice(0, length);
    }
    groups.get(last)?.push(entry);
  }
  return groups;
}

/** The names of VPCs without what they all end with, as `-vpc`. */
function namesOfVpcs(entries: readonly Entry[]): readonly string[] {
  const full = entries.filter(({ type }) => type === 'aws_vpc').map(({ name }) => name);
  let end = full[0] ?? '';
  for (const name of full) while (!name.endsWith(end)) end = end.slice(1);
  const { length } = /[-_].*$/.exec(end)?.[0] ?? '';
  return full.map((name) => name.slice(0, name.length - length));
}

function isName(name: string): boolean {
  return name.length >= SHORTEST && /^[A-Za-z][\w-]*$/.test(name);
}

/** Whether a name may have a part of this length before the rest. */
function begins(name: string, length: number): boolean {
  const after = name[length];
  return name.length === length || after === '-' || after === '_';
}
