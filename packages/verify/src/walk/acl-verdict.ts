import { AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { NetworkAclRule } from '../graph/network-acl';
import type { PlacedBlock } from '../graph/placed-block';
import type { Traffic } from '../graph/traffic';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Crossing, Peer, PortSpan } from './crossing';
import { resolveBlock, subnetBlock } from './place-block';
import { splitBox, type UndecidedBox } from './undecided-box';

export type AclVerdict =
  | { readonly is: 'permitted' }
  | {
      readonly is: 'denied';
      readonly acl: Key;
      readonly rule?: NetworkAclRule;
      readonly port: number;
      readonly addresses?: AddressSet;
    }
  | { readonly is: 'undetermined'; readonly reason: string };

/** Packets that no rule permits: of these addresses, or of a whole subnet without numbers, to these ports. */
export interface AclDenial extends UndecidedBox {
  /** Absent where it is for want of a rule. */
  readonly rule?: NetworkAclRule;
}

/** All that a network ACL denies of some packets, up to the first rule that is not known. */
export interface AclDenials {
  /** Absent when it is not known. */
  readonly acl?: Key;
  readonly denials: readonly AclDenial[];
  /** Why there may be others, or fewer packets to deny. */
  readonly doubt?: string;
}

/** Whether a network ACL lets all of these packets pass. Denied names some that it does not. */
export function judgeCrossing(graph: VpcGraph, crossing: Crossing): AclVerdict {
  const { acl, denials, doubt } = listDenials(graph, crossing);
  const [first] = denials;
  if (first === undefined || acl === undefined)
    return doubt === undefined ? { is: 'permitted' } : { is: 'undetermined', reason: doubt };
  const { addresses, ports, rule } = first;
  return {
    is: 'denied',
    acl,
    port: ports.from,
    ...(rule === undefined ? {} : { rule }),
    ...(addresses === undefined ? {} : { addresses }),
  };
}

/**
 * What a network ACL does not let pass of these packets.
 *
 * @see VPC guide, "Network ACL rules", 2026-07: ascending numbers, the first match decides, the rest is denied
 */
export function listDenials(graph: VpcGraph, crossing: Crossing): AclDenials {
  const { subnet, direction, ports } = crossing;
  const key = graph.subnets.get(subnet)?.networkAcl;
  if (key?.is !== 'known') {
    const doubt = `the network ACL of \`${subnet}\` is not known: ${key?.reason ?? 'it is not in the input'}`;
    return { denials: [], doubt };
  }
  const acl = graph.networkAcls.get(key.value);
  const addresses = addressesOf(graph, crossing.peer);
  const denials: AclDenial[] = [];
  const doubtful = (doubt: string): AclDenials => ({ acl: key.value, denials, doubt });
  if (acl === undefined) return doubtful(`the rules of \`${key.value}\` are not in the input`);
  if (acl.doubt !== undefined) return doubtful(acl.doubt);
  if (addresses?.isEmpty === true) return doubtful('the address that the packets have here is not known');
  let rest: readonly UndecidedBox[] = [{ addresses, ports }];
  for (const rule of acl[direction]) {
    const { traffic, action, number } = rule;
    const fact = [traffic, action, number].find((one) => one.is === 'unknown');
    if (fact?.is === 'unknown') return doubtful(`\`${rule.origin}\` is not known: ${fact.reason}`);
    const span = portsOf(valueOf(traffic), crossing);
    if (span === undefined) continue;
    const covered = coverage(graph, crossing.peer, rule.block);
    if (covered === 'unknown')
      return doubtful(`whether \`${rule.origin}\` is about these addresses is not known`);
    const split = rest.map((box) => splitBox(box, span, covered));
    if (valueOf(action) === 'deny')
      denials.push(...split.flatMap(({ taken }) => taken.map((box) => ({ ...box, rule }))));
    rest = split.flatMap(({ left }) => left);
  }
  return { acl: acl.key, denials: [...denials, ...rest] };
}

function addressesOf(graph: VpcGraph, peer: Peer): AddressSet | undefined {
  if (peer.kind === 'addresses') return peer.addresses;
  const block = valueOf(subnetBlock(graph, peer.subnet, peer.family));
  return block === undefined ? undefined : AddressSet.of([block]);
}

/** Of the ports asked about, those that a rule is about. */
function portsOf(
  traffic: Traffic | undefined,
  { protocol, ports, icmpType }: Crossing,
): PortSpan | undefined {
  if (traffic === undefined || (traffic.protocol !== 'all' && traffic.protocol !== protocol))
    return undefined;
  if (icmpType !== undefined && (traffic.icmp?.type ?? icmpType) !== icmpType) return undefined;
  if (traffic.protocol === 'all' || traffic.ports === undefined) return ports;
  const span = { from: Math.max(ports.from, traffic.ports.from), to: Math.min(ports.to, traffic.ports.to) };
  return span.from <= span.to ? span : undefined;
}

/** The addresses of a rule as far as the peer has them, all of it, nothing of it, or nobody knows. */
function coverage(
  graph: VpcGraph,
  peer: Peer,
  placed: PlacedBlock,
): AddressSet | 'whole' | 'none' | 'unknown' {
  const block = valueOf(resolveBlock(graph, placed));
  const addresses = addressesOf(graph, peer);
  if (block !== undefined && addresses !== undefined) return AddressSet.of([block]);
  if (placed.kind === 'unknown') return 'unknown';
  // Blocks of a VPC hold no public destination, and subnets share no address.
  if (peer.kind === 'addresses') return 'none';
  if (block !== undefined)
    return block.family !== peer.family ? 'none' : block.prefixLength === 0 ? 'whole' : 'unknown';
  if ('family' in placed && placed.family !== peer.family) return 'none';
  if (placed.kind === 'subnet-block') return placed.subnet === peer.subnet ? 'whole' : 'none';
  if (placed.kind === 'vpc-block')
    return placed.vpc === valueOf(graph.subnets.get(peer.subnet)?.vpc) ? 'whole' : 'unknown';
  return 'unknown';
}
