import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { LoadBalancer } from '../graph/load-balancer';
import type { TargetGroup } from '../graph/target-group';
import type { VpcGraph } from '../graph/vpc-graph';
import { judgeGroups, type GroupPackets } from '../walk/group-verdict';
import { broken, undetermined, type CheckRemark } from './check';
import { GENEVE_PORT } from './limits';

const UDP = 17;

/**
 * The security groups of every appliance let GENEVE in from the subnets of the load balancer, by their blocks: nodes of a
 * Gateway Load Balancer are in no group.
 *
 * @see Gateway Load Balancer guide, "Getting started", 2026-07
 */
export function judgeApplianceGroups(
  graph: VpcGraph,
  { key, targets }: TargetGroup,
  balancers: readonly LoadBalancer[],
): readonly CheckRemark[] {
  const sources = [
    ...new Set(balancers.flatMap(({ subnets }) => subnets.flatMap((subnet) => valueOf(subnet) ?? []))),
  ];
  return targets.flatMap(({ what }): readonly CheckRemark[] => {
    const target = valueOf(what);
    if (target === undefined) return [];
    const groups =
      graph.networkInterfaces.get(target)?.securityGroups ??
      graph.instances.get(target)?.securityGroups ??
      [];
    for (const source of sources) {
      const verdict = judgeGroups(graph, groups, geneveFrom(source));
      if (verdict.is === 'permitted') continue;
      const where = `UDP to port ${GENEVE_PORT} from \`${source}\``;
      if (verdict.is === 'undetermined')
        return [
          undetermined(
            key,
            `whether security groups let ${where} into \`${target}\` is not known: ${verdict.reason}`,
          ),
        ];
      const { byReference, code } = verdict;
      const because =
        byReference === undefined
          ? 'none of them has a rule for it'
          : `\`${byReference.origin}\` is for members of a group, and nodes of the load balancer are in none`;
      return [
        broken(
          key,
          `the security groups of \`${target}\` do not let ${where} in: ${because}`,
          `permit UDP to port ${GENEVE_PORT} from the blocks of the load balancer's subnets`,
          { reachability: code },
        ),
      ];
    }
    return [];
  });
}

function geneveFrom(subnet: Key): GroupPackets {
  return {
    direction: 'ingress',
    peer: { kind: 'subnet', subnet, family: 4 },
    protocol: UDP,
    ports: { from: GENEVE_PORT, to: GENEVE_PORT },
  };
}
