import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Subnet } from '../graph/subnet';
import type { VpcGraph } from '../graph/vpc-graph';

/**
 * Whether two subnets are in the same zone. Ids decide, because every account maps names for itself; of one input, which is
 * one account, names decide too.
 */
export function compareZones(graph: VpcGraph, a: Key, b: Key): 'same' | 'different' | 'unknown' {
  if (a === b) return 'same';
  const [one, other] = [graph.subnets.get(a), graph.subnets.get(b)];
  if (one === undefined || other === undefined) return 'unknown';
  for (const read of [zoneId, zoneName]) {
    const [left, right] = [read(one), read(other)];
    if (left !== undefined && right !== undefined) return left === right ? 'same' : 'different';
  }
  const { zoneExpression } = one;
  return zoneExpression !== undefined && zoneExpression === other.zoneExpression ? 'same' : 'unknown';
}

function zoneId({ zoneId: id }: Subnet): string | undefined {
  return id;
}

function zoneName({ availabilityZone }: Subnet): string | undefined {
  return valueOf(availabilityZone);
}
