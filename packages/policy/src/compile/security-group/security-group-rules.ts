import { AddressSet, formatCidrBlock } from '@inspected-egress/cidr';
import { ECHO_REQUEST } from '../../applications';
import type { EgressPolicy } from '../../model';
import { coverSpace, type HeaderRectangle } from '../packet-header/cover-space';
import type { HeaderDecision } from '../packet-header/decide-headers';
import { hasList, unite, type HeaderSlice } from '../packet-header/header-space';
import { ANY_ICMP_CODE, DESCRIPTION_LENGTH, RULES_PER_GROUP } from './limits';

/** One outbound rule, in the words of the EC2 API. It permits; nothing else does. */
export type SecurityGroupRule = SecurityGroupTraffic & {
  readonly destination: SecurityGroupDestination;
  /** For the rule's description: at most 255 characters of those that AWS takes. */
  readonly description: string;
  /** Ids of the policy's rules that it stands for, in their order; empty when it stands for the policy as a whole. */
  readonly rules: readonly string[];
};

export type SecurityGroupTraffic =
  /** Ports are not to be said. */
  | { readonly protocol: 'all' }
  | {
      readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
      /** First port, or the ICMP type. */
      readonly fromPort: number;
      /** Last port, or the ICMP code, where -1 is any. */
      readonly toPort: number;
    };

export type SecurityGroupDestination =
  | { readonly cidrBlock: string }
  | { readonly ipv6CidrBlock: string }
  | { readonly prefixListId: string };

/**
 * Rules that permit what the decisions permit and nothing else, none of them covered by the others unless there are too
 * many for any group.
 */
export function planSecurityGroupRules(
  policy: EgressPolicy,
  decisions: readonly HeaderDecision[],
  rulesPerGroup: number = RULES_PER_GROUP.default,
): readonly SecurityGroupRule[] {
  const permitted = unite(decisions.map((decision) => decision.permitted));
  return coverSpace(permitted, TOO_MANY * rulesPerGroup).flatMap((rectangle) => {
    const rules = decisions
      .filter((decision) => decision.permitted.some((slice) => sharePackets(rectangle, slice)))
      .map(({ rule }) => rule.id);
    const shared = { destination: destinationOf(rectangle), description: describe(policy, rules), rules };
    return trafficOf(rectangle).map((traffic) => ({ ...traffic, ...shared }));
  });
}

// Beyond so many times the quota nobody asks how much less there could be.
const TOO_MANY = 10;

/** Everything, for a policy that only watches. */
export function permitEverything(policy: EgressPolicy): readonly SecurityGroupRule[] {
  const rule = { protocol: 'all', description: describe(policy, []), rules: [] } as const;
  return [
    { ...rule, destination: { cidrBlock: '0.0.0.0/0' } },
    { ...rule, destination: { ipv6CidrBlock: '::/0' } },
  ];
}

function destinationOf({ destination }: HeaderRectangle): SecurityGroupDestination {
  if ('list' in destination) return { prefixListId: destination.list.id };
  const text = formatCidrBlock(destination);
  return destination.family === 4 ? { cidrBlock: text } : { ipv6CidrBlock: text };
}

/** A prefix list whose family is not known has a rule for ICMP of each; one of them matches nothing. */
function trafficOf({ protocol, from, to, destination }: HeaderRectangle): readonly SecurityGroupTraffic[] {
  if (protocol !== 'icmp-echo') return [{ protocol, fromPort: from, toPort: to }];
  const family = 'list' in destination ? destination.list.family : destination.family;
  return (['icmp', 'icmpv6'] as const)
    .filter((one) => family === undefined || (family === 4) === (one === 'icmp'))
    .map((one) => ({ protocol: one, fromPort: ECHO_REQUEST[one], toPort: ANY_ICMP_CODE }));
}

function sharePackets({ protocol, from, to, destination }: HeaderRectangle, slice: HeaderSlice): boolean {
  if (slice.protocol !== protocol || slice.to < from || to < slice.from) return false;
  if ('list' in destination) return hasList(slice, destination.list);
  const { addresses } = slice;
  return addresses.contains(destination) || !addresses.intersection(AddressSet.of([destination])).isEmpty;
}

/** Names and ids are of lower-case letters, digits and hyphens, so what is written here AWS takes. */
function describe({ name }: EgressPolicy, rules: readonly string[]): string {
  for (let shown = rules.length; shown > 0; shown -= 1) {
    const more = shown < rules.length ? ` and ${rules.length - shown} more` : '';
    const text = `${name}: ${rules.slice(0, shown).join(', ')}${more}`;
    if (text.length <= DESCRIPTION_LENGTH) return text;
  }
  return name;
}
