import { isTooOld } from '../src';

it.each([
  ['0.15.5', true],
  ['1.9.8', true],
  ['1.10.0', false],
  ['1.11.4', false],
  ['2.0.0', false],
])('Terraform %s is too old: %s', (version, tooOld) => {
  expect(isTooOld({ version })).toBe(tooOld);
});
