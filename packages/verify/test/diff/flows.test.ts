import { graphOf } from '../support/graph-of';
import { toldBetween } from '../support/told-difference';
import { AFTER_NAT } from '../support/topologies';

const OPEN = 'in 900 allow all 0.0.0.0/0 | out 900 allow all 0.0.0.0/0';
const world = (rules: string) =>
  `${AFTER_NAT.replace('n-a us-east-1a 10.1.1.0/24', 'n-a us-east-1a 10.1.1.0/24 acl=a')}\n  acl a: ${rules}`;
const told = (before: string, after: string) => toldBetween(graphOf(world(before)), graphOf(world(after)));

describe('a network ACL on the way', () => {
  it('that denies a block loses exactly its destinations', () => {
    expect(told(OPEN, `out 100 deny tcp 443 8.8.8.0/24 | ${OPEN}`)).toEqual([
      '- w-a `8.8.8.0/24`: permitted',
      '+ w-a `8.8.8.0/24`: denied, `a` denies requests at the exit of `n-a`',
    ]);
  });

  it('that denies another block loses one and gains the other', () => {
    const deny = (block: string) => `out 100 deny tcp 443 ${block} | ${OPEN}`;
    expect(told(deny('8.8.8.0/24'), deny('8.8.4.0/24'))).toEqual([
      '- w-a `8.8.8.0/24`: denied, `a` denies requests at the exit of `n-a`',
      '- w-a `8.8.4.0/24`: permitted',
      '+ w-a `8.8.4.0/24`: denied, `a` denies requests at the exit of `n-a`',
      '+ w-a `8.8.8.0/24`: permitted',
    ]);
  });

  it('that denies some ports of replies loses everything', () => {
    expect(told(OPEN, `in 100 deny tcp 2000-3000 0.0.0.0/0 | ${OPEN}`)).toEqual([
      '- w-a the public IPv4 internet: permitted',
      '+ w-a the public IPv4 internet: denied, `a` denies replies at the entrance of `n-a`',
    ]);
  });

  it('that is about another flow changes nothing', () => {
    expect(told(OPEN, `out 100 deny tcp 25 0.0.0.0/0 | ${OPEN}`)).toEqual([]);
  });

  it('whose rules are numbered anew changes nothing', () => {
    expect(told(OPEN, OPEN.replaceAll('900', '500'))).toEqual([]);
  });

  it('that is not in the input leaves it open', () => {
    const gone = world(OPEN).replace('acl=a', 'acl=gone');
    expect(toldBetween(graphOf(world(OPEN)), graphOf(gone))).toEqual([
      expect.stringMatching(
        /^\? w-a flows: .*permitted before, undetermined \(the rules of `gone` are not in the input/,
      ),
    ]);
  });
});
