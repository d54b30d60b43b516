import type { Neighbour } from './acl-neighbours';
import { isIpv6, type AclTraffic, type PlannedAclRule } from './acl-rules';

// What a rule is for, by its number: 4000 for each purpose, 100 for each item of it, 2 for each neighbour.
const PURPOSES = [
  'requests',
  'translated requests',
  'replies',
  'replies to a NAT gateway',
  'interface endpoints',
  'local traffic',
  'path MTU discovery',
  'everything',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export function rules(
  purpose: Purpose,
  item: number,
  traffic: AclTraffic,
  neighbours: readonly Neighbour[],
): readonly PlannedAclRule[] {
  return neighbours.map(({ place, block }) => ({
    ruleNumber: PURPOSES.indexOf(purpose) * 4000 + item * 100 + place * 2 + (isIpv6({ block }) ? 2 : 1),
    action: 'allow',
    block,
    traffic,
    purpose,
  }));
}

// "Fragmentation needed" and "packet too big" go either way; without them large packets vanish.
export function mtu(neighbours: readonly Neighbour[]): readonly PlannedAclRule[] {
  return neighbours.flatMap((one) =>
    rules('path MTU discovery', 0, isIpv6(one) ? icmpv6(2, 0) : icmp(3, 4), [one]),
  );
}

export function icmp(icmpType: number, icmpCode: number): AclTraffic {
  return { protocol: 'icmp', icmpType, icmpCode };
}

export function icmpv6(icmpType: number, icmpCode: number): AclTraffic {
  return { protocol: 'icmpv6', icmpType, icmpCode };
}
