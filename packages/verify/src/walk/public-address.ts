import type { Key } from '../graph/key';
import { unknown, type Known } from '../graph/known';
import { doubtOfOccupants } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';

export type PublicAddressAnswer =
  | { readonly is: 'yes' }
  | { readonly is: 'no' | 'unknown'; readonly reason: string };

/** Whether the input gives anything in a subnet a public IPv4 address, without which an internet gateway drops its packets. */
export function hasPublicIpv4(graph: VpcGraph, subnet: Key): PublicAddressAnswer {
  const node = graph.subnets.get(subnet);
  const facts: Known<boolean>[] = node === undefined ? [] : [node.mapsPublicIp];
  for (const { kind, key } of node?.occupants ?? []) {
    const fact =
      kind === 'instance'
        ? graph.instances.get(key)?.hasPublicIp
        : kind === 'network-interface'
          ? graph.networkInterfaces.get(key)?.hasPublicIp
          : undefined;
    if (fact !== undefined) facts.push(fact);
  }
  if (facts.some((fact) => fact.is === 'known' && fact.value)) return { is: 'yes' };
  const untold = doubtOfOccupants(graph.unmodelled, subnet);
  const doubt =
    facts.find((fact) => fact.is === 'unknown') ?? (untold === undefined ? undefined : unknown(untold));
  if (doubt?.is === 'unknown')
    return {
      is: 'unknown',
      reason: `whether anything in \`${subnet}\` has a public IPv4 address is not known: ${doubt.reason}`,
    };
  if (node?.sharedBy !== undefined)
    return {
      is: 'unknown',
      reason: `\`${node.sharedBy}\` shares \`${subnet}\` with other accounts, which may place something with a public IPv4 address in it`,
    };
  return { is: 'no', reason: `the input gives nothing in \`${subnet}\` a public IPv4 address` };
}
