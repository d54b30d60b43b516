import type { Key } from './key';

/** A resource of the input that the graph does not understand. What passes near it is undetermined. */
export interface Unmodelled {
  readonly key: Key;
  readonly type: string;
  readonly reason: string;
  /** VPCs, subnets and route tables that it refers to; empty when it refers to none, and then no path is in doubt. */
  readonly near: readonly Key[];
}
