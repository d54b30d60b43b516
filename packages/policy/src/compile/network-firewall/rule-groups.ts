import { MAX_CAPACITY, MAX_RULE_GROUPS, MAX_RULES_STRING_BYTES } from './limits';
import { planCapacity } from './rule-capacity';

/** Rules as a rule group of `@inspected-egress/inspection` takes them. */
export interface CompiledRuleGroup {
  readonly name: string;
  readonly rules: string;
  /** Room for edits in place: of a single group it grows in steps, several groups share what a firewall policy has. */
  readonly capacity: number;
  /** Blocks of prefix lists, by the name of the variable without `$`. */
  readonly ipSetVariables?: Readonly<Record<string, readonly string[]>>;
}

const FILL = 0.8; // of a rules string, so that small edits do not move rules from group to group

/** What a firewall policy has left for rule groups of its own. */
export interface RuleGroupRoom {
  readonly groups: number;
  readonly capacity: number;
}

/** Managed rule groups take their part; at most the whole. */
export function roomBeside(managed: readonly { readonly capacity?: number }[]): RuleGroupRoom {
  const taken = managed.reduce((sum, { capacity = 0 }) => sum + capacity, 0);
  return { groups: MAX_RULE_GROUPS - managed.length, capacity: Math.max(0, MAX_CAPACITY - taken) };
}

/**
 * Lines, in order, in as few groups as hold them; undefined when nothing does. AWS counts capacities, not rules, and
 * fixes a capacity when the group is made: so several groups share all there is, and keep it whatever they hold.
 */
export function planRuleGroups(
  lines: readonly string[],
  room: RuleGroupRoom,
): readonly CompiledRuleGroup[] | undefined {
  for (let count = 1; count <= room.groups; count += 1) {
    const capacity = Math.floor(room.capacity / count);
    if (capacity === 0) return undefined;
    const groups = fill(lines, capacity);
    if (groups.length <= count) {
      return groups.map((group, index) => ({
        name: `policy-${index + 1}`,
        rules: `${group.join('\n')}\n`,
        capacity: count === 1 ? Math.min(planCapacity(group.length), capacity) : capacity,
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
