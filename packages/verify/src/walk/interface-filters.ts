import { listAppliances } from '../graph/appliances';
import type { Key } from '../graph/key';
import type { Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { requestOf, type DeclaredFlow } from './acl-crossings';
import { judgeGroups, type GroupVerdict } from './group-verdict';
import type { Trace } from './trace';

/** A workload of a subnet, and the security groups that its packets pass. */
export interface GroupedWorkload {
  readonly key: Key;
  readonly groups: readonly Known<Key>[];
}

/** What the input places in a subnet and tells the security groups of, once for the same groups; carriers are none. */
export function listWorkloads(graph: VpcGraph, subnet: Key): readonly GroupedWorkload[] {
  const found = new Map<string, GroupedWorkload>();
  for (const { kind, key } of graph.subnets.get(subnet)?.occupants ?? []) {
    const node =
      kind === 'instance'
        ? graph.instances.get(key)
        : kind === 'network-interface'
          ? graph.networkInterfaces.get(key)
          : undefined;
    if (node === undefined || appliancesOf(graph).has(key)) continue;
    const groups = node.securityGroups;
    const text = groups.map((group) => (group.is === 'known' ? group.value : `? ${group.reason}`)).sort();
    if (!found.has(text.join())) found.set(text.join(), { key, groups });
  }
  return [...found.values()];
}

/** What the security groups of a workload say of the requests of a flow; replies pass with them. */
export function judgeRequest(
  graph: VpcGraph,
  { groups }: GroupedWorkload,
  trace: Trace,
  flow: DeclaredFlow,
): GroupVerdict {
  return judgeGroups(graph, groups, requestOf(trace, flow));
}

/** `sg`, `sg-2`, in backticks. */
export function groupNames({ groups }: GroupedWorkload): string {
  return groups
    .map((group) => (group.is === 'known' ? `\`${group.value}\`` : 'one that is not known'))
    .join(', ');
}

const remembered = new WeakMap<VpcGraph, ReadonlySet<Key>>(); // one graph is asked about every subnet

function appliancesOf(graph: VpcGraph): ReadonlySet<Key> {
  const known = remembered.get(graph) ?? listAppliances(graph);
  remembered.set(graph, known);
  return known;
}
