import type { Problem } from '@inspected-egress/problem';
import { ADDRESS_BITS, formatAddress, makeAddress } from './address';
import { enclosingBlock, formatCidrBlock } from './cidr-block';
import * as errors from './errors';
import { readTextParts, type TextParts } from './text-parts';

const MAPPED_IPV4 = 0xffffn << 32n; // ::ffff:0:0/96; RFC 4291, section 2.5.5.2

/** What is wrong with a text that is not canonical: first what makes no address, then how it is spelled. */
export function explainText(text: unknown, wanted: errors.Wanted, path: string): Problem {
  if (typeof text !== 'string') return errors.notAnAddress(path, String(text), wanted);
  if (text.includes('${')) return errors.unresolvedToken(path, text, wanted);
  const trimmed = text.trim();
  if (trimmed !== text && trimmed !== '') {
    return errors.surroundingSpace(path, text, corrections(readTextParts(trimmed), wanted));
  }
  const parts = readTextParts(text);
  return (
    findMalformedAddress(parts, wanted, path) ??
    (wanted === 'block' ? findPrefixLengthProblem(parts, path) : undefined) ??
    findSpellingProblem(parts, wanted, path) ??
    explainExtent(parts, wanted, path)
  );
}

function findMalformedAddress(parts: TextParts, wanted: errors.Wanted, path: string): Problem | undefined {
  const { text, addressText, octets, address } = parts;
  const isIpv6 = addressText.split(':').length > 2;
  if (!isIpv6 && !/^[\d.]+$/.test(addressText)) return errors.notAnAddress(path, text, wanted);
  if (octets.every((octet) => /^\d*$/.test(octet))) {
    const count = octets.filter((octet) => octet !== '').length;
    if (octets.length > 0 && count !== 4) return errors.octetCount(path, text, count);
    const tooLarge = octets.find((octet) => Number(octet) > 255);
    if (tooLarge !== undefined) return errors.octetRange(path, text, tooLarge);
  }
  if (address !== undefined) return undefined;
  return isIpv6
    ? errors.malformedIpv6(path, text, explainGroups(addressText))
    : errors.notAnAddress(path, text, wanted);
}

function explainGroups(addressText: string): string {
  const stray = /[^\da-fA-F:.]/u.exec(addressText)?.[0];
  if (stray !== undefined) return `\`${stray}\` is no hexadecimal digit`;
  if (/::.*::|:::/.test(addressText)) return '`::` may stand once only';
  if (/^:(?!:)|(?<!:):$/.test(addressText)) return 'it starts or ends with a single `:`';
  const groups = addressText.split(':').filter((group) => group !== '');
  if (groups.slice(0, -1).some((group) => group.includes('.'))) return 'IPv4 may stand at the end only';
  const long = groups.find((group) => group.length > 4 && !group.includes('.'));
  if (long !== undefined) return `group \`${long}\` is longer than four digits`;
  const count = groups.length + (addressText.includes('.') ? 1 : 0);
  return addressText.includes('::') ? `it has ${count} groups beside \`::\`` : `it has ${count} groups`;
}

function findPrefixLengthProblem(parts: TextParts, path: string): Problem | undefined {
  const { text, prefixText, prefixLength, address } = parts;
  if (address === undefined || prefixText === undefined) return undefined;
  if (prefixLength !== undefined && /^\d+$/.test(prefixText)) return undefined;
  const longest = ADDRESS_BITS[address.family];
  return errors.prefixLengthRange(path, text, prefixText, longest, corrections(parts, 'block'));
}

function findSpellingProblem(parts: TextParts, wanted: errors.Wanted, path: string): Problem | undefined {
  const { text, addressText, zone, octets, prefixText, address } = parts;
  if (address === undefined) return undefined;
  const known = corrections(parts, wanted);
  const padded = [...octets, prefixText ?? ''].find((number) => /^0\d/.test(number));
  if (padded !== undefined) return errors.leadingZero(path, text, padded, known);
  if (zone !== '') return errors.zoneId(path, text, zone, known);
  if (address.family === 6 && octets.length > 0) return errors.embeddedIpv4(path, text, known);
  return formatAddress(address) === addressText ? undefined : errors.notCanonicalIpv6(path, text, known);
}

/** The address is canonical, so what is wrong is what it stands for. */
function explainExtent(parts: TextParts, wanted: errors.Wanted, path: string): Problem {
  const known = corrections(parts, wanted);
  if (wanted === 'address') return errors.blockForAddress(path, parts.text, known);
  return parts.prefixText === undefined
    ? errors.missingPrefixLength(path, parts.text, known)
    : errors.hostBits(path, parts.text, known);
}

/** What to write instead, in backticks; more than one where the text leaves open what was meant. */
function corrections(
  { address, octets, prefixText, prefixLength }: TextParts,
  wanted: errors.Wanted,
): string[] {
  if (address === undefined) return [];
  const isMapped = address.family === 6 && octets.length > 0 && address.value >> 32n === MAPPED_IPV4 >> 32n;
  const meant = isMapped ? [makeAddress(4, address.value - MAPPED_IPV4), address] : [address];
  if (wanted === 'address') return meant.map((one) => `\`${formatAddress(one)}\``);
  if (prefixText !== undefined && prefixLength === undefined) return [];
  return meant.flatMap((one) => {
    const bits = ADDRESS_BITS[one.family];
    const length = prefixLength === undefined ? bits : prefixLength - (ADDRESS_BITS[address.family] - bits);
    const [block, single] = [enclosingBlock(one, length), enclosingBlock(one, bits)];
    if (block === undefined || single === undefined) return [];
    if (block.first === one.value && prefixLength !== undefined) return [`\`${formatCidrBlock(block)}\``];
    return [
      ...(prefixLength === undefined ? [] : [`\`${formatCidrBlock(block)}\` for the block`]),
      `\`${formatCidrBlock(single)}\` for the one address`,
    ];
  });
}
