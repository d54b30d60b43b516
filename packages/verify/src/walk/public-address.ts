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
  const facts = listAddressFacts(graph, subnet).map(([, fact]) => fact);
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

/** Who in a subnet has a public IPv4 address, as far as it says: the subnet for what comes new, then what the input places. */
export function listAddressFacts(graph: VpcGraph, subnet: Key): readonly (readonly [Key, Known<boolean>])[] {
  const node = graph.subnets.get(subnet);
  if (node === undefined) return [];
  return [
    [subnet, node.mapsPublicIp],
    ...node.occupants.flatMap(({ kind, key, hasPublicIp }): (readonly [Key, Known<boolean>])[] => {
      const fact =
        kind === 'instance'
          ? graph.instances.get(key)?.hasPublicIp
          : kind === 'network-interface'
            ? graph.networkInterfaces.get(key)?.hasPublicIp
            : hasPublicIp;
      return fact === undefined ? [] : [[key, fact]];
    }),
  ];
}
