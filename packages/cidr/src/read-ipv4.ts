/** Canonical IPv4 text, taken apart. */
export interface Ipv4Text {
  /** 0 to 2^32 - 1; of a block the first address. */
  readonly value: number;
  readonly isBlock: boolean;
  /** Of a block, 0 to 32. */
  readonly prefixLength: number;
}

const [DOT, SLASH, ZERO] = [46, 47, 48];

/**
 * One pass over the characters: four numbers of at most 255 without leading zeros, for a block a slash and a number of at
 * most 32, and no address bit after it. `undefined` for any other text, of which more may be made elsewhere.
 */
export function readIpv4(text: string): Ipv4Text | undefined {
  let value = 0;
  let at = 0;
  for (let octet = 0; octet < 4; octet += 1) {
    if (octet > 0 && text.charCodeAt(at++) !== DOT) return undefined;
    const length = digitsAt(text, at);
    const number = numberAt(text, at, length);
    if (length > 3 || number > 255) return undefined;
    value = value * 256 + number;
    at += length;
  }
  if (at === text.length) return { value, isBlock: false, prefixLength: 32 };
  if (text.charCodeAt(at++) !== SLASH) return undefined;
  const length = digitsAt(text, at);
  const prefixLength = numberAt(text, at, length);
  if (at + length !== text.length || length > 2 || prefixLength > 32) return undefined;
  return value % 2 ** (32 - prefixLength) === 0 ? { value, isBlock: true, prefixLength } : undefined;
}

function digitsAt(text: string, at: number): number {
  let length = 0;
  while (isDigit(text.charCodeAt(at + length))) length += 1;
  return length;
}

/** Infinity for no digit, and for a zero before others. */
function numberAt(text: string, at: number, length: number): number {
  if (length === 0 || (length > 1 && text.charCodeAt(at) === ZERO)) return Infinity;
  let number = 0;
  for (let index = 0; index < length; index += 1) number = number * 10 + text.charCodeAt(at + index) - ZERO;
  return number;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57;
}
