import { planAddresses, SUBNET_TIERS, type AddressPlanProps } from '../../src';
import { problemLines } from '../problem-lines';

const A = { availabilityZone: 'us-east-1a' };
const B = { availabilityZone: 'us-east-1b' };
const TOKEN = '${TfToken[TOKEN.7]}';

const problems = (props: Partial<AddressPlanProps>) =>
  problemLines(() =>
    planAddresses({ cidrBlock: '10.1.0.0/16', zones: [A, B], tiers: SUBNET_TIERS, ...props }),
  );

describe('blocks of the VPC', () => {
  it('are canonical', () => {
    expect(problems({ cidrBlock: '10.1.0.5/16', secondaryCidrBlocks: ['100.064.0.0/16'] })).toEqual([
      expect.stringMatching(/^cidrBlock: `10\.1\.0\.5\/16` .*`10\.1\.0\.0\/16`.*\[CIDR113\]$/),
      expect.stringMatching(/^secondaryCidrBlocks\[0\]: .*`100\.064\.0\.0\/16`.*\[CIDR106\]$/),
    ]);
  });

  it('are literals', () => {
    expect(problems({ cidrBlock: TOKEN })).toEqual([
      'cidrBlock: block is a Terraform token, but the plan is made before Terraform knows its value; write the block itself [NET101]',
    ]);
  });

  it('are IPv4', () => {
    expect(problems({ secondaryCidrBlocks: ['2001:db8::/56'] })).toEqual([
      'secondaryCidrBlocks[0]: `2001:db8::/56` is an IPv6 block; give an IPv4 block, as AWS assigns those of IPv6 [NET102]',
    ]);
  });

  it.each(['10.0.0.0/15', '10.1.0.0/29'])('are of a size that AWS accepts, not %s', (cidrBlock) => {
    expect(problems({ cidrBlock })).toEqual([
      `cidrBlock: \`${cidrBlock}\` is not a size that AWS accepts; use a prefix length from /16 to /28 [NET104]`,
    ]);
  });

  it.each([
    ['0.1.0.0/16', '0.0.0.0/8', 'this network itself'],
    ['127.1.0.0/16', '127.0.0.0/8', 'loopback'],
    ['169.254.0.0/16', '169.254.0.0/16', 'link-local'],
    ['169.254.168.0/22', '169.254.0.0/16', 'link-local'],
    ['224.1.0.0/16', '224.0.0.0/4', 'multicast'],
    ['240.1.0.0/16', '240.0.0.0/4', 'reserved'],
    ['255.255.0.0/16', '240.0.0.0/4', 'reserved'],
  ])('are none that hosts cannot have, as %s', (block, range, use) => {
    const rest = `\`${block}\` overlaps \`${range}\`, which is ${use}; choose a private block, of \`10.0.0.0/8\` for example [NET126]`;
    expect(problems({ cidrBlock: block })).toEqual([`cidrBlock: ${rest}`]);
    expect(problems({ zones: [{ ...A, cidrBlocks: { protected: block } }] })).toEqual([
      `zones[0].cidrBlocks.protected: ${rest}`,
    ]);
  });

  it.each(['1.0.0.0/16', '126.255.0.0/16', '128.0.0.0/16', '169.253.0.0/16', '223.255.0.0/16'])(
    'may be right beside these, as %s',
    (cidrBlock) => {
      expect(problems({ cidrBlock })).toEqual([]);
    },
  );

  it('are five at most', () => {
    const secondaryCidrBlocks = ['10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16', '10.5.0.0/16'];
    expect(problems({ secondaryCidrBlocks })).toEqual([]);
    expect(problems({ secondaryCidrBlocks: [...secondaryCidrBlocks, '10.6.0.0/16'] })).toEqual([
      'secondaryCidrBlocks: the VPC would have 6 IPv4 blocks, its primary block included, but AWS allows 5; leave at most 4 secondary blocks [NET105]',
    ]);
  });

  it('overlap neither the primary one nor each other', () => {
    expect(problems({ secondaryCidrBlocks: ['10.1.128.0/17', '10.2.0.0/16', '10.2.4.0/24'] })).toEqual([
      'secondaryCidrBlocks[0]: `10.1.128.0/17` overlaps `10.1.0.0/16` of cidrBlock; choose a block outside of all others [NET106]',
      'secondaryCidrBlocks[2]: `10.2.4.0/24` overlaps `10.2.0.0/16` of secondaryCidrBlocks[1]; choose a block outside of all others [NET106]',
    ]);
  });

  // Rows of the table "IPv4 CIDR block association restrictions" of the VPC guide.
  it.each([
    ['10.1.0.0/16', '172.16.0.0/16', '172.16.0.0/12'],
    ['10.1.0.0/16', '192.168.4.0/24', '192.168.0.0/16'],
    ['10.1.0.0/16', '10.0.8.0/24', '10.0.0.0/16'],
    ['10.9.0.0/16', '198.19.0.0/24', '198.19.0.0/16'],
    ['172.16.0.0/16', '172.31.0.0/20', '172.31.0.0/16'],
    ['172.16.0.0/16', '10.0.0.0/16', '10.0.0.0/8'],
    ['192.168.0.0/17', '10.0.0.0/16', '10.0.0.0/8'],
    ['198.19.0.0/17', '192.168.0.0/16', '192.168.0.0/16'],
    ['100.64.0.0/16', '10.0.0.0/16', '10.0.0.0/8'],
  ])('beside %s are not %s', (cidrBlock, secondary, refused) => {
    expect(problems({ cidrBlock, secondaryCidrBlocks: [secondary] })).toEqual([
      `secondaryCidrBlocks[0]: \`${secondary}\` is in \`${refused}\`, which AWS refuses beside the primary block \`${cidrBlock}\`; choose a block of the same private range as the primary one, or one of \`100.64.0.0/10\` [NET124]`,
    ]);
  });

  it.each([
    ['10.1.0.0/16', '10.2.0.0/16'],
    ['10.9.0.0/16', '10.0.0.0/16'],
    ['10.1.0.0/16', '100.64.0.0/16'],
    ['172.16.0.0/16', '172.17.0.0/16'],
    ['192.168.0.0/17', '192.168.128.0/17'],
    ['198.19.0.0/17', '100.64.0.0/16'],
    ['100.64.0.0/16', '100.65.0.0/16'],
  ])('beside %s may be %s', (cidrBlock, secondary) => {
    expect(problems({ cidrBlock, secondaryCidrBlocks: [secondary] })).toEqual([]);
  });
});

