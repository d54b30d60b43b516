import { formatAddress, formatCidrBlock } from '@inspected-egress/cidr';
import { parseAddressLoosely, parseBlockLoosely } from '../../src/graph/parse-loosely';

it.each([
  ['10.0.0.0/16', '10.0.0.0/16'],
  ['10.0.0.1/8', '10.0.0.0/8'],
  ['10.0.0.7/32', '10.0.0.7/32'],
  ['::0/0', '::/0'],
  ['2001:DB8:0:0:0:0:0:1/64', '2001:db8::/64'],
  ['2600:1f18:0000::/56', '2600:1f18::/56'],
  ['0.0.0.1/0', '0.0.0.0/0'],
])('reads %s as %s', (text, canonical) => {
  const block = parseBlockLoosely(text);
  expect(block && formatCidrBlock(block)).toBe(canonical);
});

it.each([
  '',
  '10.0.0.0',
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  'vpc-1/2',
  ':::/0',
  '1::]:@x/8',
  'fe80::1%eth0/64',
])('reads no block in `%s`', (text) => {
  expect(parseBlockLoosely(text)).toBeUndefined();
});

it('reads an address in any of its forms', () => {
  const read = (text: string) => {
    const address = parseAddressLoosely(text);
    return address && formatAddress(address);
  };
  expect(read('10.0.0.9')).toBe('10.0.0.9');
  expect(read('2001:0DB8::0001')).toBe('2001:db8::1');
  expect(read('10.0.0.9/32')).toBeUndefined();
});
