import { GENEVE } from '../graph/appliances';
import type { Key } from '../graph/key';
import { unknown, valueOf, type Known } from '../graph/known';
import type { Listener } from '../graph/listener';
import type { LoadBalancer } from '../graph/load-balancer';
import type { TargetGroup } from '../graph/target-group';
import type { VpcGraph } from '../graph/vpc-graph';
import { judgeApplianceGroups } from './appliance-groups';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { GENEVE_PORT } from './limits';
import { judgeTargetZones } from './target-zones';

/**
 * A Gateway Load Balancer reaches appliances and sees whether they are well: GENEVE on port 6081, a health check that can be
 * answered, flows that are treated alike when an appliance goes and when it fails, an appliance for every zone, and security
 * groups that let it in.
 *
 * @see Gateway Load Balancer guide, "Target groups" and "Health checks", 2026-07
 */
export const appliancesAreReached: Check = {
  id: 'V21',
  severity: 'error',
  title: 'Gateway Load Balancers reach an appliance for every zone, by GENEVE, and see whether it is well',
  judge: ({ graph }) => {
    const balancers = listBalancers(graph);
    const groups = [...graph.targetGroups.values()].filter(
      ({ key, protocol }) => valueOf(protocol) === GENEVE || balancers.has(key),
    );
    const judged = judgeEach(groups, (group) => judge(graph, group, balancers.get(group.key) ?? []));
    const listeners = judgeEach(
      [...graph.listeners.values()].filter((one) => gatewayOf(graph, one) !== undefined),
      judgeListener,
    );
    return { count: judged.count + listeners.count, remarks: [...judged.remarks, ...listeners.remarks] };
  },
};

/** Gateway Load Balancers by the target groups that their listeners send to. */
function listBalancers(graph: VpcGraph): ReadonlyMap<Key, readonly LoadBalancer[]> {
  const found = new Map<Key, LoadBalancer[]>();
  for (const listener of graph.listeners.values()) {
    const balancer = gatewayOf(graph, listener);
    if (balancer === undefined) continue;
    for (const group of listener.targetGroups) {
      const key = valueOf(group);
      if (key !== undefined) found.set(key, [...(found.get(key) ?? []), balancer]);
    }
  }
  return found;
}

function gatewayOf(graph: VpcGraph, { loadBalancer }: Listener): LoadBalancer | undefined {
  const balancer = graph.loadBalancers.get(valueOf(loadBalancer) ?? '');
  return valueOf(balancer?.type) === 'gateway' ? balancer : undefined;
}

function judgeListener({ key, targetGroups }: Listener): CheckRemark | undefined {
  const hidden = targetGroups.find(({ is }) => is === 'unknown');
  if (hidden?.is === 'unknown')
    return undetermined(key, `the target group that it sends to is not known: ${hidden.reason}`);
  return targetGroups.length > 0
    ? undefined
    : broken(key, 'it sends to no target group', `forward to a target group of ${GENEVE}`, {
        reachability: 'ELBV2_LISTENER_HAS_NO_TG',
      });
}

function judge(
  graph: VpcGraph,
  group: TargetGroup,
  balancers: readonly LoadBalancer[],
): readonly CheckRemark[] {
  return [
    ...judgeProtocol(group),
    ...judgeHealthCheck(group),
    ...judgeFailover(group),
    ...judgeTargetZones(graph, group, balancers),
    ...judgeApplianceGroups(graph, group, balancers),
  ];
}

function judgeProtocol({ key, protocol, port }: TargetGroup): readonly CheckRemark[] {
  const remedy = `make it a target group of ${GENEVE} and port ${GENEVE_PORT}`;
  return [
    ...judgeFact(protocol, GENEVE, (said) =>
      said === undefined
        ? undetermined(key, 'its protocol is not known')
        : broken(key, `its protocol is ${said}, and appliances are spoken to by ${GENEVE}`, remedy, {
            reachability: 'GWLB_PROTOCOL_RESTRICTION',
          }),
    ),
    ...judgeFact(port, GENEVE_PORT, (said) =>
      said === undefined
        ? undetermined(key, 'its port is not known')
        : broken(key, `its port is ${said}, and ${GENEVE} has port ${GENEVE_PORT}`, remedy, {
            reachability: 'GWLB_DESTINATION_PORT_RESTRICTION',
          }),
    ),
  ];
}

function judgeFact<T>(
  fact: Known<T>,
  wanted: T,
  otherwise: (said: T | undefined) => CheckRemark,
): readonly CheckRemark[] {
  const said = valueOf(fact);
  return said === wanted ? [] : [otherwise(said)];
}

/**
 * Without a block AWS takes TCP to port 80. A block that leaves out the port is completed by the provider with the port of
 * the traffic, which is GENEVE's and never answers.
 */
function judgeHealthCheck({ key, healthCheck }: TargetGroup): readonly CheckRemark[] {
  if (healthCheck === undefined) return [];
  const { port, protocol } = healthCheck;
  const remedy = 'write the whole block, with a protocol and a port that the appliance answers, or none';
  if (port?.is === 'unknown')
    return [undetermined(key, `the port of its health check is not known: ${port.reason}`)];
  if (port === undefined || port.value === 'traffic-port' || port.value === String(GENEVE_PORT))
    return [
      broken(
        key,
        `its health check asks port ${GENEVE_PORT}, which is that of ${GENEVE} and never answers, so no appliance is well`,
        remedy,
      ),
    ];
  return protocol === undefined
    ? [
        broken(key, 'its health check names no protocol, and the provider completes it with HTTP', remedy, {
          severity: 'warning',
        }),
      ]
    : [];
}

function judgeFailover({ key, failover }: TargetGroup): readonly CheckRemark[] {
  if (failover === undefined) return [];
  const { onDeregistration, onUnhealthy } = failover;
  const hidden = [onDeregistration, onUnhealthy].find((fact) => fact.is === 'unknown') ?? unknown('');
  const [one, other] = [valueOf(onDeregistration), valueOf(onUnhealthy)];
  if (one === undefined || other === undefined)
    return [undetermined(key, `its failover is not known: ${hidden.is === 'unknown' ? hidden.reason : ''}`)];
  return one === other
    ? []
    : [
        broken(
          key,
          `flows of an appliance that is deregistered ${one}, of one that fails ${other}, and AWS refuses a pair that differs`,
          'write the same for `on_deregistration` and `on_unhealthy`',
        ),
      ];
}
