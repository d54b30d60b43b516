import { COUNTRIES } from '../src/countries';

it('the 249 codes of ISO 3166-1 are countries to Unicode too', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  expect(COUNTRIES.size).toBe(249);
  expect([...COUNTRIES].filter((code) => names.of(code) === undefined)).toEqual([]);
});
