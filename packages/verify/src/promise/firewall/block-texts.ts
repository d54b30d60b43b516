import { formatCidrBlock } from '@inspected-egress/cidr';
import { valueOf } from '../../graph/known';
import type { PlacedBlock } from '../../graph/placed-block';
import type { VpcGraph } from '../../graph/vpc-graph';
import { resolveBlock } from '../../walk/place-block';

const MOST_SHOWN = 3;

/** The first few of some blocks, for people. */
export function blockTexts(graph: VpcGraph, blocks: readonly PlacedBlock[]): string {
  const texts = [...new Set(blocks.map((placed) => blockText(graph, placed)))];
  const more = texts.length - MOST_SHOWN;
  return `${texts.slice(0, MOST_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function blockText(graph: VpcGraph, placed: PlacedBlock): string {
  const block = valueOf(resolveBlock(graph, placed));
  if (block !== undefined) return `\`${formatCidrBlock(block)}\``;
  if (placed.kind === 'subnet-block') return `the IPv${placed.family} block of \`${placed.subnet}\``;
  return placed.kind === 'vpc-block'
    ? `the IPv${placed.family} block of \`${placed.vpc}\``
    : 'a block that is not known';
}
