import type { AddressFamily, AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import type { Route, RouteTargetKind } from '../graph/route';
import type { ReachabilityCode } from './reachability-code';

/** What became of a packet in the network. */
export type Disposition =
  | 'exits-internet'
  | 'exits-elsewhere'
  | 'delivered'
  | 'no-route'
  | 'blackhole'
  | 'loop'
  | 'denied'
  | 'undetermined';

export interface Hop {
  readonly kind: 'subnet' | RouteTargetKind;
  readonly key: Key;
  /** Where the hop stands; absent for gateways, which are in no subnet, and where it is not known. */
  readonly subnet?: Key;
  /** Name of that subnet's zone, or its id. */
  readonly zone?: string;
  /** The route that led here; absent at the start and where a local route led. */
  readonly by?: Route;
  /** The table that a packet looks in when it goes on from here. */
  readonly table?: Key;
}

export interface Way {
  readonly hops: readonly Hop[];
  readonly disposition: Disposition;
  readonly reason?: string;
  readonly code?: ReachabilityCode;
}

/**
 * What becomes of one part of a packet class: of every packet from a subnet to these destinations.
 *
 * The parts of a class without `only` are disjoint and together the class, if `flows` is left out. Each holds for its destinations without the
 * addresses that `except` speaks of; for those, the parts with `only` hold.
 */
export interface Trace {
  readonly from: Key;
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
  /** The destinations are only some of these, and the input does not tell which: those of this route or list. */
  readonly only?: string;
  /**
   * Routes whose destinations the input does not tell, and which may take some of these packets. Those to gateway endpoints
   * are not among them: they take nothing but addresses of one AWS service.
   */
  readonly except: readonly string[];
  /**
   * Only some flows to these destinations come this way: those that every transit gateway on it hands to this zone. Traces
   * that differ in nothing else are about the other flows.
   * @default - all flows
   */
  readonly flows?: readonly string[];
  readonly out: Way;
  /** Of replies, from the gateway on. Absent when no reply comes: nothing left, or it left for elsewhere. */
  readonly back?: Way;
}

/** Keys of the firewall endpoints that a way crosses, in order. */
export function endpointsOf({ hops }: Way): readonly Key[] {
  return hops.filter(({ kind }) => kind === 'firewall-endpoint').map(({ key }) => key);
}

/** The attachments by which transit gateways handed packets to a VPC, in order. */
export function landingsOf(hops: readonly Hop[]): readonly Hop[] {
  return hops.filter((_, index) => hops[index - 1]?.kind === 'transit-gateway');
}

/** Whether two ways pass the same things in the same order. */
export function isSameWay(a: Way, b: Way): boolean {
  return wayText(a) === wayText(b);
}

/** A way as one line: what is passed, and what becomes of the packet. */
export function wayText({ hops, disposition }: Way): string {
  return [...hops.map(({ key }) => key), disposition].join(' > ');
}
