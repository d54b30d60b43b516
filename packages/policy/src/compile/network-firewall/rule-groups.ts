import { MAX_CAPACITY, MAX_RULE_GROUPS, MAX_RULES_STRING_BYTES } from './limits';

/** Rules as a rule group of `@inspected-egress/inspection` takes them. */
export interface CompiledRuleGroup {
  readonly name: string;
  readonly rules: string;
  /** Absent when there is one group: then it is derived from the number of rules, in steps. */
  readonly capacity?: number;
  /** Blocks of prefix lists, by the name of the variable without `$`. */
  readonly ipSetVariables?: Readonly<Record<string, readonly string[]>>;
}

const FILL = 0.8; // of a rules string, so that small edits do not move rules from group to group

/**
 * Lines, in order, in as few groups as hold them; undefined when nothing does. AWS counts capacities, not rules, and
 * fixes a capacity when the group is made: so several groups share all there is, and keep it whatever they hold.
 */
export function planRuleGroups(lines: readonly string[]): readonly CompiledRuleGroup[] | undefined {
  for (let count = 1; count <= MAX_RULE_GROUPS; count += 1) {
    const capacity = Math.floor(MAX_CAPACITY / count);
    const groups = fill(lines, capacity);
    if (groups.length <= count) {
      return groups.map((group, index) => ({
        name: `policy-${index + 1}`,
        rules: `${group.join('\n')}\n`,
        ...(count === 1 ? {} : { capacity }),
      }));
    }
  }
  return undefined;
}

function fill(lines: readonly string[], capacity: number): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let bytes = Infinity;
  for (const line of lines) {
    const group = groups.at(-1);
    const size = Buffer.byteLength(line) + 1;
    if (group === undefined || group.length === capacity || bytes + size > MAX_RULES_STRING_BYTES * FILL) {
      groups.push([line]);
      bytes = size;
    } else {
      group.push(line);
      bytes += size;
    }
  }
  return groups;
}
