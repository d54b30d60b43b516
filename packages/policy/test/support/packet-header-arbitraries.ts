import { AddressSet, firstAddress, formatAddress, lastAddress, parseCidrBlock } from '@inspected-egress/cidr';
import fc from 'fast-check';
import {
  evaluate,
  type Application,
  type Approximation,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type Flow,
  type Sender,
} from '../../src';
import { anyFlow } from './arbitraries';
import { policyOf, TODAY } from './policies';
import { isInBlock } from './security-group-interpreter';

/** What the prefix lists of `anyPolicy` hold. */
export const LIST_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  'pl-1': ['198.51.100.0/29', '192.0.2.0/30'],
  'pl-2': ['203.0.113.0/24', '2001:db8::/48'],
};

const WEB = '10.0.0.0/25'; // blocks of group `web` of `anyPolicy`

/** Where endpoints of services are; no flow goes there, because the policy knows them by service alone. */
export const ENDPOINT_BLOCKS = ['10.9.0.0/24'];

export const anySender: fc.Arbitrary<Sender> = fc
  .record({
    tier: fc.constantFrom(undefined, 'protected' as const, 'isolated' as const),
    group: fc.constantFrom(undefined, undefined, 'web', 'batch', 'other'),
    cidrBlocks: fc.constantFrom(
      undefined,
      ['10.0.0.0/25'],
      ['10.0.0.0/24'],
      ['10.0.1.0/24', '2001:db8:ffff::/64'],
      ['${aws_subnet.a.cidr_block}'],
    ),
  })
  .map(({ tier, group, cidrBlocks }) => ({
    ...(tier === undefined ? {} : { tier }),
    ...(group === undefined ? {} : { group }),
    ...(cidrBlocks === undefined ? {} : { cidrBlocks }),
  }));

/** A flow that a sender can send, of which every fact is known and none contradicts another. */
export function anyFlowOf(sender: Sender): fc.Arbitrary<Flow> {
  return fc
    .record({
      base: anyFlow,
      destination: fc.constantFrom(
        ...[
          '198.51.100.7',
          '198.51.100.8',
          '198.51.100.255',
          '203.0.113.1',
          '203.0.113.127',
          '203.0.113.128',
        ],
        ...['192.0.2.1', '2001:db8::1', '2001:db8:1::1', '2001:db9::1'],
      ),
      port: fc.constantFrom(1, 52, 53, 79, 80, 81, 442, 443, 444, 8443, 65_535),
      icmpType: fc.constantFrom(8, 128, 0, 13),
      ipv4Source: fc.constantFrom(...ipv4SourcesOf(sender)),
    })
    .map(({ base, destination, port, icmpType, ipv4Source }) => {
      const isIpv6 = destination.includes(':');
      const source = isIpv6 ? '2001:db8:ffff::1' : ipv4Source;
      const isIcmp = base.protocol === 'icmp' || base.protocol === 'icmpv6';
      return {
        ...base,
        destination,
        port,
        icmpType,
        source,
        protocol: isIcmp ? (isIpv6 ? 'icmpv6' : 'icmp') : base.protocol,
        tier: sender.tier ?? base.tier ?? 'nat',
        groups: groupsOf(sender, base.groups ?? [], source),
        prefixLists: listsAt(destination),
      } satisfies Flow;
    });
}

function listsAt(destination: string): readonly string[] {
  return Object.entries(LIST_BLOCKS).flatMap(([id, blocks]) =>
    blocks.some((block) => isInBlock(block, destination)) ? [id] : [],
  );
}

/** Of the workload itself; a workload of another group than `web` is not where that has its workloads. */
function ipv4SourcesOf({ group, cidrBlocks }: Sender): readonly string[] {
  const sources = ['10.0.0.10', '10.0.0.200', '10.0.1.1'];
  const blocks = cidrBlocks?.some((block) => block.includes('$')) ? undefined : cidrBlocks;
  const own = blocks ?? (group === 'web' ? [WEB] : undefined);
  if (own !== undefined) return sources.filter((one) => own.some((block) => isInBlock(block, one)));
  return group === undefined ? sources : sources.filter((one) => !isInBlock(WEB, one));
}

function groupsOf({ group }: Sender, groups: readonly string[], source: string): readonly string[] {
  if (group !== undefined) return [group];
  const others = groups.filter((one) => one !== 'web' || source.includes(':'));
  return isInBlock(WEB, source) ? [...others, 'web'] : others;
}

