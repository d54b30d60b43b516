import type { EgressPolicy, EgressRule } from '../../model';
import type { SquidOptions } from './compile-squid';
import { addressesOf, formatAddresses } from './address-list';

/** Sources of a rule as the proxy sees them, which is by address. */
export interface PlannedSource {
  /** Absent when every client is meant; empty when no client is. */
  readonly blocks?: readonly string[];
  /** Why the proxy permits more than the policy. */
  readonly wider?: string;
  /** What is other than written, and permits neither more nor less. */
  readonly remark?: string;
}

/**
 * A group without blocks or a tier whose blocks nobody told is no address. A rule that permits then permits every client,
 * and one that forbids is left out for them: the proxy permits all that the policy permits, and what it permits beyond is
 * said.
 */
export function planSource(
  rule: EgressRule,
  policy: EgressPolicy,
  { tiers = {} }: SquidOptions,
): PlannedSource {
  const sources = rule.sources ?? [{ vpc: 'all' as const }];
  if (sources.some((source) => 'vpc' in source)) return {};
  const told = sources.map((source) => {
    if ('cidrBlock' in source) return { blocks: [source.cidrBlock], name: '' };
    if ('group' in source) {
      return { blocks: policy.groups?.[source.group]?.cidrBlocks ?? [], name: `group \`${source.group}\`` };
    }
    return 'tier' in source
      ? { blocks: tiers[source.tier] ?? [], name: `tier \`${source.tier}\`` }
      : { blocks: [], name: '' };
  });
  const blocks = formatAddresses(addressesOf(told.flatMap((one) => one.blocks)));
  const unknown = told.find((one) => one.blocks.length === 0)?.name;
  if (unknown === undefined) return { blocks };
  const why = `the blocks of ${unknown} are not known, and a proxy knows a workload by its address`;
  if (rule.action === 'pass') return { wider: `${why}: every client passes` };
  if (rule.action === 'alert') return { remark: `${why}: flows of every client are logged` };
  const part =
    blocks.length === 0 ? 'the rule is left out' : 'the rule is left out but for blocks that are known';
  return { blocks, wider: `${why}: ${part}` };
}
