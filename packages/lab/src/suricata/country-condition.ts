/**
 * Suricata 7 looks up countries of IPv4 only, AWS documents `geoip` for both families. For IPv6 the engine therefore
 * matches the rule without the keyword, and the keyword is judged here, as `detect-geoip.c` of 7.0 does for IPv4.
 */
import { containsAddress, parseAddress, parseCidrBlocks, type Address } from '@inspected-egress/cidr';
import type { CountryTable } from './country-database';
import type { SuricataRule } from './rule';

const DIRECTIONS = ['src', 'dst', 'both', 'any'] as const;

export function countryOf(countries: CountryTable, address: Address): string | undefined {
  const [longest] = Object.entries(countries)
    .flatMap(([country, texts]) => parseCidrBlocks(texts).map((block) => ({ country, block })))
    .filter(({ block }) => containsAddress(block, address))
    .sort((a, b) => b.block.prefixLength - a.block.prefixLength);
  return longest?.country;
}

/** Whether all `geoip` keywords of a rule hold for a packet between two addresses. */
export function countriesMatch(
  rule: SuricataRule,
  countries: CountryTable,
  source: string,
  destination: string,
): boolean {
  return countryOptions(rule).every((text) => {
    const words = text
      .replace(/^geoip\s*:/i, '')
      .split(',')
      .map((word) => word.trim());
    const direction = DIRECTIONS.find((name) => name === words[0]) ?? 'any';
    const codes = DIRECTIONS.some((name) => name === words[0]) ? words.slice(1) : words;
    const negated = codes[0]?.startsWith('!') === true;
    const holds = (address: string): boolean => {
      const country = countryOf(countries, parseAddress(address));
      if (country === undefined) return false; // negated or not: no country is not another country
      return codes.some((code) => code.replace('!', '').toUpperCase() === country) !== negated;
    };
    if (direction === 'src') return holds(source);
    if (direction === 'dst') return holds(destination);
    return direction === 'both' ? holds(source) && holds(destination) : holds(source) || holds(destination);
  });
}

export const countryOptions = ({ options }: SuricataRule): string[] =>
  options.filter(({ keyword }) => keyword === 'geoip').map(({ text }) => text);
