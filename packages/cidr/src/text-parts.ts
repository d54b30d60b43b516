import { Address4 } from 'ip-address';
import { ADDRESS_BITS, type Address } from './address';
import { readLooseAddress } from './read-text';

/** A text taken apart as far as it goes, to explain it; nothing here is ever planned with. */
export interface TextParts {
  readonly text: string;
  /** Before the slash, without the zone id. */
  readonly addressText: string;
  /** With its percent sign; empty when there is none. */
  readonly zone: string;
  /** After the first slash; undefined when there is none. */
  readonly prefixText: string | undefined;
  /** Between the dots, of IPv4 or of IPv4 inside IPv6; empty when neither. */
  readonly octets: readonly string[];
  /** What was most likely meant; undefined when nothing can be made of it. */
  readonly address: Address | undefined;
  readonly prefixLength: number | undefined;
}

export function readTextParts(text: string): TextParts {
  const slash = text.indexOf('/');
  const hostText = slash === -1 ? text : text.slice(0, slash);
  const prefixText = slash === -1 ? undefined : text.slice(slash + 1);
  const percent = hostText.indexOf('%');
  const addressText = percent === -1 ? hostText : hostText.slice(0, percent);
  const octets = readOctets(addressText);
  const groups = addressText.slice(0, addressText.length - octets.join('.').length);
  const address = readLooseAddress(groups + octets.map((octet) => octet.replace(/^0+(?=\d)/, '')).join('.'));
  return {
    text,
    addressText,
    zone: hostText.slice(addressText.length),
    prefixText,
    octets,
    address,
    prefixLength: address === undefined ? undefined : readLoosePrefixLength(prefixText, address),
  };
}

function readOctets(addressText: string): string[] {
  const tail = addressText.slice(addressText.lastIndexOf(':') + 1);
  return tail.includes('.') || tail === addressText ? tail.split('.') : [];
}

function readLoosePrefixLength(prefixText: string | undefined, { family }: Address): number | undefined {
  if (prefixText === undefined) return undefined;
  if (!/^\d+$/.test(prefixText)) return family === 4 ? readNetmask(prefixText) : undefined;
  return Number(prefixText) <= ADDRESS_BITS[family] ? Number(prefixText) : undefined;
}

function readNetmask(text: string): number | undefined {
  try {
    return Address4.fromAddressAndMask('0.0.0.0', text).subnetMask;
  } catch {
    return undefined;
  }
}
