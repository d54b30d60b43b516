import { AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../../graph/key';
import { valueOf, type Known } from '../../graph/known';
import type { SecurityGroup, SecurityGroupRule } from '../../graph/security-group';
import type { Side } from '../side';
import { canonical } from './canonical';
import { aspectOf, type Aspect, type Subject } from './subject';
import { allowedTraffic } from './traffic-boxes';

/** Security groups with what they let out. */
export function groupSubjects(side: Side): readonly Subject[] {
  return [...side.graph.securityGroups.values()].map((group) => ({
    ...group,
    name: side.nameOf('security-group', group.key),
    scope: `security group of ${side.nameOf('vpc', group.vpc) ?? 'a VPC'}`,
    aspects: [egressAspect(side, [group])],
  }));
}

/**
 * Instances and interfaces that the other input gives other groups, with what all their groups together let out. Where the
 * groups are the same, what they let out is said of them.
 */
export function holderSubjects(side: Side, other: Side): readonly Subject[] {
  const partners = new Map(holdersOf(other).map((holder) => [holder.name, holder.groups]));
  return holdersOf(side)
    .filter(({ name, groups }) => groups === undefined || groups !== partners.get(name))
    .map(({ node, name }) => {
      const { groups, doubts } = groupsOf(side, node.securityGroups);
      const { statements, doubts: ofRules } = egressAspect(side, groups);
      const aspect = aspectOf(EGRESS, statements, { doubts: [...doubts, ...ofRules] });
      return { ...node, name, scope: '', aspects: [aspect] };
    });
}

/** Those that both inputs have, with the shared names of their groups. */
function holdersOf(side: Side) {
  const { instances, networkInterfaces } = side.graph;
  const holders = [
    ...[...instances.values()].map((node) => [side.nameOf('instance', node.key), node] as const),
    ...[...networkInterfaces.values()].map(
      (node) => [side.nameOf('network-interface', node.key), node] as const,
    ),
  ];
  return holders.flatMap(([name, node]) => {
    const groups =
      node.securityGroups.length === 0 ? '' : side.namesOf('security-group', node.securityGroups);
    return name === undefined ? [] : [{ node, name, groups }];
  });
}

const EGRESS = 'egress of security groups';

function groupsOf(side: Side, keys: readonly Known<Key>[]) {
  const doubts: string[] = [];
  const found = keys.flatMap((key) => {
    const group = key.is === 'known' ? side.graph.securityGroups.get(key.value) : undefined;
    if (group !== undefined) return [group];
    doubts.push(
      ...canonical(side, {
        is: 'unknown',
        reason: key.is === 'known' ? `\`${key.value}\` is not in the input` : key.reason,
      }).doubts,
    );
    return [];
  });
  return { groups: found, doubts };
}

function egressAspect(side: Side, groups: readonly SecurityGroup[]): Aspect {
  const rules = groups.flatMap(({ egress }) => egress);
  const doubts = [
    ...groups.flatMap(({ doubt }) => (doubt === undefined ? [] : [doubt])),
    // What AWS gives to a new group may be in it.
    ...groups
      .filter(({ leavesEgressToAws, egress }) => leavesEgressToAws === true && egress.length === 0)
      .map(({ key }) => `what \`${key}\` lets out, as it does not say`),
    ...rules.flatMap(doubtsOf),
  ];
  const statements = allowedTraffic(side.graph, rules, sendable(side, groups)).map((shown) => ({
    shown,
    text: canonical(side, shown).text,
  }));
  return aspectOf(EGRESS, statements, {
    doubts: doubts.flatMap((reason) => canonical(side, { is: 'unknown', reason }).doubts),
  });
}

function sendable({ graph }: Side, groups: readonly SecurityGroup[]): AddressSet {
  const vpcs = groups.map(({ vpc }) => graph.vpcs.get(valueOf(vpc) ?? ''));
  const hasNoIpv6 = vpcs.length > 0 && vpcs.every((vpc) => valueOf(vpc?.hasIpv6) === false);
  return AddressSet.everything(hasNoIpv6 ? 4 : undefined);
}

function doubtsOf({ traffic, peer, origin }: SecurityGroupRule): readonly string[] {
  return [
    ...(traffic.is === 'unknown' ? [`the traffic of \`${origin}\`: ${traffic.reason}`] : []),
    ...(peer.kind === 'unknown' ? [`the peer of \`${origin}\`: ${peer.reason}`] : []),
  ];
}
