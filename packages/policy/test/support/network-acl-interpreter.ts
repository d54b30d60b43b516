/**
 * What a network ACL does with a packet that crosses the edge of its subnet, as AWS documents it: the entries of the
 * packet's direction are tried from the lowest number, the first that matches decides, and what none matches is denied. It
 * keeps no state, so a reply is a packet like any other. VPC guide, "Network ACL rules".
 */
import type { Flow, NetworkAclArtefact, NetworkAclEntry } from '../../src';
import { isInBlock } from './security-group-interpreter';

export interface Packet {
  readonly protocol: Flow['protocol'];
  /** The address outside the subnet: destination on the way out, source on the way in. */
  readonly remote: string;
  /** Of its destination, in both directions. */
  readonly port?: number | undefined;
  readonly icmpType?: number | undefined;
  readonly icmpCode?: number | undefined;
}

export function isAllowed(entries: readonly NetworkAclEntry[], packet: Packet): boolean {
  const first = [...entries]
    .sort((one, other) => one.ruleNumber - other.ruleNumber)
    .find((entry) => isFor(entry, packet.remote) && isLike(entry, packet));
  return first?.action === 'allow';
}

export function requestOf({ protocol, destination, port, icmpType }: Flow): Packet {
  return protocol === 'tcp' || protocol === 'udp'
    ? { protocol, remote: destination, port }
    : { protocol, remote: destination, icmpType, icmpCode: 0 };
}

/** To a connection opened from a port; to an echo request. */
export function replyTo({ protocol, destination }: Flow, sourcePort: number): Packet {
  return protocol === 'tcp' || protocol === 'udp'
    ? { protocol, remote: destination, port: sourcePort }
    : { protocol, remote: destination, icmpType: protocol === 'icmp' ? 0 : 129, icmpCode: 0 };
}

export function permitsRoundTrip(acl: NetworkAclArtefact, flow: Flow, sourcePort: number): boolean {
  return isAllowed(acl.egress, requestOf(flow)) && isAllowed(acl.ingress, replyTo(flow, sourcePort));
}

function isFor({ block }: NetworkAclEntry, remote: string): boolean {
  return isInBlock('cidrBlock' in block ? block.cidrBlock : block.ipv6CidrBlock, remote);
}

function isLike({ traffic }: NetworkAclEntry, { protocol, port = 0, icmpType, icmpCode }: Packet): boolean {
  if (traffic.protocol === 'all') return true;
  if (traffic.protocol !== protocol) return false;
  if ('fromPort' in traffic) return traffic.fromPort <= port && port <= traffic.toPort;
  return traffic.icmpType === icmpType && (traffic.icmpCode === -1 || traffic.icmpCode === icmpCode);
}
