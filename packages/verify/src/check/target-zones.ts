import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { LoadBalancer } from '../graph/load-balancer';
import type { TargetGroup } from '../graph/target-group';
import type { VpcGraph } from '../graph/vpc-graph';
import { compareZones } from '../walk/zone';
import { broken, undetermined, type CheckRemark } from './check';

/**
 * Every zone of a load balancer has a target, or its nodes send to other zones: otherwise what comes in there is lost.
 *
 * @see Gateway Load Balancer guide, "Cross-zone load balancing", 2026-07: off unless it is switched on
 */
export function judgeTargetZones(
  graph: VpcGraph,
  group: TargetGroup,
  balancers: readonly LoadBalancer[],
): readonly CheckRemark[] {
  const { key, targets, doubt } = group;
  if (balancers.length === 0)
    return [undetermined(key, 'no listener of the input sends to it, so its zones are not known')];
  const unclear =
    doubt ??
    targets
      .flatMap(({ subnets }) => subnets)
      .flatMap((subnet) =>
        subnet.is === 'unknown' ? [`where one of its targets is: ${subnet.reason}`] : [],
      )[0];
  if (targets.length === 0)
    return [
      doubt === undefined
        ? undetermined(key, 'the input registers no target in it')
        : undetermined(key, `what is registered in it is not known: ${doubt}`),
    ];
  const places = targets.flatMap(({ subnets }) => subnets).flatMap((subnet) => valueOf(subnet) ?? []);
  return balancers.flatMap((balancer) =>
    balancer.subnets.flatMap((subnet): readonly CheckRemark[] => {
      if (valueOf(balancer.isCrossZone) === true) return [];
      if (subnet.is === 'unknown')
        return [undetermined(key, `a zone of \`${balancer.key}\` is not known: ${subnet.reason}`)];
      const found = servesZone(graph, subnet.value, places);
      if (found === 'same') return [];
      if (found === 'unknown' || unclear !== undefined || balancer.isCrossZone.is === 'unknown')
        return [
          undetermined(
            key,
            `whether it has a target in the zone of \`${subnet.value}\` is not known${unclear === undefined ? '' : `: ${unclear}`}`,
          ),
        ];
      return [
        broken(
          key,
          `it has no target in the zone of \`${subnet.value}\`, and \`${balancer.key}\` does not send to other zones`,
          `register an appliance of that zone, or enable cross-zone load balancing of \`${balancer.key}\``,
          { reachability: 'ELB_NOT_CROSSZONE' },
        ),
      ];
    }),
  );
}

function servesZone(graph: VpcGraph, subnet: Key, places: readonly Key[]): 'same' | 'different' | 'unknown' {
  const zones = new Set(places.map((place) => compareZones(graph, subnet, place)));
  if (zones.has('same')) return 'same';
  return zones.has('unknown') ? 'unknown' : 'different';
}
