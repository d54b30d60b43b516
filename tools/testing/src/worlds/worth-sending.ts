import { isBlock, readBlock, writeAddress, type Block } from './address';
import type { World } from './world';

// IANA special-purpose registries and multicast, by hand: what is no address of the public internet.
const RESERVED = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/3', '::/128', '::1/128', '::ffff:0:0/96', '64:ff9b:1::/48', '100::/64', '2001:2::/48'],
  ...['2001:db8::/32', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
].map(readBlock);
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
