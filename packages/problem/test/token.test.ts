import { isToken } from '../src';

// What `Token.asString`, `Token.asList` and `Token.asNumber` of cdktf 0.21 return.
describe('a Terraform token', () => {
  it.each([
    ['a text', '${TfToken[TOKEN.7]}'],
    ['a text in a text', 'subnet-${TfToken[TOKEN.7]}'],
    ['an expression', '${var.cidr_block}'],
    ['the element of a list', '#{TfToken[TOKEN.7]}'],
    ['a number', -8.109562212591379e298],
  ])('is %s', (_, value) => {
    expect(isToken(value)).toBe(true);
  });

  it.each(['', '10.0.0.0/16', '$HOME_NET', '{a}', '#1', 0, -1, Number.MAX_SAFE_INTEGER, undefined])(
    'is not %j',
    (value) => {
      expect(isToken(value)).toBe(false);
    },
  );
});
