import { findCidrBlockProblem } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import { findMeant } from '../../did-you-mean';
import * as errors from '../../errors';
import type { EgressPolicy } from '../../model';
import type { NetworkFirewallOptions } from './compile-network-firewall';
import { MAX_RULE_LENGTH } from './limits';
import { expandedLength } from './prefix-lists';
import type { RuleGroupRoom } from './rule-groups';
import type { Signature } from './signature';

const POSITIONS = ['after-nat', 'before-nat', 'no-nat'] as const;

/** Of where the firewall stands. Only configuration that no compiler has read can be something else. */
export function findPlaceProblems({
  position,
  workloadCidrBlocks,
  homeNet,
}: NetworkFirewallOptions): readonly Problem[] {
  if (!POSITIONS.includes(position)) {
    return [errors.notOneOf('position', position, findMeant(String(position), POSITIONS), POSITIONS)];
  }
  if (position !== 'after-nat' || homeNet !== undefined) return [];
  return workloadCidrBlocks.flatMap((block, index) =>
    isToken(block) ? [errors.blockFamilyUnknown(`workloadCidrBlocks[${index}]`, block)] : [],
  );
}

/** Of what is told beside the policy. */
export function findBlockProblems(options: NetworkFirewallOptions): readonly Problem[] {
  const lists = [
    ...(['natCidrBlocks', 'workloadCidrBlocks', 'homeNet'] as const).map(
      (name) => [name, options[name] ?? []] as const,
    ),
    ...Object.entries(options.prefixLists ?? {}).map(
      ([id, blocks]) => [`prefixLists.${id}`, blocks] as const,
    ),
  ];
  return lists.flatMap(([path, blocks]) =>
    blocks.flatMap((block, index) =>
      isToken(block) ? [] : (findCidrBlockProblem(block, `${path}[${index}]`) ?? []),
    ),
  );
}

/** One for each rule of the policy. */
export function findLengthProblems(
  policy: EgressPolicy,
  signatures: readonly Signature[],
  lines: readonly string[],
  variables: {
    readonly homeNet: readonly string[];
    readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  },
): readonly Problem[] {
  const long = new Map<string | undefined, number>();
  lines.forEach((line, index) => {
    const length = expandedLength(line, variables);
    if (length > MAX_RULE_LENGTH && !long.has(signatures[index]?.rule))
      long.set(signatures[index]?.rule, length);
  });
  return [...long].map(([id, length]) =>
    errors.signatureTooLong(pathOf(policy, id), length, MAX_RULE_LENGTH),
  );
}

function pathOf(policy: EgressPolicy, id: string | undefined): string {
  return id === undefined ? '' : `rules[${policy.rules.findIndex((rule) => rule.id === id)}]`;
}

/** Names the rule of the policy that takes most. */
export function overQuota(
  policy: EgressPolicy,
  signatures: readonly Signature[],
  { groups, capacity }: RuleGroupRoom,
): Problem {
  if (groups < 1) return errors.noGroupLeft('managedRuleGroups');
  const counts = new Map<string, number>();
  for (const { rule } of signatures) if (rule !== undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const first = signatures[capacity]?.rule ?? signatures.at(-1)?.rule;
  const [largest, count] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
  return errors.signaturesOverQuota(pathOf(policy, first), signatures.length, capacity, largest, count);
}
