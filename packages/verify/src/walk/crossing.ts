import type { AddressFamily, AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';

export interface PortSpan {
  readonly from: number;
  readonly to: number;
}

/** The side of a packet that rules of a network ACL look at: its source on the way in, its destination on the way out. */
export type Peer =
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  | { readonly kind: 'subnet'; readonly subnet: Key; readonly family: AddressFamily };

/** Packets that cross the edge of a subnet in one direction. */
export interface Crossing {
  readonly subnet: Key;
  readonly direction: 'ingress' | 'egress';
  readonly peer: Peer;
  readonly protocol: number;
  /** Destination ports; of ICMP all, as its packets have none. */
  readonly ports: PortSpan;
  /** Of ICMP and ICMPv6. */
  readonly icmpType?: number;
  readonly isReply: boolean;
}
