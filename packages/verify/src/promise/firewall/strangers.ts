import {
  AddressSet,
  firstAddress,
  formatAddress,
  parseAddress,
  type Address,
  type AddressFamily,
} from '@inspected-egress/cidr';
import type { FirewallFlow } from '../../firewall/firewall-flow';
import type { FirewallRule } from '../../firewall/firewall-rule';
import { ECHO_REQUEST } from '../../firewall/packet';
import type { PlacedBlock } from '../../graph/placed-block';
import { valueOf } from '../../graph/known';
import { internet } from '../../walk/internet';
import { resolveBlock } from '../../walk/place-block';
import type { Whereabouts } from '../../walk/whereabouts';
import type { EnforcedPolicy } from './enforced-policy';
import { bySource } from './enforced-policy';

/** Who asks, and a destination that no rule means: what passes from here to there passes to everybody. */
export interface Stranger {
  readonly source: Whereabouts;
  readonly destination: Address;
  readonly country: string | null;
  /** A subnet that sends it; absent while nothing comes to the firewall. */
  readonly from?: string;
}

/** A name that is in nobody's list. */
export const UNLISTED_NAME = 'in-no-list.example';

/** Public addresses far apart, the first of them known to everybody. */
const CANDIDATES = [
  ...['8.8.8.8', '1.1.1.1', '9.9.9.9', '93.184.215.14', '151.101.1.69', '185.199.108.153', '45.33.32.156'],
  ...['133.242.0.3', '66.102.1.100', '203.178.141.194'],
  ...[
    '2001:4860:4860::8888',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
    '2400:cb00:2048::1',
    '2800:3f0:4001::1',
  ],
].map((text) => parseAddress(text));

/** Countries that a list of countries seldom has; ISO 3166-1. */
const COUNTRIES = ['AQ', 'TV', 'NR', 'PN'];

/** One for each source that comes to the policy; one that stands for all where nothing comes. */
export function listStrangers(enforced: EnforcedPolicy, rules: readonly FirewallRule[]): readonly Stranger[] {
  const blocks = rules.flatMap(({ destination }) => destination.blocks);
  const country = COUNTRIES.find((code) => !rules.some((rule) => mentions(rule, code))) ?? null;
  const arrivals = bySource(enforced.arrivals);
  if (arrivals.length === 0) {
    const source = standIn(enforced);
    return [{ source, destination: pick(enforced, blocks, internet(source.family)), country }];
  }
  const strangers = arrivals.map(({ source, destinations, from }) => ({
    source,
    destination: pick(enforced, blocks, destinations),
    country,
    from,
  }));
  return enforced.read.stateless.rules.length > 0 ? strangers : unlike(strangers, rules);
}

/** One of those that all rules treat alike, as far as addresses go. */
function unlike(strangers: readonly Stranger[], rules: readonly FirewallRule[]): readonly Stranger[] {
  const found = new Map<string, Stranger>();
  for (const stranger of strangers) {
    const there = destinationOf(stranger);
    const answers = rules.flatMap(({ source, destination }) => [
      source.match(stranger.source).is,
      destination.match(stranger.source).is,
      source.match(there).is,
      destination.match(there).is,
    ]);
    const text = `${stranger.source.family} ${answers.join()}`;
    if (!found.has(text)) found.set(text, stranger);
  }
  return [...found.values()];
}

function mentions({ said }: FirewallRule, country: string): boolean {
  return said.options.some(
    ({ keyword, value = '' }) => keyword === 'geoip' && value.toUpperCase().includes(country),
  );
}

/** The address that is in the fewest blocks of rules, of those that packets go to. */
function pick({ graph }: EnforcedPolicy, blocks: readonly PlacedBlock[], destinations: AddressSet): Address {
  const sets = blocks.flatMap((placed) => {
    const block = valueOf(resolveBlock(graph, placed));
    return block === undefined ? [] : [AddressSet.of([block])];
  });
  const count = (address: Address) => sets.filter((set) => set.contains(address)).length;
  const [best] = CANDIDATES.filter((address) => destinations.contains(address)).sort(
    (a, b) => count(a) - count(b),
  );
  if (best !== undefined) return best;
  const [block] = destinations.toCidrBlocks();
  if (block === undefined) throw new Error('a trace has destinations');
  return firstAddress(block);
}

/** What `HOME_NET` holds, or the VPC of the firewall. */
function standIn({ graph, policy, vpc }: EnforcedPolicy): Whereabouts {
  const home = valueOf(valueOf(policy.ipSets)?.get('HOME_NET')) ?? [];
  const blocks = [
    ...home.map((placed) => valueOf(resolveBlock(graph, placed))),
    valueOf(graph.vpcs.get(valueOf(vpc) ?? '')?.cidrBlocks[0]),
  ];
  const block = blocks.find((one) => one !== undefined);
  if (block !== undefined)
    return { kind: 'addresses', family: block.family, addresses: AddressSet.of([block]) };
  return { kind: 'unknown', family: 4, reason: 'no firewall of the input enforces the policy' };
}

/** A flow of a stranger of which everything is known. */
export function flowOf(stranger: Stranger, fields: Partial<FirewallFlow>): FirewallFlow {
  return {
    source: stranger.source,
    destination: destinationOf(stranger),
    protocol: 'tcp',
    sni: null,
    host: null,
    queryName: null,
    country: stranger.country,
    ...fields,
  };
}

function destinationOf({ destination }: Stranger): Whereabouts {
  return { kind: 'addresses', family: destination.family, addresses: AddressSet.of([destination]) };
}

export function echoOf(stranger: Stranger): FirewallFlow {
  const protocol = stranger.destination.family === 4 ? 'icmp' : 'icmpv6';
  return flowOf(stranger, { protocol, icmpType: ECHO_REQUEST[protocol] });
}

export function destinationText({ destination }: Stranger): string {
  return formatAddress(destination);
}

export function familyOf({ destination }: Stranger): AddressFamily {
  return destination.family;
}
