import { synthesize } from '@inspected-egress/testing';
import { BlockPublicAccess, findBlockPublicAccessProblems, type BlockPublicAccessInput } from '../src';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';

const INPUT: BlockPublicAccessInput = {
  mode: 'block-bidirectional',
  engineKind: 'gateway-load-balancer',
  position: 'after-nat',
  nat: 'all',
  ipv6: 'none',
  tiers: ['protected', 'nat', 'firewall', 'endpoint', 'isolated'],
};
const VPC_OFF = { scope: 'vpc', mode: 'allow-bidirectional' } as const;
const EGRESS_OFF = { scope: 'vpc', mode: 'allow-egress' } as const;
const tiers = (...named: BlockPublicAccessInput['tiers']) =>
  ({ scope: 'subnets', mode: 'allow-bidirectional', tiers: named }) as const;

// mode, engine, position, more: what the VPC guide, "VPC BPA basics", says about it.
it.each<[string, Partial<BlockPublicAccessInput>, string[]]>([
  ['off blocks nothing', { mode: 'off' }, []],
  ['off makes an exclusion idle', { mode: 'off', exclusion: VPC_OFF }, ['NET507']],
  ['bidirectional stops everything without an exclusion', {}, ['NET501']],
  ['bidirectional lets an excluded VPC work', { exclusion: VPC_OFF }, []],
  ['bidirectional lets excluded firewall and nat subnets work', { exclusion: tiers('nat', 'firewall') }, []],
  ['bidirectional stops an endpoint whose subnet is not excluded', { exclusion: tiers('nat') }, ['NET503']],
  [
    'bidirectional stops a NAT gateway whose subnet is not excluded',
    { exclusion: tiers('firewall') },
    ['NET503'],
  ],
  [
    'bidirectional stops workloads without NAT whose subnet is not excluded',
    { nat: 'none', exclusion: tiers('firewall') },
    ['NET503'],
  ],
  [
    'bidirectional stops IPv6 of workloads whose subnet is not excluded',
    { ipv6: 'inspected', exclusion: tiers('nat', 'firewall') },
    ['NET503'],
  ],
  [
    'bidirectional stops uninspected IPv6 of workloads whose subnet is not excluded',
    { ipv6: 'uninspected-exit', exclusion: tiers('nat', 'firewall') },
    ['NET503'],
  ],
  [
    'block-ingress lets IPv6 leave by an egress-only gateway',
    { mode: 'block-ingress', position: 'before-nat', ipv6: 'uninspected-exit' },
    [],
  ],
  ['bidirectional stops Network Firewall', { engineKind: 'network-firewall' }, ['NET502']],
  [
    'bidirectional stops Network Firewall even where it is excluded',
    { engineKind: 'network-firewall', exclusion: VPC_OFF },
    ['NET502'],
  ],
  [
    'bidirectional with adopted endpoints is unknown',
    { engineKind: 'adopted', exclusion: VPC_OFF },
    ['NET506'],
  ],
  [
    'bidirectional with adopted endpoints can be accepted by name',
    { engineKind: 'adopted', exclusion: VPC_OFF, accept: ['adopted-endpoints-excluded'] },
    [],
  ],
  [
    'an egress-only exclusion leaves the return path after NAT unknown',
    { exclusion: EGRESS_OFF },
    ['NET505'],
  ],
  [
    'an egress-only exclusion knows NAT before the gateway',
    { exclusion: EGRESS_OFF, position: 'before-nat' },
    [],
  ],
  [
    'an egress-only exclusion stops what is not translated',
    { exclusion: EGRESS_OFF, nat: 'none' },
    ['NET504'],
  ],
  ['ingress-only knows NAT before the gateway', { mode: 'block-ingress', position: 'before-nat' }, []],
  [
    'ingress-only works with Network Firewall before NAT',
    { mode: 'block-ingress', position: 'before-nat', engineKind: 'network-firewall' },
    [],
  ],
  ['ingress-only leaves the return path after NAT unknown', { mode: 'block-ingress' }, ['NET505']],
  [
    'ingress-only after NAT can be accepted by name',
    { mode: 'block-ingress', accept: ['return-path-after-nat'] },
    [],
  ],
  ['ingress-only lets an excluded VPC work', { mode: 'block-ingress', exclusion: VPC_OFF }, []],
  ['ingress-only stops IPv4 without NAT', { mode: 'block-ingress', nat: 'none' }, ['NET504']],
  [
    'ingress-only stops IPv6, which is never translated',
    { mode: 'block-ingress', position: 'before-nat', ipv6: 'inspected' },
    ['NET504'],
  ],
  [
    'ingress-only stops IPv6 and leaves IPv4 after NAT unknown',
    { mode: 'block-ingress', ipv6: 'inspected' },
    ['NET504', 'NET505'],
  ],
  [
    'ingress-only makes an egress-only exclusion idle',
    { mode: 'block-ingress', position: 'before-nat', exclusion: EGRESS_OFF },
    ['NET507'],
  ],
  [
    'an exclusion of a tier that is not there is refused',
    { tiers: ['protected', 'nat', 'firewall'], exclusion: tiers('nat', 'firewall', 'isolated') },
    ['NET508'],
  ],
])('%s', (_, more, codes) => {
  expect(findBlockPublicAccessProblems({ ...INPUT, ...more }).map(({ code }) => code)).toEqual(codes);
});

