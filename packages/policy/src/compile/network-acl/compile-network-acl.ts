/**
 * A policy as the network ACL of subnets of workloads, in both directions.
 *
 * Outbound entries stand in the order of the policy's rules, with a deny where a rule forbids what a later one would
 * permit. A network ACL keeps no state, so inbound entries let replies in: from what a workload may reach, to the ports it
 * opens connections from.
 *
 * Laws, each proved by name in `test/compile/network-acl-laws.test.ts`:
 * - what the policy permits, the ACL permits, unless an approximation says `narrower`, and its reply too;
 * - what the ACL permits beyond the policy, an approximation `wider` says, of a rule that its packet is like or of the whole;
 * - rules that headers show in full have no approximation, and the ACL says what they say;
 * - no entry can be left out without a change of what passes;
 * - a rule at the end of the policy moves no number of entries that permit;
 * - `monitor` blocks nothing.
 *
 * Packets within a subnet cross no network ACL, and none holds back queries to the VPC's resolver or instance metadata.
 * @see VPC guide "Network ACLs"
 */
import {
  AddressSet,
  overlaps,
  parseCidrBlock,
  parseCidrBlocks,
  type AddressFamily,
} from '@inspected-egress/cidr';
import { isToken, quote, throwProblems } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import type { EvaluateOptions } from '../../evaluate';
import type { EgressPolicy, PortRange } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import { resolveDestinations } from '../../resolve-destinations';
import type { CompilationRemark, Compiled } from '../compiled';
import { atBusiestPort } from '../packet-header/busiest-port';
import { claimRules, decideHeaders } from '../packet-header/decide-headers';
import { approximateHeaders, remarkOnHeaders } from '../packet-header/header-approximations';
import type { HeaderView } from '../packet-header/header-claims';
import type { Sender } from '../packet-header/sender';
import { entriesForEverything, isOfFamily, type NetworkAclEntry } from './acl-entries';
import { chooseEntries, ephemeralPortsOf } from './choose-entries';
import { ENTRIES_PER_DIRECTION } from './limits';
import { findNetworkAclOptionProblems } from './network-acl-problems';
import { EVERY_SERVICE, openServices, type PolicyService } from './open-services';

export interface NetworkAclOptions extends EvaluateOptions {
  /** Of the subnets that the ACL is for. A block may be a Terraform token; then nothing is known of any. */
  readonly subnetCidrBlocks: readonly string[];
  /** @default - not known, so a rule by tier permits */
  readonly tier?: Sender['tier'];
  /**
   * Ports that workloads open connections from, so that replies reach them.
   * @default 'linux' - 32768 to 61000
   * @throws PlanError POL552 for ports outside 1024-65535 or in reverse
   * @see VPC guide "Ephemeral ports"
   */
  readonly ephemeralPorts?: 'linux' | 'windows' | PortRange;
  /** Blocks of each prefix list that a rule names, by its id. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /**
   * Blocks that hold the endpoint of each service that a rule names; of a gateway endpoint those of the service.
   * @default - nothing to the service is permitted, and an approximation says so
   */
  readonly services?: Readonly<Record<string, { readonly cidrBlocks: readonly string[] }>>;
  /**
   * Rules of one direction that an ACL of this account holds, IPv4 and IPv6 counted apart, its last deny included.
   * @default 20 - what AWS grants before a quota increase
   * @throws PlanError POL551 outside 20-40, POL554 for each rule of the policy that does not fit
   */
  readonly rulesPerDirection?: number;
  /**
   * Entries of the quota that the caller needs for others of its own; numbers below 100 are free for them.
   * @default - none
   * @throws PlanError POL555 for what is no number of entries that the quota leaves
   */
  readonly reservedEntries?: Readonly<Partial<Record<'egress' | 'ingress', EntriesOfFamilies>>>;
  /**
   * Whether the subnets have IPv6.
   * @default - 'none' where all blocks of the subnets are known and none is of IPv6, otherwise 'some'
   */
  readonly ipv6?: 'none' | 'some';
}

/** Numbers of entries, of which a quota counts each family apart. */
export interface EntriesOfFamilies {
  /** @default 0 */
  readonly ipv4?: number;
  /** @default 0 */
  readonly ipv6?: number;
}

export interface NetworkAclArtefact {
  /** In order of their numbers; what none matches is denied. */
  readonly egress: readonly NetworkAclEntry[];
  readonly ingress: readonly NetworkAclEntry[];
  /** For the network ACLs of other tiers, which see the same flows. */
  readonly services: readonly PolicyService[];
}

