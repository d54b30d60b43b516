import { Address4, Address6 } from 'ip-address';
import { formatAddress, makeAddress, type Address } from './address';
import { enclosingBlock, formatCidrBlock, makeBlock, type CidrBlock } from './cidr-block';
import { readIpv4 } from './read-ipv4';

// The library reads more than canonical text, so what it read has to format to the same text again. Canonical IPv4 is most
// of what there is to read, and is read without it.
// Texts are unknown here because a configuration file may hold anything.

export function readAddress(text: unknown): Address | undefined {
  if (typeof text !== 'string') return undefined;
  const ipv4 = readIpv4(text);
  if (ipv4 !== undefined && !ipv4.isBlock) return makeAddress(4, BigInt(ipv4.value));
  const address = readLooseAddress(text);
  return address !== undefined && formatAddress(address) === text ? address : undefined;
}

// A plan reads the same few blocks again and again. A block is its text, and never changes.
const KEPT = 4096;
const read = new Map<string, CidrBlock>();

export function readBlock(text: unknown): CidrBlock | undefined {
  if (typeof text !== 'string') return undefined;
  const known = read.get(text);
  if (known !== undefined) return known;
  const block = readBlockText(text);
  if (block === undefined) return undefined;
  if (read.size === KEPT) read.clear();
  read.set(text, Object.freeze(block));
  return block;
}

function readBlockText(text: string): CidrBlock | undefined {
  const ipv4 = readIpv4(text);
  if (ipv4 !== undefined && ipv4.isBlock) return makeBlock(4, BigInt(ipv4.value), ipv4.prefixLength);
  const [addressText = '', prefixText = ''] = text.split('/', 2);
  const address = readLooseAddress(addressText);
  const block = address === undefined ? undefined : enclosingBlock(address, Number(prefixText));
  return block !== undefined && formatCidrBlock(block) === text ? block : undefined;
}

/** What the library makes of the part before the slash. */
export function readLooseAddress(text: string): Address | undefined {
  try {
    return text.includes(':')
      ? makeAddress(6, new Address6(text).bigInt())
      : makeAddress(4, new Address4(text).bigInt());
  } catch {
    return undefined;
  }
}
