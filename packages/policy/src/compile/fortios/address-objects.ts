import { firstAddress, formatAddress, formatCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import { readName } from '../../names';
import { fittingName, quoteValue, type CliEntry } from './cli';
import { OBJECT_NAME_LENGTH } from './limits';

export type Family = 4 | 6;

/** An entry of `config firewall address`, or of `address6`. */
export interface AddressObject {
  readonly family: Family;
  readonly name: string;
  readonly lines: readonly string[];
}

/** Predefined in both tables: every address. */
export const ALL = 'all';

export function allOf(family: Family): AddressObject {
  return { family, name: ALL, lines: [] };
}

export function blockObject(block: CidrBlock): AddressObject {
  const text = formatCidrBlock(block);
  const name = objectName('net', text);
  if (block.family === 6) return { family: 6, name, lines: [`set ip6 ${text}`] };
  return { family: 4, name, lines: [`set subnet ${formatAddress(firstAddress(block))} ${maskOf(block)}`] };
}

/** Since 6.2 a wildcard is an FQDN that begins with `*`; cookbook, "Using wildcard FQDN addresses in firewall policies". */
export function nameObject(name: string, family: Family): AddressObject {
  const { base, isWildcard } = readName(name);
  const kind = `${isWildcard ? 'wildcard' : 'fqdn'}${family === 6 ? '6' : ''}`;
  return { family, name: objectName(kind, base), lines: ['set type fqdn', `set fqdn ${quoteValue(name)}`] };
}

export function countryObject(country: string, family: Family): AddressObject {
  return {
    family,
    name: objectName(family === 6 ? 'geo6' : 'geo', country),
    lines: ['set type geography', `set country ${quoteValue(country)}`],
  };
}

export function entryOf({ name, lines }: AddressObject): CliEntry {
  return { key: quoteValue(name), lines };
}

/** The kind comes first, so that no name of a policy is that of an object of the unit, like `all`. */
export function objectName(kind: string, text: string): string {
  return fittingName(`${kind}-${text}`, OBJECT_NAME_LENGTH);
}

function maskOf({ prefixLength }: CidrBlock): string {
  const octets = [0, 8, 16, 24].map(
    (before) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefixLength - before))),
  );
  return octets.join('.');
}
