import { compareAddresses, parseAddress } from '@inspected-egress/cidr';
import type { Key } from './graph/key';
import { valueOf } from './graph/known';
import type { VpcGraph } from './graph/vpc-graph';
import type { DeclaredFlow } from './walk/acl-crossings';
import type { GroupVerdict } from './walk/group-verdict';
import { groupNames, judgeRequest, listWorkloads, type GroupedWorkload } from './walk/interface-filters';
import type { Disposition, Trace, Way } from './walk/trace';

/** Why the security groups of a sender deny a flow. */
export function senderDenies(sender: GroupedWorkload, verdict: GroupVerdict): Pick<Way, 'reason' | 'code'> {
  const reason = `the security groups of \`${sender.key}\` (${groupNames(sender)}) have no outbound rule for it`;
  return { reason, ...(verdict.is === 'denied' ? { code: verdict.code } : {}) };
}

/** What a question is about that names a subnet: all that is known to be there. One that names an address: what has it. */
export function sendersOf(graph: VpcGraph, subnet: Key, text: string): readonly GroupedWorkload[] {
  const workloads = listWorkloads(graph, subnet);
  if (graph.subnets.has(text)) return workloads;
  const address = parseAddress(text, 'from');
  for (const { key, subnet: place, securityGroups: groups, privateIps } of graph.networkInterfaces.values())
    if (valueOf(place) === subnet && privateIps.some((one) => compareAddresses(one, address) === 0))
      return [{ key, groups }];
  return [];
}

/** Some of what is there may send it, and some not. */
export function heldBack(
  graph: VpcGraph,
  trace: Trace,
  flow: DeclaredFlow,
  senders: readonly GroupedWorkload[],
  disposition: Disposition,
): readonly string[] {
  if (disposition !== 'exits-internet') return [];
  return senders.flatMap((sender) => {
    const verdict = judgeRequest(graph, sender, trace, flow);
    if (verdict.is === 'permitted') return [];
    return verdict.is === 'denied'
      ? [`from \`${sender.key}\` it is denied: ${senderDenies(sender, verdict).reason ?? ''}`]
      : [`whether security groups let it out of \`${sender.key}\` is not known: ${verdict.reason}`];
  });
}
