import { formatCidrBlock, type AddressFamily, type CidrBlock } from '@inspected-egress/cidr';
import { ECHO_REQUEST } from '../../applications';
import type { PortRange } from '../../model';
import type { HeaderProtocol } from '../packet-header/header-space';
import type { OrderedRectangle } from './first-match';
import { ANY_ICMP_CODE, ECHO_REPLY, PACKET_TOO_BIG } from './limits';

/** One entry of a direction. The matching one with the lowest number decides. */
export interface NetworkAclEntry {
  /** From 1 to 32766, unique in its direction. */
  readonly ruleNumber: number;
  readonly action: 'allow' | 'deny';
  /** Destination of an outbound entry, source of an inbound one; a network ACL sees no more than one of the two. */
  readonly block: NetworkAclBlock;
  readonly traffic: NetworkAclTraffic;
  readonly purpose: 'requests' | 'replies' | 'path MTU discovery' | 'everything';
  /** Ids of the policy's rules that it stands for, in their order; empty when it stands for the policy as a whole. */
  readonly rules: readonly string[];
}

export type NetworkAclBlock = { readonly cidrBlock: string } | { readonly ipv6CidrBlock: string };

/** Ports are those a packet goes to, in both directions. */
export type NetworkAclTraffic =
  | { readonly protocol: 'all' }
  | { readonly protocol: 'tcp' | 'udp'; readonly fromPort: number; readonly toPort: number }
  | {
      readonly protocol: 'icmp' | 'icmpv6';
      readonly icmpType: number;
      /** -1 is any. */
      readonly icmpCode: number;
    };

const EVERYWHERE: readonly (readonly [AddressFamily, NetworkAclBlock])[] = [
  [4, { cidrBlock: '0.0.0.0/0' }],
  [6, { ipv6CidrBlock: '::/0' }],
];

export function isOfFamily({ block }: Pick<NetworkAclEntry, 'block'>, family: AddressFamily): boolean {
  return 'cidrBlock' in block === (family === 4);
}

export function requestEntry(rectangle: OrderedRectangle): NetworkAclEntry {
  const { protocol, from, to, block } = rectangle;
  return {
    ...shared(rectangle),
    traffic: trafficTo(protocol, { from, to }, block, ECHO_REQUEST),
    purpose: 'requests',
  };
}

/** @param ports - that workloads open connections from */
export function replyEntry(rectangle: OrderedRectangle, ports: PortRange): NetworkAclEntry {
  const { protocol, block } = rectangle;
  return { ...shared(rectangle), traffic: trafficTo(protocol, ports, block, ECHO_REPLY), purpose: 'replies' };
}

/** After all others. Any router on the way may send one, so from any address. */
export function packetTooBigEntries(families: readonly AddressFamily[]): readonly NetworkAclEntry[] {
  return EVERYWHERE.filter(([family]) => families.includes(family)).map(([family, block]) => {
    const protocol = family === 4 ? 'icmp' : 'icmpv6';
    const { type, code } = PACKET_TOO_BIG[protocol];
    return {
      ruleNumber: PACKET_TOO_BIG_NUMBER[family],
      action: 'allow',
      block,
      traffic: { protocol, icmpType: type, icmpCode: code },
      purpose: 'path MTU discovery',
      rules: [],
    };
  });
}

const PACKET_TOO_BIG_NUMBER: Readonly<Record<AddressFamily, number>> = { 4: 32_000, 6: 32_001 };

/** Of entries for rules, so that those for the policy as a whole come after. */
export const LAST_NUMBER_OF_RULES = 31_999;

/** For a policy that only watches. */
export function entriesForEverything(): readonly NetworkAclEntry[] {
  return EVERYWHERE.map(([, block], index) => ({
    ruleNumber: 100 + index,
    action: 'allow',
    block,
    traffic: { protocol: 'all' },
    purpose: 'everything',
    rules: [],
  }));
}

function shared({ ruleNumber, action, block, rules }: OrderedRectangle) {
  const text = formatCidrBlock(block);
  return {
    ruleNumber,
    action,
    block: block.family === 4 ? { cidrBlock: text } : { ipv6CidrBlock: text },
    rules,
  };
}

/** A policy names no code of echo requests, so any is permitted. */
function trafficTo(
  protocol: HeaderProtocol,
  { from, to }: PortRange,
  { family }: CidrBlock,
  echo: Readonly<Record<'icmp' | 'icmpv6', number>>,
): NetworkAclTraffic {
  if (protocol !== 'icmp-echo') return { protocol, fromPort: from, toPort: to };
  const icmp = family === 4 ? 'icmp' : 'icmpv6';
  return { protocol: icmp, icmpType: echo[icmp], icmpCode: ANY_ICMP_CODE };
}