describe('secondary blocks beside each other', () => {
  // "If any of the CIDR blocks associated with the VPC is from 10.0.0.0/15": the VPC guide does not mean the primary alone.
  it.each([
    [['10.1.0.0/16', '10.0.0.0/16'], 1, 0],
    [['10.0.0.0/16', '10.1.0.0/16'], 0, 1],
  ])('%j are judged as beside the primary one, in whatever order', (secondaryCidrBlocks, at, other) => {
    expect(problems({ cidrBlock: '10.9.0.0/16', secondaryCidrBlocks })).toEqual([
      `secondaryCidrBlocks[${at}]: \`10.0.0.0/16\` is in \`10.0.0.0/16\`, which AWS refuses beside \`10.1.0.0/16\` of secondaryCidrBlocks[${other}]; choose a block of the same private range as the primary one, or one of \`100.64.0.0/10\` [NET124]`,
    ]);
  });

  it('may be shared ones and private ones together', () => {
    const secondaryCidrBlocks = ['100.64.0.0/16', '10.8.0.0/16', '100.65.0.0/16'];
    expect(problems({ cidrBlock: '10.9.0.0/16', secondaryCidrBlocks })).toEqual([]);
  });
});

describe('a block that is too small', () => {
  it('is refused with the arithmetic and the smallest one that would do', () => {
    expect(problems({ cidrBlock: '10.1.0.0/24' })).toEqual([
      'cidrBlock: `10.1.0.0/24` is too small: cut in 8 zone slots of /27, it leaves /31 for nat, /31 for firewall, /31 for endpoint, /29 for isolated and /31 for transit, but the smallest subnet of AWS is /28; use a block of /21 or larger, or give `cidrBlocks` of nat, firewall, endpoint, isolated and transit in every zone [NET107]',
    ]);
  });

  it('is measured by the tiers in use', () => {
    expect(problems({ cidrBlock: '10.1.0.0/25', tiers: ['protected'] })).toEqual([
      'cidrBlock: `10.1.0.0/25` is too small: cut in 8 zone slots of /28, it leaves /29 for protected, but the smallest subnet of AWS is /28; use a block of /24 or larger, or give `cidrBlocks` of protected in every zone [NET107]',
    ]);
  });

  it('is measured by the zones that have no block of their own', () => {
    const zones = [{ ...A, cidrBlocks: { nat: '10.1.0.96/28' } }, B];
    expect(problems({ cidrBlock: '10.1.0.0/22', zones, tiers: ['nat'] })).toHaveLength(1);
    expect(problems({ cidrBlock: '10.1.0.0/22', zones: zones.slice(0, 1), tiers: ['nat'] })).toEqual([]);
  });
});