/** Whether a rule may be about a flow, for all that the flow's packets show and their sender is known to be. */
export function mayBeAbout(rule: EgressRule, policy: EgressPolicy, flow: Flow): boolean {
  const { source, destination, protocol, port, icmpType } = flow;
  const shown = { source, destination, protocol, port, icmpType } as Flow;
  const passing = policyOf([{ ...rule, sources: [{ vpc: 'all' }], action: 'pass' }], {
    ...(policy.sets === undefined ? {} : { sets: policy.sets }),
  });
  return evaluate(passing, shown, { today: TODAY }).verdict !== 'drop';
}

/** Whether an approximation `wider` says that the flow may pass. */
export function isExcused(
  flow: Flow,
  policy: EgressPolicy,
  approximations: readonly Approximation[],
): boolean {
  return approximations.some(({ direction, rule: id }) => {
    const rule = policy.rules.find((one) => one.id === id);
    return direction === 'wider' && rule !== undefined && mayBeAbout(rule, policy, flow);
  });
}

/** Policies that meet {@link anyNearFlowOf} often: few ports and places, every kind of destination and source. */
export const anyNearPolicy: fc.Arbitrary<EgressPolicy> = fc
  .array(
    fc.record({
      destinations: fc.array(
        fc.constantFrom<Destination>(
          { anywhere: 'all' },
          { cidrBlock: '198.51.100.0/24' },
          { cidrBlock: '198.51.100.7/32' },
          { country: 'DE' },
          { prefixList: 'pl-1' },
          { prefixList: 'pl-2' },
        ),
        { minLength: 1, maxLength: 2 },
      ),
      applications: fc.constantFrom<Application[]>(
        ['https'],
        [{ tcp: { from: 443, to: 443 } }],
        [{ tcp: { from: 1, to: 443 } }, 'icmp-echo'],
        [{ tcp: { from: 443, to: 65_535 } }],
      ),
      sources: fc.constantFrom<EgressRule['sources']>(
        undefined,
        undefined,
        [{ tier: 'protected' }],
        [{ group: 'web' }],
        [{ group: 'batch' }],
        [{ cidrBlock: '10.0.0.0/24' }],
      ),
      action: fc.constantFrom('pass' as const, 'pass' as const, 'drop' as const),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rules) =>
    policyOf(
      rules.map(({ sources, ...more }, index) => ({
        id: `rule-${index}`,
        ...more,
        ...(sources === undefined ? {} : { sources }),
      })),
      { groups: { web: { cidrBlocks: [WEB] }, batch: { cidrBlocks: [] } } },
    ),
  );

/** Flows at the ports and places of {@link anyNearPolicy}. */
export function anyNearFlowOf(sender: Sender): fc.Arbitrary<Flow> {
  return fc
    .tuple(
      anyFlowOf(sender),
      fc.constantFrom('198.51.100.7', '198.51.100.8', '203.0.113.1'),
      fc.constantFrom(443, 443, 444, 22),
    )
    .map(([any, destination, port]) =>
      any.source.includes(':') || any.protocol === 'udp'
        ? any
        : { ...any, destination, port, prefixLists: listsAt(destination) },
    );
}

const shownPorts = fc
  .tuple(fc.constantFrom(1, 53, 80, 443), fc.constantFrom(53, 80, 443, 65_535))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
const shownApplication: fc.Arbitrary<Application> = fc.oneof(
  shownPorts.map((tcp) => ({ tcp })),
  shownPorts.map((udp) => ({ udp })),
  fc.constant('icmp-echo' as const),
);
const shownDestination: fc.Arbitrary<Destination> = fc.oneof(
  fc
    .constantFrom('198.51.100.0/24', '198.51.100.7/32', '203.0.113.0/25', '2001:db8::/32', '0.0.0.0/0')
    .map((cidrBlock) => ({ cidrBlock })),
  fc.constant({ anywhere: 'all' as const }),
);

/** Rules that packet headers show in full. */
export const anyShownPolicy: fc.Arbitrary<EgressPolicy> = fc
  .array(
    fc.record({
      destinations: fc.array(shownDestination, { minLength: 1, maxLength: 3 }),
      applications: fc.array(shownApplication, { minLength: 1, maxLength: 2 }),
      action: fc.constantFrom('pass' as const, 'pass' as const, 'drop' as const, 'reject' as const),
    }),
    { maxLength: 6 },
  )
  .map((rules) => policyOf(rules.map((rule, index) => ({ id: `rule-${index}`, ...rule }))));

/** The first address of a block, and the one after its last. */
export function edgesOf(text: string): readonly string[] {
  const block = parseCidrBlock(text);
  const next = AddressSet.of([block])
    .complement()
    .toCidrBlocks()
    .map(firstAddress)
    .filter(({ family, value }) => family === block.family && value === lastAddress(block).value + 1n);
  return [firstAddress(block), ...next].map(formatAddress);
}