/** @throws PlanError POL551 to POL555, CIDR1xx for a block that is none, POL1xx when the policy is not valid */
export function compileNetworkAcl(
  policy: EgressPolicy,
  options: NetworkAclOptions,
): Compiled<NetworkAclArtefact> {
  const subject = `network ACL of egress policy ${quote(policy.name)}`;
  const invalid = findPolicyProblems(policy);
  throwProblems(subject, [
    ...invalid,
    ...(invalid.length > 0 ? [] : findNetworkAclOptionProblems(policy, options)),
  ]);
  if (policy.mode === 'monitor') {
    const everything = entriesForEverything();
    return {
      artefact: { egress: everything, ingress: everything, services: EVERY_SERVICE },
      approximations: [],
      remarks: [
        {
          remark:
            'monitor blocks nothing, so everything passes both ways: what comes in is for the security group to hold back',
        },
        ...remarkOnHeaders(policy, 'network-acl', options),
      ],
    };
  }
  const view = viewOf(options);
  const claimed = claimRules(policy, view, options);
  const busiest = atBusiestPort(claimed, ENTRIES_PER_DIRECTION.most);
  if (busiest !== undefined) {
    throwProblems(subject, chooseEntries(policy, decideHeaders(busiest), options).problems);
  }
  const decisions = decideHeaders(claimed);
  const { egress, ingress, joined, problems } = chooseEntries(policy, decisions, options);
  throwProblems(subject, problems);
  return {
    artefact: { egress, ingress, services: openServices(decisions) },
    approximations: [
      ...approximateHeaders(policy, decisions, view, 'network-acl', options),
      ...approximateErrors(egress, options),
    ],
    remarks: [
      ...remarkOnHeaders(policy, 'network-acl', options),
      ...remarkOnSubnets(policy, options),
      ...remarkOnReplies(ingress, ephemeralPortsOf(options)),
      ...joined.map((direction) => ({
        remark: `${direction} entries of several rules are joined, for want of room`,
      })),
    ],
  };
}

/** What a network ACL sees of packets. */
export function viewOf({
  tier,
  subnetCidrBlocks,
  prefixLists = {},
  services = {},
}: NetworkAclOptions): HeaderView {
  return {
    sender: { cidrBlocks: subnetCidrBlocks, ...(tier === undefined ? {} : { tier }) },
    placeOfList: (id) => AddressSet.of(parseCidrBlocks(prefixLists[id] ?? [])),
    placeOfService: (service) => {
      const blocks = Object.hasOwn(services, service) ? (services[service]?.cidrBlocks ?? []) : [];
      return blocks.length === 0 ? undefined : AddressSet.of(parseCidrBlocks(blocks));
    },
  };
}

function approximateErrors(
  egress: readonly NetworkAclEntry[],
  options: NetworkAclOptions,
): readonly Approximation[] {
  const kinds = familiesOf(options)
    .filter((family) =>
      egress.some((entry) => entry.purpose === 'path MTU discovery' && isOfFamily(entry, family)),
    )
    .map((family) => (family === 4 ? 'ICMP type 3 code 4' : 'ICMPv6 type 2'));
  return kinds.length === 0
    ? []
    : [
        {
          layer: 'network-acl',
          direction: 'wider',
          kind: 'path-mtu-discovery',
          reason: `path MTU discovery needs ${kinds.join(' and ')}, which pass to and from any address`,
        },
      ];
}

function familiesOf({ subnetCidrBlocks, ipv6 }: NetworkAclOptions): readonly AddressFamily[] {
  const mayBeIpv6 = (block: string) => isToken(block) || block.includes(':');
  const isSome = subnetCidrBlocks.length === 0 || subnetCidrBlocks.some(mayBeIpv6);
  return (ipv6 ?? (isSome ? 'some' : 'none')) === 'none' ? [4] : [4, 6];
}

/** Only of rules that name addresses of the subnets: `anywhere` is written for what is farther. */
function remarkOnSubnets(
  policy: EgressPolicy,
  { subnetCidrBlocks }: NetworkAclOptions,
): readonly CompilationRemark[] {
  const own = parseCidrBlocks(subnetCidrBlocks.filter((block) => !isToken(block)));
  return policy.rules
    .filter(({ destinations }) =>
      resolveDestinations(destinations, policy.sets).some((one) => {
        if (!('cidrBlock' in one)) return false;
        const block = parseCidrBlock(one.cidrBlock);
        return block.prefixLength > 0 && own.some((subnet) => overlaps(subnet, block));
      }),
    )
    .map(({ id }) => ({
      rule: id,
      remark:
        'packets within a subnet cross no network ACL, and between subnets of it requests need inbound entries that an egress policy does not give',
    }));
}

function remarkOnReplies(
  ingress: readonly NetworkAclEntry[],
  { from, to }: PortRange,
): readonly CompilationRemark[] {
  return ingress.some(({ traffic }) => 'fromPort' in traffic)
    ? [
        {
          remark: `a network ACL keeps no state: what workloads may reach may send to their ports ${from}-${to} unasked`,
        },
      ]
    : [];
}
