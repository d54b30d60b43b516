import type { Problem } from '@inspected-egress/problem';

/** What the text should have been; part of most messages here. */
export type Wanted = 'block' | 'address';

const SHOWN_CHARACTERS = 64; // twice the longest IPv4 block; hostile input must not fill a terminal

export const notAnAddress = (path: string, text: string, wanted: Wanted): Problem => ({
  code: 'CIDR101',
  path,
  message: `${quote(text)} is not an IPv4 or IPv6 ${wanted === 'block' ? 'address block' : 'address'}`,
  remedy: `write it as in ${wanted === 'block' ? '`10.0.0.0/16` or `2001:db8::/56`' : '`10.0.0.1` or `2001:db8::1`'}`,
});

export const unresolvedToken = (path: string, text: string, wanted: Wanted): Problem => ({
  code: 'CIDR102',
  path,
  message: `${quote(text)} is a Terraform token, whose value only Terraform knows`,
  remedy: `write the ${wanted} itself`,
});

export const surroundingSpace = (path: string, text: string, corrections: readonly string[]): Problem => ({
  code: 'CIDR103',
  path,
  message: `${quote(text)} has white space around it`,
  remedy: corrected(corrections, 'remove the white space'),
});

export const octetCount = (path: string, text: string, count: number): Problem => ({
  code: 'CIDR104',
  path,
  message: `${quote(text)} has ${count} ${count === 1 ? 'octet' : 'octets'}, an IPv4 address has 4`,
  remedy: 'write all four octets',
});

export const octetRange = (path: string, text: string, octet: string): Problem => ({
  code: 'CIDR105',
  path,
  message: `octet ${quote(octet)} of ${quote(text)} is above 255`,
  remedy: 'write octets from 0 to 255',
});

export const leadingZero = (
  path: string,
  text: string,
  number: string,
  corrections: readonly string[],
): Problem => ({
  code: 'CIDR106',
  path,
  message: `${quote(number)} of ${quote(text)} has a leading zero, which some programs read as octal`,
  remedy: corrected(corrections, 'write it without the zero'),
});

export const malformedIpv6 = (path: string, text: string, reason: string): Problem => ({
  code: 'CIDR107',
  path,
  message: `${quote(text)} is not an IPv6 address: ${reason}`,
  remedy: 'write eight groups of up to four hexadecimal digits, or `::` once for a run of zero groups',
});

export const zoneId = (
  path: string,
  text: string,
  zone: string,
  corrections: readonly string[],
): Problem => ({
  code: 'CIDR108',
  path,
  message: `${quote(text)} has the zone id ${quote(zone)}, which means something on one host only`,
  remedy: corrected(corrections, 'remove the zone id'),
});

export const embeddedIpv4 = (path: string, text: string, corrections: readonly string[]): Problem => ({
  code: 'CIDR109',
  path,
  message: `${quote(text)} writes IPv4 inside IPv6, where only hexadecimal groups are read`,
  remedy: corrected(corrections, 'write hexadecimal groups'),
});

export const notCanonicalIpv6 = (path: string, text: string, corrections: readonly string[]): Problem => ({
  code: 'CIDR110',
  path,
  message: `${quote(text)} is not in the canonical form of RFC 5952`,
  remedy: corrected(corrections, 'write the canonical form'),
});

export const missingPrefixLength = (path: string, text: string, corrections: readonly string[]): Problem => ({
  code: 'CIDR111',
  path,
  message: `${quote(text)} has no prefix length`,
  remedy: ['add the length of the block', ...corrections.map((one) => `write ${one}`)].join(', or '),
});

export const prefixLengthRange = (
  path: string,
  text: string,
  prefixLength: string,
  longest: number,
  corrections: readonly string[],
): Problem => ({
  code: 'CIDR112',
  path,
  message: `prefix length ${quote(prefixLength)} of ${quote(text)} is not a number from 0 to ${longest}`,
  remedy: corrected(corrections, `give a prefix length from 0 to ${longest}`),
});

export const hostBits = (path: string, text: string, corrections: readonly string[]): Problem => ({
  code: 'CIDR113',
  path,
  message: `${quote(text)} has host bits set: its address is not the first of the block`,
  remedy: corrected(corrections, 'write the first address of the block'),
});

export const blockForAddress = (path: string, text: string, corrections: readonly string[]): Problem => ({
  code: 'CIDR114',
  path,
  message: `${quote(text)} is a block where one address is wanted`,
  remedy: corrected(corrections, 'remove the prefix length'),
});

export const subBlockPrefixLength = (
  block: string,
  prefixLength: number,
  shortest: number,
  longest: number,
): Problem => ({
  code: 'CIDR201',
  path: 'prefixLength',
  message: `\`${block}\` cannot be cut into blocks of \`/${prefixLength}\``,
  remedy: `use a prefix length from ${shortest} to ${longest}`,
});

export const subBlockIndex = (
  block: string,
  prefixLength: number,
  index: number | bigint,
  count: bigint,
): Problem => ({
  code: 'CIDR202',
  path: 'index',
  message: `\`${block}\` has ${count} ${count === 1n ? 'block' : 'blocks'} of \`/${prefixLength}\`, and none has index \`${index}\``,
  remedy: count === 1n ? 'use index 0' : `use an index from 0 to ${count - 1n}, or a larger block`,
});

function corrected(corrections: readonly string[], otherwise: string): string {
  return corrections.length === 0 ? otherwise : `write ${corrections.join(', or ')}`;
}

function quote(text: string): string {
  return `\`${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}\``;
}
