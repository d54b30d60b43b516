// Addresses and blocks by hand, as plain integers, so that nothing is shared with what is tested.

export interface Block {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: number;
}

export function familyOf(text: string): 4 | 6 {
  return text.includes(':') ? 6 : 4;
}

export function readAddress(text: string): bigint {
  if (!text.includes(':')) return text.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  const [head = '', tail = ''] = text.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail.split(':').filter((group) => group !== '');
  const zeros = text.includes('::') ? 8 - left.length - right.length : 0;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** Canonical text: dotted decimal, or RFC 5952. */
export function writeAddress(address: bigint, family: 4 | 6): string {
  const [parts, width] = family === 4 ? [4, 8n] : [8, 16n];
  const groups = Array.from({ length: parts }, (_, index) => {
    const shift = BigInt(parts - 1 - index) * width;
    return ((address >> shift) & ((1n << width) - 1n)).toString(family === 4 ? 10 : 16);
  });
  if (family === 4) return groups.join('.');
  const runs = groups.map((_, start) => {
    const end = groups.findIndex((group, index) => index >= start && group !== '0');
    return { start, length: (end < 0 ? parts : end) - start };
  });
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best));
  if (longest.length < 2) return groups.join(':');
  const { start, length } = longest;
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

const blocks = new Map<string, Block>(); // worlds say the same few blocks over and over

export function readBlock(text: string): Block {
  const known = blocks.get(text);
  if (known !== undefined) return known;
  const [address = '', length = ''] = text.split('/');
  const family = familyOf(text);
  const bits = Number(length);
  const size = 1n << BigInt((family === 4 ? 32 : 128) - bits);
  const first = readAddress(address);
  const block = { family, first, last: first + size - 1n, bits };
  blocks.set(text, block);
  return block;
}

export function isBlock(word: string): boolean {
  return /^[\d.]+\/\d+$|^[\da-f:]+\/\d+$/.test(word);
}

export function holds({ first, last }: Block, address: bigint): boolean {
  return address >= first && address <= last;
}
