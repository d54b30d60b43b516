import { findSuricata } from '../src/index';

it('is undefined where no Suricata is installed', () => {
  expect(findSuricata('no-such-program')).toBeUndefined();
});

it('is undefined where the program is something else', () => {
  expect(findSuricata('true')).toBeUndefined();
});
