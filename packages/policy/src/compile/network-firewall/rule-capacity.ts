/**
 * Capacity of a rule group. AWS fixes it when the group is created: another number is another rule group, which
 * Terraform makes before it removes the old one. So capacity moves in steps, and small edits stay inside a step.
 *
 * Laws, each proved by name in `test/compile/network-firewall-rule-capacity.test.ts`:
 * - more rules never get less capacity;
 * - there is room for as many rules again, up to half of what AWS allows;
 * - a group of up to 64 rules never leaves the first step; above, only crossing a power of two does;
 * - no capacity exceeds what AWS allows.
 */
import { MAX_CAPACITY } from './limits';

/** Capacity of the first step: what fits twice the rules of a hand-written group. */
export const SMALLEST_CAPACITY = 128;

/** The next power of two that holds the rules twice; one Suricata rule costs 1 (guide, "Rule group capacity"). */
export function planCapacity(ruleCount: number): number {
  let capacity = SMALLEST_CAPACITY;
  while (capacity < 2 * ruleCount) capacity *= 2;
  return Math.min(capacity, MAX_CAPACITY);
}
