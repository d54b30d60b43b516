import { containsBlock, overlaps, type CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { SHORTEST_VPC_PREFIX } from '../walk/limits';

/**
 * What a block is to a VPC: the whole block of a subnet or of the VPC, some other part of it, not in it, or nobody knows.
 */
export type PlaceOfBlock = 'subnet' | 'vpc' | 'part' | 'outside' | 'unknown';

interface BlocksOfVpc {
  readonly subnets: CidrBlock[];
  readonly exact: Set<string>;
}

/** Says it for every VPC of a graph, which is read once. */
export class BlockPlaces {
  private readonly ofVpc = new Map<Key, BlocksOfVpc>();

  constructor(private readonly graph: VpcGraph) {
    for (const { vpc, cidrBlock, ipv6CidrBlock } of graph.subnets.values()) {
      const key = valueOf(vpc);
      if (key === undefined) continue;
      const blocks = this.ofVpc.get(key) ?? { subnets: [], exact: new Set() };
      for (const block of [valueOf(cidrBlock), valueOf(ipv6CidrBlock)]) {
        if (block === undefined) continue;
        blocks.subnets.push(block);
        blocks.exact.add(textOf(block));
      }
      this.ofVpc.set(key, blocks);
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
    const { subnets, exact } = this.ofVpc.get(node.key) ?? { subnets: [], exact: new Set() };
    if (exact.has(textOf(block))) return 'subnet';
    // Subnets share no address: where another begins or ends in a block, no subnet has exactly that block.
    if (outer !== undefined) return subnets.some((one) => overlaps(one, block)) ? 'part' : 'unknown';
    if (own.some((one) => containsBlock(block, one))) return 'outside';
    return whole.includes(undefined) || node.doubt !== undefined ? 'unknown' : 'outside';
  }
}

function textOf({ family, first, prefixLength }: CidrBlock): string {
  return `${family} ${first} ${prefixLength}`;
}
