import {
  findAddressProblem,
  findCidrBlockProblem,
  parseAddress,
  parseCidrBlock,
  subBlock,
  type Address,
  type CidrBlock,
} from '@inspected-egress/cidr';

const EVERYTHING = { 4: parseCidrBlock('0.0.0.0/0'), 6: parseCidrBlock('::/0') } as const;
const BITS = { 4: 32, 6: 128 } as const;

/**
 * The block that AWS makes of a text: host bits are cleared, and IPv6 may be written in any of its ways, as `::0/0`.
 * A plan is what somebody has written already, so its form is not for us to refuse.
 */
export function parseBlockLoosely(text: string): CidrBlock | undefined {
  if (findCidrBlockProblem(text, '') === undefined) return parseCidrBlock(text);
  const [addressText = '', lengthText = '', ...rest] = text.trim().split('/');
  const address = parseAddressLoosely(addressText);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(lengthText)) return undefined;
  const bits = BITS[address.family];
  const length = Number(lengthText);
  if (length > bits) return undefined;
  return subBlock(EVERYTHING[address.family], length, address.value >> BigInt(bits - length));
}

export function parseAddressLoosely(text: string): Address | undefined {
  const canonical = text.includes(':') ? canonicalIpv6(text) : text;
  if (canonical === undefined || findAddressProblem(canonical, '') !== undefined) return undefined;
  return parseAddress(canonical);
}

/** The host of a URL is written in the one canonical way; URL standard, "IPv6 serializer". */
function canonicalIpv6(text: string): string | undefined {
  if (!/^[\da-f:.]+$/i.test(text)) return undefined;
  const url = `http://[${text}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}
