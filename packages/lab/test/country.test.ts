import { countriesMatch, countryOf } from '../src/suricata/country-condition';
import { writeCountryDatabase } from '../src/suricata/country-database';
import { readRuleGroup, type SuricataRule } from '../src/suricata/rule';
import { parseAddress } from '@inspected-egress/cidr';

const COUNTRIES = { US: ['2001:db8::/32'], DE: ['2001:db8:1::/48'] };
const US = '2001:db8::1';
const DE = '2001:db8:1::1';
const NOWHERE = '2001:db9::1';

const matches = (keyword: string, source: string, destination: string): boolean =>
  readRuleGroup(`pass ip any any -> any any (geoip:${keyword}; sid:1;)`).rules.every((rule: SuricataRule) =>
    countriesMatch(rule, COUNTRIES, source, destination),
  );

describe('the country of an address', () => {
  it('is that of the longest prefix', () => {
    expect([US, DE, NOWHERE].map((text) => countryOf(COUNTRIES, parseAddress(text)))).toEqual([
      'US',
      'DE',
      undefined,
    ]);
  });

  it.each([
    // keyword, source, destination, match
    ['dst,US', NOWHERE, US, true],
    ['dst,US', US, DE, false],
    ['dst,FR,DE', US, DE, true],
    ['src,US', US, NOWHERE, true],
    ['dst,!US', US, DE, true],
    ['dst,!US', DE, US, false],
    ['dst,!US', US, NOWHERE, false],
    ['both,US', US, DE, false],
    ['both,US', US, US, true],
    ['any,US', DE, US, true],
    ['US', US, DE, true],
  ] as const)('geoip:%s from %s to %s: %s', (keyword, source, destination, expected) => {
    expect(matches(keyword, source, destination)).toBe(expected);
  });
});

describe('a country database', () => {
  it('is the same bytes in every run, and ends in metadata that readers look for', () => {
    const database = writeCountryDatabase(COUNTRIES);
    expect(database).toEqual(writeCountryDatabase(COUNTRIES));
    expect(database.lastIndexOf(Buffer.from('abcdef4d61784d696e642e636f6d', 'hex'))).toBeGreaterThan(0);
  });

  it('refuses a block that is not canonical', () => {
    expect(() => writeCountryDatabase({ US: ['8.8.8.8/8'] })).toThrow(/countries\.US\[0\].*`8\.0\.0\.0\/8`/);
  });
});
