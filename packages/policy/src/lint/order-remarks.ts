import type { EgressPolicy } from '../model';
import { EarlierRules } from './earlier-rules';
import { holdsReach, reachOf, type Reach } from './reach';
import * as remarks from './remarks';
import type { LintRemark } from './remarks';

/** Rules, and destinations of rules, that never decide because of what stands before them. */
export function findOrderRemarks(policy: EgressPolicy, isHeld: (id: string) => boolean): LintRemark[] {
  const earlier = new EarlierRules();
  return policy.rules.flatMap((rule, index) => {
    if (!isHeld(rule.id)) return [];
    const reach = reachOf(rule, policy);
    const found = [...findRepeats(policy, index), ...findShadows(reach, earlier, index)];
    if (rule.action !== 'alert') earlier.add(reach);
    return found;
  });
}

/** The same destination twice in one rule. */
function findRepeats(policy: EgressPolicy, index: number): LintRemark[] {
  const rule = policy.rules[index];
  const seen = new Map<string, number>();
  return (rule?.destinations ?? []).flatMap((destination, place) => {
    const key = Object.entries(destination).flat().join(' ');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, place);
    if (first === undefined || rule === undefined) return [];
    const at = { path: `rules[${index}].destinations[${place}]`, rule: rule.id };
    return [remarks.duplicate(at, `\`${key}\``, `destinations[${first}]`)];
  });
}

function findShadows(reach: Reach, earlier: EarlierRules, index: number): LintRemark[] {
  const { rule, targets } = reach;
  const [first] = targets;
  if (first === undefined) return [];
  const at = { path: `rules[${index}]`, rule: rule.id };
  const twin = earlier
    .findHolders(first)
    .find(
      (other) => other.rule.action === rule.action && holdsReach(other, reach) && holdsReach(reach, other),
    );
  if (twin !== undefined) return [remarks.duplicate(at, 'the rule', `\`${twin.rule.id}\``)];

  const deciders = new Map<string, readonly Reach[]>();
  for (const target of targets) {
    const holders = earlier.findHolders(target).filter((other) => other.hasSourcesOf(reach));
    const found = rule.applications.map((one) => holders.find((other) => other.hasApplication(one)));
    const known = found.flatMap((other) => other ?? []);
    if (known.length === found.length) deciders.set(target.key, [...new Set(known)]);
  }
  const isWhole = targets.every(({ key }) => deciders.has(key));
  if (isWhole) return [describe(at, 'the rule', reach, [...new Set([...deciders.values()].flat())])];
  return [...deciders].map(([key, by]) => describe(at, `\`${key}\``, reach, by));
}

function describe(
  at: Pick<LintRemark, 'path' | 'rule'>,
  what: string,
  { rule }: Reach,
  by: readonly Reach[],
): LintRemark {
  const others = by.filter((other) => other.rule.action !== rule.action);
  // A rule that only alerts contradicts nothing: it is not reached.
  if (others.length === 0)
    return remarks.shadowed(
      at,
      what,
      by.map((other) => other.rule.id),
    );
  return remarks.contradictory(
    at,
    what,
    rule.action,
    others.map((other) => other.rule.id),
  );
}
