import { AddressSet, formatCidrBlock, parseCidrBlock } from '@inspected-egress/cidr';
import { isToken } from '@inspected-egress/problem';
import type { EgressPolicy, EgressRule } from '../model';

/** Where the firewall stands, and what it sees there. */
export interface FirewallPlace {
  /** Which side of the NAT gateway: after it, IPv4 packets of every workload have the gateway's address. */
  readonly position: 'after-nat' | 'before-nat' | 'no-nat';
  /** Of the NAT gateways' subnets. */
  readonly natCidrBlocks: readonly string[];
  /** Of the protected subnets, secondary blocks and IPv6 too. A block may be a Terraform token. */
  readonly workloadCidrBlocks: readonly string[];
}

/** Sources of a rule as the firewall sees them. */
export interface PlannedSource {
  /** Blocks without repeats; empty when the rule is left out. */
  readonly blocks: 'every workload' | readonly string[];
  /** Why the firewall permits more than the policy. */
  readonly wider?: string;
  /** What is other than written, and permits neither more nor less. */
  readonly remark?: string;
}

/** Blocks that inspected traffic comes from. IPv6 has no NAT. */
export function deriveHomeNet({
  position,
  natCidrBlocks,
  workloadCidrBlocks,
}: FirewallPlace): readonly string[] {
  if (position !== 'after-nat') return workloadCidrBlocks;
  return [...natCidrBlocks, ...workloadCidrBlocks.filter((block) => !isToken(block) && block.includes(':'))];
}

/**
 * A rule by workload cannot be judged where NAT hides the workload, which is IPv4 after NAT, nor for a group without
 * blocks. If it permits, it then permits every workload; if it forbids, it is left out. Either way the firewall permits
 * all that the policy permits, and what it permits beyond is said.
 */
export function planSource(rule: EgressRule, policy: EgressPolicy, place: FirewallPlace): PlannedSource {
  const sources = rule.sources ?? [{ vpc: 'all' as const }];
  // Every packet that gets here is of a protected subnet: no other tier has a route to the firewall.
  if (sources.some((source) => 'vpc' in source || ('tier' in source && source.tier === 'protected'))) {
    return { blocks: 'every workload' };
  }
  const groups = sources.flatMap((source) => ('group' in source ? [source.group] : []));
  const blocksOf = (group: string) => policy.groups?.[group]?.cidrBlocks ?? [];
  const blocks = [
    ...groups.flatMap(blocksOf),
    ...sources.flatMap((source) => ('cidrBlock' in source ? [source.cidrBlock] : [])),
  ];
  const named = AddressSet.of(blocks.map((text) => parseCidrBlock(text)));
  const unknown = groups.find((group) => blocksOf(group).length === 0);
  const ipv6 = named.intersection(AddressSet.everything(6));
  const ipv4 = named.difference(ipv6);
  const isTranslated = place.position === 'after-nat' && !ipv4.isEmpty;
  const hasAllBehindNat = isTranslated && isEveryWorkload(ipv4, place);
  const seen = isTranslated
    ? [...place.natCidrBlocks, ...ipv6.toCidrBlocks().map(formatCidrBlock)]
    : named.toCidrBlocks().map(formatCidrBlock);

  const told = isTranslated && !hasAllBehindNat ? ipv6 : named;
  const why =
    unknown !== undefined
      ? `the blocks of group \`${unknown}\` are not known, and a firewall knows a workload by its address`
      : isTranslated && !hasAllBehindNat
        ? 'NAT hides the source'
        : undefined;
  if (why === undefined) {
    if (seen.length > 0) return { blocks: distinct(seen) };
    return { blocks: [], remark: 'no packet of its sources reaches the firewall' };
  }
  const everyone = unknown === undefined ? distinct(seen) : 'every workload';
  switch (rule.action) {
    case 'pass':
      return {
        blocks: everyone,
        wider: `${why}: every workload passes, and its security group is to hold it back`,
      };
    case 'alert':
      return { blocks: everyone, remark: `${why}: flows of every workload are logged` };
    default: {
      const left = distinct(
        isTranslated && hasAllBehindNat ? seen : told.toCidrBlocks().map(formatCidrBlock),
      );
      const part =
        left.length === 0 ? 'the rule is left out' : 'the rule is left out but for sources that are seen';
      return { blocks: left, wider: `${why}: ${part}, and the security group is to forbid it` };
    }
  }
}

function isEveryWorkload(ipv4: AddressSet, { workloadCidrBlocks }: FirewallPlace): boolean {
  const behind = workloadCidrBlocks.filter((block) => isToken(block) || !block.includes(':'));
  return (
    behind.length > 0 && behind.every((block) => !isToken(block) && ipv4.contains(parseCidrBlock(block)))
  );
}

const distinct = (blocks: readonly string[]) => [...new Set(blocks)];