const emit = (props: Partial<ConstructorParameters<typeof BlockPublicAccess>[2]>) =>
  synthesize(
    (stack) =>
      new BlockPublicAccess(stack, 'bpa', {
        vpc: literalVpc(),
        engineKind: 'gateway-load-balancer',
        account: { mode: 'block-bidirectional', managed: 'here' },
        ...props,
      }),
  );

describe('emission', () => {
  it('excludes the VPC before the mode of the account is set', () => {
    const world = emit({ exclusion: VPC_OFF });
    expect(world.only('aws_vpc_block_public_access_exclusion')).toMatchObject({
      vpc_id: 'vpc-1',
      internet_gateway_exclusion_mode: 'allow-bidirectional',
    });
    expect(world.only('aws_vpc_block_public_access_options')).toMatchObject({
      internet_gateway_block_mode: 'block-bidirectional',
      depends_on: [expect.stringMatching(/^aws_vpc_block_public_access_exclusion\./)],
    });
  });

  it('excludes each subnet of the named tiers', () => {
    const exclusions = emit({ exclusion: tiers('nat', 'firewall') }).all(
      'aws_vpc_block_public_access_exclusion',
    );
    expect(exclusions.map((one) => one['subnet_id'])).toEqual([
      'subnet-a-firewall',
      'subnet-a-nat',
      'subnet-b-firewall',
      'subnet-b-nat',
    ]);
  });

  it('leaves the mode of the account alone when somebody else sets it', () => {
    const world = emit({
      account: { mode: 'block-bidirectional', managed: 'elsewhere' },
      exclusion: VPC_OFF,
    });
    expect(world.all('aws_vpc_block_public_access_options')).toEqual([]);
  });

  it('sees in the VPC itself whether there is NAT', () => {
    const account = { mode: 'block-ingress', managed: 'here' } as const;
    expect(problemLines(() => emit({ account, vpc: literalVpc({ nat: 'none' }) })).join()).toContain(
      'NET504',
    );
    expect(problemLines(() => emit({ account, vpc: literalVpc({ position: 'before-nat' }) }))).toEqual([]);
  });

  it('is refused with all its problems at once', () => {
    const make = () =>
      emit({
        engineKind: 'adopted',
        exclusion: tiers('nat', 'firewall'),
        vpc: literalVpc({ ipv6: 'inspected' }),
      });
    expect(problemLines(make)).toMatchSnapshot();
    expect(problemLines(() => emit({}))).toMatchSnapshot();
  });
});

it.each<[string, object, string]>([
  ['a mode', { account: { mode: 'block', managed: 'here' } }, 'mode: `block`'],
  ['somebody', { account: { mode: 'off', managed: 'terraform' } }, 'account.managed: `terraform`'],
  ['an engine', { engineKind: 'proxy' }, 'engineKind: `proxy`'],
  ['a scope', { exclusion: { ...VPC_OFF, scope: 'zone' } }, 'exclusion.scope: `zone`'],
  ['an exclusion', { exclusion: { ...VPC_OFF, mode: 'allow' } }, 'exclusion.mode: `allow`'],
])('%s that no compiler has seen is refused', (_, props, start) => {
  const lines = problemLines(() => emit({ exclusion: VPC_OFF, ...props }));
  expect(lines.filter((line) => line.includes('[NET125]'))).toEqual([
    expect.stringContaining(`${start} is not one of the choices`),
  ]);
  expect(lines.every((line) => line.endsWith(']'))).toBe(true);
});
