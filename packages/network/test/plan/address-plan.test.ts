import { containsBlock, overlaps, parseCidrBlock } from '@inspected-egress/cidr';
import * as fc from 'fast-check';
import { planAddresses, SUBNET_TIERS, type AddressPlanProps, type SubnetTier } from '../../src';

const zone = (letter: string) => ({ availabilityZone: `eu-central-1${letter}` });

function blocks(props: Partial<AddressPlanProps>): Record<string, string> {
  const plan = planAddresses({ cidrBlock: '10.1.0.0/16', zones: [zone('a')], tiers: SUBNET_TIERS, ...props });
  return Object.fromEntries(plan.subnets.map(({ id, cidrBlock }) => [id, cidrBlock]));
}

describe('places, by hand', () => {
  it('in a /16 a zone has a /19: half protected, a quarter isolated, the rest nat, endpoint, firewall and transit', () => {
    expect(blocks({ zones: [zone('a'), zone('b'), zone('f')] })).toEqual({
      'a-protected': '10.1.0.0/20',
      'a-isolated': '10.1.16.0/21',
      'a-nat': '10.1.24.0/23',
      'a-endpoint': '10.1.26.0/23',
      'a-firewall': '10.1.28.0/28',
      'a-transit': '10.1.30.0/28',
      'b-protected': '10.1.32.0/20',
      'b-isolated': '10.1.48.0/21',
      'b-nat': '10.1.56.0/23',
      'b-endpoint': '10.1.58.0/23',
      'b-firewall': '10.1.60.0/28',
      'b-transit': '10.1.62.0/28',
      'f-protected': '10.1.160.0/20',
      'f-isolated': '10.1.176.0/21',
      'f-nat': '10.1.184.0/23',
      'f-endpoint': '10.1.186.0/23',
      'f-firewall': '10.1.188.0/28',
      'f-transit': '10.1.190.0/28',
    });
  });

  it('in a /21, the smallest for all tiers, the last slot ends where the block ends', () => {
    expect(blocks({ cidrBlock: '172.20.8.0/21', zones: [{ ...zone('a'), slot: 7 }] })).toEqual({
      'h-protected': '172.20.15.0/25',
      'h-isolated': '172.20.15.128/26',
      'h-nat': '172.20.15.192/28',
      'h-endpoint': '172.20.15.208/28',
      'h-firewall': '172.20.15.224/28',
      'h-transit': '172.20.15.240/28',
    });
  });

  it.each<[string, readonly SubnetTier[]]>([
    ['10.1.0.0/24', ['protected']],
    ['10.1.0.0/23', ['protected', 'isolated']],
  ])('%s is enough for %j', (cidrBlock, tiers) => {
    expect(Object.values(blocks({ cidrBlock, tiers })).at(-1)).toMatch(/\/28$/);
  });

  it('IPv6 has eight /64 numbers in each slot, one for each tier in order', () => {
    const { subnets } = planAddresses({
      cidrBlock: '10.1.0.0/16',
      zones: [zone('c'), zone('a')],
      tiers: SUBNET_TIERS,
    });
    expect(subnets.map(({ id, ipv6Number }) => `${id} ${ipv6Number}`)).toEqual([
      'a-protected 0',
      'a-nat 1',
      'a-firewall 2',
      'a-endpoint 3',
      'a-isolated 4',
      'a-transit 5',
      'c-protected 16',
      'c-nat 17',
      'c-firewall 18',
      'c-endpoint 19',
      'c-isolated 20',
      'c-transit 21',
    ]);
  });

  it('the zone of a letter has the same place and ids in every Region', () => {
    const names = ['us-east-1b', 'us-gov-west-1b', 'ap-southeast-2b', 'eu-isoe-west-1b'];
    const plans = names.map((availabilityZone) => blocks({ zones: [{ availabilityZone }] }));
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(1);
    expect(Object.keys(plans[0] ?? {})).toContain('b-protected');
  });
});

