import { compareBlocks, containsBlock, overlaps, type CidrBlock } from '@inspected-egress/cidr';
import { append } from '../graph/append';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { SHORTEST_VPC_PREFIX } from '../walk/limits';

/**
 * What a block is to a VPC: the whole block of a subnet or of the VPC, some other part of it, not in it, or nobody knows.
 */
export type PlaceOfBlock = 'subnet' | 'vpc' | 'part' | 'outside' | 'unknown';

/** Says it for every VPC of a graph, which is read once. */
export class BlockPlaces {
  private readonly ofVpc = new Map<Key, CidrBlock[]>();

  constructor(private readonly graph: VpcGraph) {
    for (const { vpc, cidrBlock, ipv6CidrBlock } of graph.subnets.values()) {
      const key = valueOf(vpc);
      if (key === undefined) continue;
      for (const block of [valueOf(cidrBlock), valueOf(ipv6CidrBlock)])
        if (block !== undefined) append(this.ofVpc, key, block);
    }
  }

  of(vpc: Known<Key>, block: CidrBlock): PlaceOfBlock {
    if (block.prefixLength < SHORTEST_VPC_PREFIX[block.family]) return 'outside';
    const node = this.graph.vpcs.get(valueOf(vpc) ?? '');
    if (node === undefined) return 'unknown';
    const whole = [...node.cidrBlocks, ...node.ipv6CidrBlocks].map(valueOf);
    const own = whole.flatMap((one) => one ?? []);
    const outer = own.find((one) => containsBlock(one, block));
    if (outer !== undefined && containsBlock(block, outer)) return 'vpc';
    const subnets = this.ofVpc.get(node.key) ?? [];
    if (subnets.some((one) => compareBlocks(one, block) === 0)) return 'subnet';
    // Subnets share no address: where another begins or ends in a block, no subnet has exactly that block.
    if (outer !== undefined) return subnets.some((one) => overlaps(one, block)) ? 'part' : 'unknown';
    if (own.some((one) => containsBlock(block, one))) return 'outside';
    return whole.includes(undefined) || node.doubt !== undefined ? 'unknown' : 'outside';
  }
}
