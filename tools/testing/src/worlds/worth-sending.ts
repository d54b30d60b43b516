import { isBlock, readBlock, writeAddress, type Block } from './address';
import { RESERVED } from './reserved';
import type { World } from './world';

const NAT64 = readBlock('64:ff9b::/96');
const RESERVED_NAT64 = RESERVED.filter(({ family }) => family === 4).map(inNat64);

/**
 * One public address, and for NAT64 one that stands for it, of every stretch of addresses in which nothing that the world says tells
 * two apart: what follows for these packets follows for all.
 */
export function worthSending(world: World): string[] {
  const said = world.rows.flatMap((words) => words.filter(isBlock).map(readBlock));
  const blocks = [...said, ...said.filter(({ family }) => family === 4).map(inNat64), NAT64];
  const reserved = [...RESERVED, ...RESERVED_NAT64];
  return ([4, 6] as const).flatMap((family) => {
    const end = 1n << (family === 4 ? 32n : 128n);
    const edges = [...blocks, ...reserved]
      .filter((block) => block.family === family)
      .flatMap(({ first, last }) => [first, last + 1n]);
    const starts = [...new Set([0n, ...edges])].filter((edge) => edge < end).sort((a, b) => (a < b ? -1 : 1));
    return starts.flatMap((start) =>
      reserved.some((block) => block.family === family && start >= block.first && start <= block.last)
        ? []
        : [writeAddress(start, family)],
    );
  });
}

function inNat64({ first, last, bits }: Block): Block {
  return { family: 6, first: NAT64.first + first, last: NAT64.first + last, bits: bits + 96 };
}
