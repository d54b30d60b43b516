import type { CutPlan } from './cut-plan';
import type { IslandText } from './island-text';
import { RESOURCE, type ResourceList } from './plan-lists';

const SHORTEST = 3; // less is in many a word

/**
 * The resources of each VPC, as their names tell: `net1-vpc`, `net1-a-nat` and `net2-vpc` are of `net1`, `net1` and `net2`.
 * Whether they have to do with one another and with nothing else, the names do not tell.
 *
 * @returns by those names; `undefined` when a resource is of no VPC by its name
 */
export function groupByName({ text, lists }: CutPlan): ReadonlyMap<string, IslandText> | undefined {
  const vpcs = findVpcs(text, lists[0]);
  const names = shortened(vpcs.map(({ name }) => name));
  const groups = new Map(names.map((name): [string, string[][]] => [name, lists.map(() => [])]));
  if (groups.size !== names.length || !names.every(isName)) return undefined;
  const lengths = [...new Set(names.map(({ length }) => length))];
  const nameAt = (at: number) => {
    const length = lengths.find((one) => ends(text, at + one) && groups.has(text.slice(at, at + one)));
    return length === undefined ? undefined : text.slice(at, at + length);
  };
  for (const [index, { starts, end }] of lists.entries()) {
    let [name, first] = ['', 0];
    for (const start of starts) {
      const at = text.indexOf('.', start) + 1;
      // Mostly that of the resource before.
      if (name !== '' && text.startsWith(name, at) && ends(text, at + name.length)) continue;
      if (name !== '') groups.get(name)?.[index]?.push(text.slice(first, start - 1));
      const found = nameAt(at);
      if (found === undefined) return undefined;
      [name, first] = [found, start];
    }
    groups.get(name)?.[index]?.push(text.slice(first, end));
  }
  return new Map(
    names.map((name, index) => [name, { lists: groups.get(name) ?? [], vpc: vpcs[index]?.text ?? '' }]),
  );
}

const VPC = `${RESOURCE}aws_vpc.`;

function findVpcs(
  text: string,
  { starts, end }: ResourceList,
): readonly { readonly name: string; readonly text: string }[] {
  const vpcs = [];
  for (let at = text.indexOf(VPC, starts[0]); at >= 0 && at < end; at = text.indexOf(VPC, at + 1)) {
    const name = /[^"[]*/.exec(text.slice(at + VPC.length, at + 1000))?.[0] ?? '';
    const next = text.indexOf(`,${RESOURCE}`, at);
    vpcs.push({ name, text: text.slice(at, next < 0 || next > end ? end : next) });
  }
  return vpcs;
}

/** Names of VPCs without what they all end with, as `-vpc`. */
function shortened(full: readonly string[]): readonly string[] {
  let end = full[0] ?? '';
  for (const name of full) while (!name.endsWith(end)) end = end.slice(1);
  const { length } = /[-_].*$/.exec(end)?.[0] ?? '';
  return full.map((name) => name.slice(0, name.length - length));
}

/** Whether a name can be told from other words. */
export function isName(name: string): boolean {
  return name.length >= SHORTEST && /^[A-Za-z][\w-]*$/.test(name);
}

/** Whether the part of a name that tells the VPC may end here. */
function ends(text: string, at: number): boolean {
  const after = text[at];
  return after === '-' || after === '_' || after === '"' || after === '[';
}
