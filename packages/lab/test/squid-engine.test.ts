import { findSquid } from '../src/index';

it('is undefined where no Squid is installed', () => {
  expect(findSquid('no-such-program')).toBeUndefined();
});

it('is undefined where the program is something else', () => {
  expect(findSquid('true')).toBeUndefined();
});