describe('blocks that are given', () => {
  it('take the place of planned ones and move none', () => {
    const given = blocks({ zones: [{ ...zone('a'), cidrBlocks: { nat: '10.1.29.0/24' } }, zone('b')] });
    expect(given).toEqual({ ...blocks({ zones: [zone('a'), zone('b')] }), 'a-nat': '10.1.29.0/24' });
  });

  it('may lie in a secondary block, which the plan names', () => {
    const { cidrBlocks, subnets } = planAddresses({
      cidrBlock: '10.1.0.0/16',
      secondaryCidrBlocks: ['100.64.0.0/16'],
      zones: [{ ...zone('a'), cidrBlocks: { protected: '100.64.0.0/18' } }],
      tiers: ['protected', 'nat'],
    });
    expect(cidrBlocks).toEqual(['10.1.0.0/16', '100.64.0.0/16']);
    expect(subnets.map(({ id, vpcCidrBlock }) => `${id} in ${vpcCidrBlock}`)).toEqual([
      'a-protected in 100.64.0.0/16',
      'a-nat in 10.1.0.0/16',
    ]);
  });

  it('are enough for a VPC block that the plan could not cut', () => {
    const cidrBlocks = { protected: '10.1.0.0/26', nat: '10.1.0.64/28', firewall: '10.1.0.80/28' };
    const tiers = ['protected', 'nat', 'firewall'] as const;
    expect(blocks({ cidrBlock: '10.1.0.0/25', zones: [{ ...zone('a'), cidrBlocks }], tiers })).toEqual({
      'a-protected': '10.1.0.0/26',
      'a-nat': '10.1.0.64/28',
      'a-firewall': '10.1.0.80/28',
    });
  });
});

const letters = fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 1 });
const tierSets = fc.uniqueArray(fc.constantFrom(...SUBNET_TIERS), { minLength: 1 });
const vpcBlocks = fc
  .tuple(fc.integer({ min: 16, max: 21 }), fc.nat({ max: 65535 }))
  .map(([prefix, offset]) => {
    const size = 2 ** (32 - prefix);
    const first = (offset * size) % 2 ** 24;
    return `10.${Math.floor(first / 65536)}.${Math.floor(first / 256) % 256}.0/${prefix}`;
  });

describe('laws', () => {
  it('no subnet moves when zones and tiers are added, removed or reordered', () => {
    fc.assert(
      fc.property(vpcBlocks, letters, letters, tierSets, tierSets, (cidrBlock, before, after, few, many) => {
        const one = blocks({ cidrBlock, zones: before.map(zone), tiers: few });
        const other = blocks({ cidrBlock, zones: after.map(zone), tiers: many });
        const stayed = Object.keys(one).filter((id) => id in other);
        expect(stayed.map((id) => other[id])).toEqual(stayed.map((id) => one[id]));
        expect(stayed).toHaveLength(
          before.filter((letter) => after.includes(letter)).length *
            few.filter((tier) => many.includes(tier)).length,
        );
      }),
    );
  });

  it('no subnet leaves the VPC block or meets another, and AWS accepts the size of each', () => {
    fc.assert(
      fc.property(vpcBlocks, (cidrBlock) => {
        const zones = [...'abcdef'].map(zone);
        const subnets = Object.values(blocks({ cidrBlock, zones })).map((text) => parseCidrBlock(text));
        expect(subnets).toHaveLength(36);
        for (const [index, subnet] of subnets.entries()) {
          expect(containsBlock(parseCidrBlock(cidrBlock), subnet)).toBe(true);
          expect(subnet.prefixLength).toBeLessThanOrEqual(28);
          expect(subnets.slice(0, index).some((other) => overlaps(other, subnet))).toBe(false);
        }
      }),
    );
  });

  it('no two subnets of a VPC have the same IPv6 number, and all fit in the /56', () => {
    const zones = [...'abcdef'].map((letter, index) => ({ ...zone(letter), slot: index + 2 }));
    const { subnets } = planAddresses({ cidrBlock: '10.1.0.0/16', zones, tiers: SUBNET_TIERS });
    const numbers = subnets.map(({ ipv6Number }) => ipv6Number);
    expect(new Set(numbers).size).toBe(36);
    expect(Math.max(...numbers)).toBeLessThan(256);
  });

  it('nothing about a plan depends on the order of zones', () => {
    fc.assert(
      fc.property(letters, (order) => {
        const make = (names: readonly string[]) =>
          planAddresses({ cidrBlock: '10.1.0.0/16', zones: names.map(zone), tiers: SUBNET_TIERS });
        expect(make(order)).toEqual(make([...order].sort()));
      }),
    );
  });
});
