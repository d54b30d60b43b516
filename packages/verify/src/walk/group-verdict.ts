import type { AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { SecurityGroupPeer, SecurityGroupRule } from '../graph/security-group';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Crossing, Peer } from './crossing';
import type { ReachabilityCode } from './reachability-code';
import { addressesOf, coverage, portsOf } from './rule-match';
import { splitBox, type UndecidedBox } from './undecided-box';

/** Packets that come to an interface or leave it. */
export type GroupPackets = Pick<Crossing, 'direction' | 'peer' | 'protocol' | 'ports' | 'icmpType'>;

export type GroupVerdict =
  | { readonly is: 'permitted' }
  | {
      readonly is: 'denied';
      /** Some of the packets that no rule is for. */
      readonly box: UndecidedBox;
      readonly code: ReachabilityCode;
      /** A rule that would be for them, if the other side were in the group that it names. */
      readonly byReference?: SecurityGroupRule;
    }
  | { readonly is: 'undetermined'; readonly reason: string };

/**
 * Whether the security groups of an interface let all of these packets pass: the union of their rules, in no order. Replies
 * pass with the request.
 *
 * @see VPC guide, "Security group rules", 2026-07
 */
export function judgeGroups(
  graph: VpcGraph,
  groups: readonly Known<Key>[],
  packets: GroupPackets,
): GroupVerdict {
  const { rules, doubts } = listRules(graph, groups, packets.direction);
  let rest: readonly UndecidedBox[] = [{ addresses: addressesOf(graph, packets.peer), ports: packets.ports }];
  let byReference: SecurityGroupRule | undefined;
  for (const rule of rules) {
    const { traffic, peer, origin } = rule;
    if (traffic.is === 'unknown') {
      doubts.push(`\`${origin}\` is not known: ${traffic.reason}`);
      continue;
    }
    const span = portsOf(traffic.value, packets);
    if (span === undefined) continue;
    if (peer.kind === 'security-group') byReference ??= rule;
    for (const covered of coveragesOf(graph, packets.peer, peer)) {
      if (covered === 'unknown') doubts.push(`whether \`${origin}\` is about these addresses is not known`);
      else rest = rest.flatMap((box) => splitBox(box, span, covered).left);
    }
  }
  const [box] = rest;
  if (box === undefined) return { is: 'permitted' };
  const [reason] = doubts;
  if (reason !== undefined) return { is: 'undetermined', reason };
  if (byReference !== undefined)
    return { is: 'denied', box, code: 'SG_REFERENCES_NOT_PRESERVED', byReference };
  return { is: 'denied', box, code: rules.length === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH' };
}

function listRules(graph: VpcGraph, groups: readonly Known<Key>[], direction: Crossing['direction']) {
  const rules: SecurityGroupRule[] = [];
  const doubts: string[] = groups.length === 0 ? ['its security groups are not in the input'] : [];
  for (const key of groups) {
    if (key.is === 'unknown') {
      doubts.push(`one of its security groups is not known: ${key.reason}`);
      continue;
    }
    const group = graph.securityGroups.get(key.value);
    rules.push(...(group?.[direction] ?? []));
    if (group === undefined) doubts.push(`the rules of \`${key.value}\` are not in the input`);
    else if (group.doubt !== undefined) doubts.push(group.doubt);
    // AWS gives a new group a rule to everywhere; that Terraform takes it away where none is said, no source tells.
    else if (direction === 'egress' && group.leavesEgressToAws === true && group.egress.length === 0)
      doubts.push(`\`${key.value}\` does not say what may go out`);
  }
  return { rules, doubts };
}

function coveragesOf(
  graph: VpcGraph,
  peer: Peer,
  rule: SecurityGroupPeer,
): readonly (AddressSet | 'whole' | 'none' | 'unknown')[] {
  // What is reached by way of a NAT gateway, an endpoint or a load balancer is in no group that a rule could name.
  if (rule.kind === 'security-group') return ['none'];
  if (rule.kind !== 'prefix-list') return [coverage(graph, peer, rule)];
  return valueOf(rule.blocks)?.map((block) => coverage(graph, peer, { kind: 'block', block })) ?? ['unknown'];
}
