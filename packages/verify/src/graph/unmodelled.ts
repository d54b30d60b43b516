import { UNTOLD_TYPE } from '../read/untold';
import type { Key } from './key';

/** A resource of the input that the graph does not understand. What passes near it is undetermined. */
export interface Unmodelled {
  readonly key: Key;
  readonly type: string;
  readonly reason: string;
  /** VPCs, subnets and route tables that it refers to; empty when it refers to none, and then no path is in doubt. */
  readonly near: readonly Key[];
  /**
   * Where it changes no path: what may stand in the subnets near it and is not listed, firewall endpoints among it or not; or
   * what DNS Firewall has for the VPCs near it. Absent for what may do anything.
   */
  readonly hides?: 'occupants' | 'firewall-endpoints' | 'dns-rules';
}

/** Why a subnet may hold more than the occupants that the graph lists. */
export function doubtOfOccupants(unmodelled: readonly Unmodelled[], subnet: Key): string | undefined {
  return unmodelled.find(({ near, hides }) => hides === 'occupants' && near.includes(subnet))?.reason;
}

/** Why nothing is proved near it. */
export function doubtOfUnmodelled({ key, type, reason }: Unmodelled): string {
  return type === UNTOLD_TYPE ? reason : `\`${key}\` is not understood: ${reason}`;
}
