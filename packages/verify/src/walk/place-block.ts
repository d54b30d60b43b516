import type { AddressFamily, CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { unknown, valueOf, type Known } from '../graph/known';
import type { PlacedBlock } from '../graph/placed-block';
import type { VpcGraph } from '../graph/vpc-graph';

/** The block of a subnet in one family; unknown when it has none. */
export function subnetBlock(graph: VpcGraph, subnet: Key, family: AddressFamily): Known<CidrBlock> {
  const node = graph.subnets.get(subnet);
  const block = family === 4 ? node?.cidrBlock : node?.ipv6CidrBlock;
  return block ?? unknown(`the IPv${family} block of \`${subnet}\` is not in the input`);
}

/** The addresses that a placed block stands for, where the graph tells. */
export function resolveBlock(graph: VpcGraph, placed: PlacedBlock): Known<CidrBlock> {
  switch (placed.kind) {
    case 'block':
      return { is: 'known', value: placed.block };
    case 'subnet-block':
      return subnetBlock(graph, placed.subnet, placed.family);
    case 'vpc-block': {
      const vpc = graph.vpcs.get(placed.vpc);
      const blocks = (placed.family === 4 ? vpc?.cidrBlocks : vpc?.ipv6CidrBlocks) ?? [];
      return blocks[0] ?? unknown(`the IPv${placed.family} block of \`${placed.vpc}\` is not in the input`);
    }
    case 'unknown':
      return unknown(placed.reason);
  }
}

/** The VPC that a placed block of unknown addresses lies in. */
export function vpcOfBlock(graph: VpcGraph, placed: PlacedBlock): Key | undefined {
  if (placed.kind === 'vpc-block') return placed.vpc;
  if (placed.kind === 'subnet-block') return valueOf(graph.subnets.get(placed.subnet)?.vpc);
  return undefined;
}