describe('blocks of subnets', () => {
  const withBlocks = (cidrBlocks: Readonly<Record<string, string>>, more: Partial<AddressPlanProps> = {}) =>
    problems({ zones: [{ ...A, cidrBlocks }, B], ...more });

  it('are canonical literals of IPv4 that AWS accepts', () => {
    const malformed = {
      protected: TOKEN,
      nat: '10.1.31.1/24',
      firewall: '2001:db8::/64',
      endpoint: '10.1.31.0/29',
    };
    expect(withBlocks(malformed)).toEqual([
      expect.stringMatching(/^zones\[0\]\.cidrBlocks\.protected: .*\[NET101\]$/),
      expect.stringMatching(/^zones\[0\]\.cidrBlocks\.nat: .*\[CIDR113\]$/),
      expect.stringMatching(/^zones\[0\]\.cidrBlocks\.firewall: .*\[NET102\]$/),
      'zones[0].cidrBlocks.endpoint: `10.1.31.0/29` is not a size that AWS accepts; use a prefix length from /16 to /28 [NET104]',
    ]);
  });

  it('lie in one block of the VPC, whole', () => {
    expect(withBlocks({ nat: '10.2.0.0/24' })).toEqual([
      'zones[0].cidrBlocks.nat: `10.2.0.0/24` lies in no block of the VPC, which has `10.1.0.0/16`; choose a block inside one of these, or add a secondary block that holds it [NET108]',
    ]);
    expect(withBlocks({ nat: '10.2.0.0/24' }, { secondaryCidrBlocks: ['10.2.0.0/20'] })).toEqual([]);
    const both = { cidrBlock: '10.2.0.0/20', secondaryCidrBlocks: ['10.2.16.0/20'] };
    expect(withBlocks({ nat: '10.2.0.0/19' }, both)[0]).toMatch(
      /has `10\.2\.0\.0\/20`, `10\.2\.16\.0\/20`;.*NET108/,
    );
  });

  it('overlap no planned subnet of any zone', () => {
    expect(withBlocks({ nat: '10.1.40.0/24' })).toEqual([
      'zones[0].cidrBlocks.nat: `10.1.40.0/24` overlaps `10.1.32.0/20`, the block of the protected subnet of `us-east-1b`; choose a block outside of all other subnets [NET109]',
    ]);
  });

  it('overlap no other one that is given', () => {
    expect(withBlocks({ nat: '10.1.64.0/24', endpoint: '10.1.64.128/25' })).toEqual([
      'zones[0].cidrBlocks.endpoint: `10.1.64.128/25` overlaps `10.1.64.0/24`, the block of the nat subnet of `us-east-1a`; choose a block outside of all other subnets [NET109]',
    ]);
  });

  it('may take the place that the plan had for the same subnet', () => {
    expect(withBlocks({ protected: '10.1.0.0/21' })).toEqual([]);
  });

  it('belong to a tier in use', () => {
    expect(withBlocks({ nat: '10.1.64.0/24' }, { tiers: ['protected'] })).toEqual([
      'zones[0].cidrBlocks.nat: the VPC has no nat subnets, only `protected`; add `nat` to `tiers`, or leave this out [NET119]',
    ]);
  });
});

