import type { AddressFamily, AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { toNat64, fromNat64 } from './internet';
import { MOST_HOPS } from './limits';
import type { Disposition, Hop, Trace, Way } from './trace';

/** Whose address a packet has as its source: a workload's, or that of the NAT gateway that it passed last. */
export interface Sender {
  readonly kind: 'subnet' | 'nat-gateway' | 'network-interface';
  readonly key: Key;
}

/** Packets on their way out, all treated alike so far. */
export interface Position {
  readonly from: Key;
  /** Undefined when the input does not tell. */
  readonly vpc: Key | undefined;
  /** Of the packets as they left the workload. */
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
  /** NAT64 makes IPv4 of IPv6; from then on tables see the IPv4 address inside. */
  readonly isTranslated: boolean;
  /** The workload, then every NAT gateway in order. */
  readonly senders: readonly Sender[];
  readonly hops: readonly Hop[];
  readonly table: Known<Key>;
  /** Tables, senders and places that were seen together: seen again it is a loop, as tables forget nothing and learn nothing. */
  readonly seen: readonly string[];
  readonly only?: string;
  /** Which flows alone come this way: see `Trace.flows`. */
  readonly flows?: readonly string[];
  /** How many ways the transit gateways that were passed may have picked. @default 1 */
  readonly ways?: number;
  /** How many ways follow from routes of the tables so far whose destinations are not known. @default 1 */
  readonly branches?: number;
  readonly except: readonly string[];
}

/** The family in which tables see the packets now. */
export function familyAt({ family, isTranslated }: Position): AddressFamily {
  return isTranslated ? 4 : family;
}

/** The destinations as tables see them now. */
export function seenAt({ destinations, isTranslated }: Position): AddressSet {
  return isTranslated ? fromNat64(destinations) : destinations;
}

/** The same position for some of its packets, told as tables see them. */
export function narrow(at: Position, seen: AddressSet): Position {
  return { ...at, destinations: at.isTranslated ? toNat64(seen) : seen };
}

export function senderAt({ from, senders }: Position): Sender {
  return senders.at(-1) ?? { kind: 'subnet', key: from };
}

/**
 * Whether packets have a source in another VPC: a transit gateway handed them over, and neither a NAT gateway of this VPC has
 * replaced it since nor an appliance, which may have.
 */
export function isFromAnotherVpc(graph: VpcGraph, { vpc, hops, senders }: Position): boolean {
  if (!hops.some(({ kind }) => kind === 'transit-gateway')) return false;
  const last = senders.map(({ kind }) => kind !== 'network-interface').lastIndexOf(true);
  return senders.slice(Math.max(last, 0)).every((sender) => {
    const home = vpcOf(graph, sender);
    return home !== undefined && vpc !== undefined && home !== vpc;
  });
}

function vpcOf(graph: VpcGraph, { kind, key }: Sender): Key | undefined {
  if (kind === 'nat-gateway') return valueOf(graph.natGateways.get(key)?.vpc);
  const subnet = kind === 'subnet' ? key : valueOf(graph.networkInterfaces.get(key)?.subnet);
  return valueOf(graph.subnets.get(subnet ?? '')?.vpc);
}

/** Why a walk stops before packets have come to an end. */
export function tooManyHops(table: Key): string {
  return `packets that passed ${MOST_HOPS} hops, when they look in \`${table}\`, are followed no further`;
}

export function end(
  { from, family, destinations, only, except, flows, hops }: Position,
  disposition: Disposition,
  more: Pick<Way, 'reason' | 'code'> = {},
  back?: Way,
): Trace {
  return {
    from,
    family,
    destinations,
    ...(only === undefined ? {} : { only }),
    except,
    ...(flows === undefined ? {} : { flows }),
    out: { hops, disposition, ...more },
    ...(back === undefined ? {} : { back }),
  };
}

/** The zone of a subnet as people call it. */
export function zoneOf(graph: VpcGraph, subnet: Key | undefined): { zone?: string } {
  const node = subnet === undefined ? undefined : graph.subnets.get(subnet);
  const zone = valueOf(node?.availabilityZone) ?? node?.zoneId;
  return zone === undefined ? {} : { zone };
}
