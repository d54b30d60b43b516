import { formatProblem } from '@inspected-egress/problem';
import { findAddressProblem, findCidrBlockProblem } from '../src';
import { MALFORMED_ADDRESSES, MALFORMED_BLOCKS } from './support/malformed-texts';

describe('a block is refused with its correction when it has', () => {
  it.each(MALFORMED_BLOCKS)('%s: %j', (_, text, code, remedy) => {
    expect(findCidrBlockProblem(text, 'vpc.cidrBlock')).toMatchObject({
      code,
      path: 'vpc.cidrBlock',
      remedy,
    });
  });
});

describe('an address is refused with its correction when it has', () => {
  it.each(MALFORMED_ADDRESSES)('%s: %j', (_, text, code, remedy) => {
    expect(findAddressProblem(text, 'endpoint')).toMatchObject({ code, path: 'endpoint', remedy });
  });
});

describe('an IPv6 text is refused with the reason', () => {
  it.each([
    ['2001::db8::/32', '`::` may stand once only'],
    [':::/0', '`::` may stand once only'],
    ['2001:0db80::/32', 'group `0db80` is longer than four digits'],
    ['2001:dbg::/32', '`g` is no hexadecimal digit'],
    ['2001:🦊::/32', '`🦊` is no hexadecimal digit'],
    ['2001:db8:/32', 'it starts or ends with a single `:`'],
    [':1:2:3:4:5:6:7:8/128', 'it starts or ends with a single `:`'],
    ['1:2:3:4:5:6:7/64', 'it has 7 groups'],
    ['1:2:3:4:5:6:7:10.0.0.0/128', 'it has 9 groups'],
    ['1:2:3:4::5:6:7:8/128', 'it has 8 groups beside `::`'],
    ['1:2:3:10.0.0.0:4::/64', 'IPv4 may stand at the end only'],
  ])('%s: %s', (text, reason) => {
    expect(findCidrBlockProblem(text, '')?.message).toMatch(
      new RegExp(` is not an IPv6 address: ${reason}$`, 'u'),
    );
  });
});

describe('a message', () => {
  it('names the place, the value and the way out, in one line for each code', () => {
    const texts = [
      [
        'any',
        '${aws_vpc.main.cidr_block}',
        ' 10.0.0.0/8',
        '10/8',
        '10.256.0.0/16',
        '010.0.0.0/8',
        '2001::db8::/32',
      ],
      ['fe80::1%eth0/64', '::ffff:10.0.0.0/104', '2001:DB8::/32', '10.0.0.0', '10.0.0.0/33', '10.0.1.5/24'],
    ].flat();
    const problems = [
      ...texts.map((text) => findCidrBlockProblem(text, 'cidrBlock')),
      findAddressProblem('10.0.0.1/32', 'endpoint'),
    ];
    expect(problems.map((problem) => problem && formatProblem(problem))).toEqual([
      'cidrBlock: `any` is not an IPv4 or IPv6 address block; write it as in `10.0.0.0/16` or `2001:db8::/56` [CIDR101]',
      'cidrBlock: `${aws_vpc.main.cidr_block}` is a Terraform token, whose value only Terraform knows; write the block itself [CIDR102]',
      'cidrBlock: ` 10.0.0.0/8` has white space around it; write `10.0.0.0/8` [CIDR103]',
      'cidrBlock: `10/8` has 1 octet, an IPv4 address has 4; write all four octets [CIDR104]',
      'cidrBlock: octet `256` of `10.256.0.0/16` is above 255; write octets from 0 to 255 [CIDR105]',
      'cidrBlock: `010` of `010.0.0.0/8` has a leading zero, which some programs read as octal; write `10.0.0.0/8` [CIDR106]',
      'cidrBlock: `2001::db8::/32` is not an IPv6 address: `::` may stand once only; write eight groups of up to four hexadecimal digits, or `::` once for a run of zero groups [CIDR107]',
      'cidrBlock: `fe80::1%eth0/64` has the zone id `%eth0`, which means something on one host only; write `fe80::/64` for the block, or `fe80::1/128` for the one address [CIDR108]',
      'cidrBlock: `::ffff:10.0.0.0/104` writes IPv4 inside IPv6, where only hexadecimal groups are read; write `10.0.0.0/8`, or `::ffff:a00:0/104` [CIDR109]',
      'cidrBlock: `2001:DB8::/32` is not in the canonical form of RFC 5952; write `2001:db8::/32` [CIDR110]',
      'cidrBlock: `10.0.0.0` has no prefix length; add the length of the block, or write `10.0.0.0/32` for the one address [CIDR111]',
      'cidrBlock: prefix length `33` of `10.0.0.0/33` is not a number from 0 to 32; give a prefix length from 0 to 32 [CIDR112]',
      'cidrBlock: `10.0.1.5/24` has host bits set: its address is not the first of the block; write `10.0.1.0/24` for the block, or `10.0.1.5/32` for the one address [CIDR113]',
      'endpoint: `10.0.0.1/32` is a block where one address is wanted; write `10.0.0.1` [CIDR114]',
    ]);
  });

  it('shows no more than the start of a very long value', () => {
    const message = findCidrBlockProblem('a'.repeat(1000), '')?.message;
    expect(message).toBe(`\`${'a'.repeat(64)}…\` is not an IPv4 or IPv6 address block`);
  });

  it('names a value that is no text at all, as a configuration file may hold', () => {
    const [fromJson = ''] = JSON.parse('[10]') as string[];
    expect(findCidrBlockProblem(fromJson, '')?.message).toBe('`10` is not an IPv4 or IPv6 address block');
  });
});
