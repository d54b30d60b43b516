import type { Block, Body } from './body';

/**
 * Lays override files over the others, as Terraform does: an argument of a block takes the place of that of the same block,
 * and blocks of one type take the place of all of that type.
 *
 * @see Terraform language, "Override Files", 2026-11
 */
export function withOverrides(body: Body, overrides: readonly Body[]): Body {
  const blocks = [...body.blocks];
  for (const override of overrides)
    for (const over of override.blocks) {
      const at = blocks.findIndex((block) => isSame(block, over));
      const under = blocks[at];
      if (over.type === 'locals') overrideLocals(blocks, over);
      else if (under === undefined) blocks.push(over);
      else blocks[at] = { ...under, body: mergeBodies(under.body, over.body) };
    }
  return { attributes: body.attributes, blocks };
}

/** A local value may be in any of the blocks. */
function overrideLocals(blocks: Block[], over: Block): void {
  for (const { type, body } of blocks)
    if (type === 'locals') for (const name of over.body.attributes.keys()) body.attributes.delete(name);
  blocks.push(over);
}

const isSame = (a: Block, b: Block) => a.type === b.type && a.labels.join('\0') === b.labels.join('\0');

function mergeBodies(under: Body, over: Body): Body {
  const typeOf = ({ type, labels: [label = ''] }: Block) => (type === 'dynamic' ? label : type);
  const replaced = new Set(over.blocks.map(typeOf));
  return {
    attributes: new Map([...under.attributes, ...over.attributes]),
    blocks: [...under.blocks.filter((block) => !replaced.has(typeOf(block))), ...over.blocks],
  };
}
