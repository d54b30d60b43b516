import { findCidrBlockProblem } from '@inspected-egress/cidr';
import type { Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import type { EgressPolicy } from '../../model';
import type { NetworkFirewallOptions } from './compile-network-firewall';
import { MAX_CAPACITY, MAX_RULE_LENGTH } from './limits';
import { expandedLength } from './prefix-lists';
import type { Signature } from './signature';
import { isToken } from './sources';

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
export function overQuota(policy: EgressPolicy, signatures: readonly Signature[]): Problem {
  const counts = new Map<string, number>();
  for (const { rule } of signatures) if (rule !== undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const first = signatures[MAX_CAPACITY]?.rule ?? signatures.at(-1)?.rule;
  const [largest, count] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
  return errors.signaturesOverQuota(pathOf(policy, first), signatures.length, MAX_CAPACITY, largest, count);
}