describe('zones', () => {
  it('are 1 to 6', () => {
    expect(problems({ zones: [] })).toEqual(['zones: no zone is given; give 1 to 6 [NET110]']);
    const zones = [...'abcdefg'].map((letter) => ({ availabilityZone: `us-east-1${letter}` }));
    expect(problems({ zones: zones.slice(0, 6) })).toEqual([]);
    expect(problems({ zones })).toEqual(['zones: 7 zones are given; give 1 to 6 [NET110]']);
  });

  it('are literals', () => {
    expect(problems({ zones: [A, { availabilityZone: TOKEN }] })).toEqual([
      'zones[1].availabilityZone: name of the zone is a Terraform token, but the plan is made before Terraform knows its value; write the name of the zone itself [NET101]',
    ]);
  });

  it.each(['use1-az1', 'us-east-1', 'us-east-1A', 'a', ''])('have names, not `%s`', (availabilityZone) => {
    expect(problems({ zones: [{ availabilityZone, slot: 0 }] })).toEqual([
      `zones[0].availabilityZone: \`${availabilityZone}\` is not the name of a zone; give a name such as \`us-east-1a\`, not an id such as \`use1-az1\` [NET111]`,
    ]);
  });

  it.each(['us-west-2-lax-1a', 'us-east-1j'])(
    'whose name says no slot are given one: %s',
    (availabilityZone) => {
      expect(problems({ zones: [{ availabilityZone }] })).toEqual([
        `zones[0].slot: the name \`${availabilityZone}\` does not say which slot of the address plan the zone takes; give \`slot\`, a number from 0 to 7 that no other zone has [NET112]`,
      ]);
      expect(problems({ zones: [{ availabilityZone, slot: 7 }] })).toEqual([]);
    },
  );

  it('are given once', () => {
    expect(problems({ zones: [A, B, A] })).toEqual([
      'zones[2].availabilityZone: `us-east-1a` is already zones[0]; give every zone once [NET113]',
    ]);
  });

  it.each([-1, 8, 1.5, NaN])('have a slot of the plan, not %d', (slot) => {
    expect(problems({ zones: [{ ...A, slot }] })).toEqual([
      `zones[0].slot: \`${slot}\` is no slot of the address plan; give a whole number from 0 to 7 [NET114]`,
    ]);
  });

  it('have a slot each', () => {
    expect(problems({ zones: [A, { ...B, slot: 0 }] })).toEqual([
      'zones[1].slot: `us-east-1b` would take slot 0, which zones[0] has; give one of the two another `slot` [NET115]',
    ]);
  });

  it('are in one Region, Local Zones in that of their parent', () => {
    expect(problems({ zones: [A, { availabilityZone: 'us-west-2b' }] })).toEqual([
      'zones[1].availabilityZone: `us-west-2b` is not in `us-east-1`, the Region of the first zone; give zones of one Region [NET116]',
    ]);
    expect(problems({ zones: [A, { availabilityZone: 'us-east-1-bos-1a', slot: 1 }] })).toEqual([]);
  });
});

it('everything that is wrong comes at once, in order of the input', () => {
  const codes = problems({
    cidrBlock: '10.1.0.0/16',
    secondaryCidrBlocks: ['10.1.0.0/20'],
    zones: [{ ...A, cidrBlocks: { nat: '10.2.0.0/24' } }, A, { availabilityZone: 'eu-west-1c' }],
  }).map((line) => /\[(\w+)\]$/.exec(line)?.[1]);
  expect(codes).toEqual(['NET113', 'NET116', 'NET106', 'NET108']);
});
