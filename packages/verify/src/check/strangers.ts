import type { Key } from '../graph/key';
import type { RouteTable } from '../graph/route-table';
import { doubtOfUnmodelled, type Unmodelled } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';

/** What is not understood, by what it is near: read once, asked of every table and subnet. */
export class Strangers {
  private readonly near = new Map<Key, Unmodelled>();

  constructor({ unmodelled }: VpcGraph) {
    for (const one of unmodelled)
      for (const key of one.hides === undefined ? one.near : [])
        if (!this.near.has(key)) this.near.set(key, one);
  }

  /** Why a VPC, subnet or table may be otherwise than the graph says. */
  doubtOf(key: Key): string | undefined {
    const stranger = this.near.get(key);
    return stranger === undefined ? undefined : doubtOfUnmodelled(stranger);
  }

  /** Why a table may hold routes that are not listed. */
  doubtOfTable({ key, doubt }: RouteTable): string | undefined {
    return doubt ?? this.doubtOf(key);
  }
}
