/**
 * A policy as the outbound rules of the security group of one workload.
 *
 * A security group permits by addresses, protocol and port, in no order, and lets replies in. So what a policy forbids is
 * not said but left out, and what it permits by name or country is permitted to any address.
 *
 * Laws, each proved by name in `test/compile/security-group-laws.test.ts`:
 * - what the policy permits, the group permits, unless an approximation says `narrower`;
 * - what the group permits beyond the policy, an approximation `wider` of a rule that its packet is like says;
 * - rules that headers show in full have no approximation, and the group says what they say;
 * - no rule of the group is covered by the others;
 * - `monitor` blocks nothing.
 *
 * No security group holds back queries to the VPC's resolver, instance metadata and time at their link-local addresses.
 * @see VPC guide "Control traffic to your AWS resources using security groups"
 */
import { AddressSet, parseCidrBlocks } from '@inspected-egress/cidr';
import { quote, throwProblems } from '@inspected-egress/problem';
import type { EvaluateOptions } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import type { CompilationRemark, Compiled } from '../compiled';
import { atBusiestPort } from '../packet-header/busiest-port';
import { claimRules, decideHeaders, type ClaimedRule } from '../packet-header/decide-headers';
import { approximateHeaders, remarkOnHeaders } from '../packet-header/header-approximations';
import type { HeaderView, Place } from '../packet-header/header-claims';
import type { Sender } from '../packet-header/sender';
import { GATEWAY_LIST_WEIGHT, RULES_PER_GROUP } from './limits';
import {
  findSecurityGroupProblems,
  findSecurityGroupQuotaProblems,
  type ListWeights,
} from './security-group-problems';
import { permitEverything, planSecurityGroupRules, type SecurityGroupRule } from './security-group-rules';

export interface SecurityGroupOptions extends EvaluateOptions {
  /** Whose security group it is. What is left out is not known, and rules that depend on it permit. */
  readonly workload: Sender;
  /** Each prefix list that a rule names, by its id. */
  readonly prefixLists?: Readonly<Record<string, PrefixListSize>>;
  /**
   * The endpoint of each service that a rule names: its interface endpoint by blocks that hold it, or its gateway endpoint
   * by the prefix list of the service.
   * @default - nothing to the service is permitted, and an approximation says so
   */
  readonly services?: Readonly<Record<string, EndpointPlace>>;
  /**
   * Outbound rules that a group of this account holds, IPv4 and IPv6 counted apart.
   * @default 60 - what AWS grants before a quota increase
   * @throws PlanError POL501 outside 1-1000, POL504 for each rule of the policy that does not fit
   */
  readonly rulesPerGroup?: number;
}

/** A reference to a prefix list counts as its largest number of entries, whatever it holds. */
export interface PrefixListSize {
  readonly maxEntries: number;
  /** @default - not known, so it is counted for both */
  readonly addressFamily?: 'IPv4' | 'IPv6';
}

export type EndpointPlace =
  | {
      readonly prefixListId: string;
      /** @default 1 - what the lists of S3 and DynamoDB count as */
      readonly maxEntries?: number;
    }
  | { readonly cidrBlocks: readonly string[] };

export interface SecurityGroupArtefact {
  /** In a stable order that means nothing. */
  readonly egress: readonly SecurityGroupRule[];
  /** An egress policy lets nothing in but replies, which need no rule. */
  readonly ingress: readonly [];
}

/** @throws PlanError POL501 to POL504, CIDR1xx for a block that is none, POL1xx when the policy is not valid */
export function compileSecurityGroup(
  policy: EgressPolicy,
  options: SecurityGroupOptions,
): Compiled<SecurityGroupArtefact> {
  const subject = `security group of egress policy ${quote(policy.name)}`;
  throwProblems(subject, [...findPolicyProblems(policy), ...findSecurityGroupProblems(options)]);
  if (policy.mode === 'monitor') {
    return {
      artefact: { egress: permitEverything(policy), ingress: [] },
      approximations: [],
      remarks: [
        { remark: 'monitor blocks nothing, and a security group writes no log line for what it would block' },
        ...remarkOnHeaders(policy, 'security-group', options),
      ],
    };
  }
  const lists = weighLists(options);
  const view = viewOf(options, lists);
  const { rulesPerGroup = RULES_PER_GROUP.default } = options;
  const plan = (rules: readonly ClaimedRule[]) => {
    const decided = decideHeaders(rules);
    const planned = planSecurityGroupRules(policy, decided, rulesPerGroup);
    throwProblems(subject, findSecurityGroupQuotaProblems(policy, planned, lists, rulesPerGroup));
    return { decisions: decided, egress: planned };
  };
  const claimed = claimRules(policy, view, options);
  const busiest = atBusiestPort(claimed, rulesPerGroup);
  if (busiest !== undefined) plan(busiest);
  const { decisions, egress } = plan(claimed);
  return {
    artefact: { egress, ingress: [] },
    approximations: approximateHeaders(policy, decisions, view, 'security-group', options),
    remarks: [...remarkOnHeaders(policy, 'security-group', options), ...remarkOnGroup(policy, options)],
  };
}

function viewOf({ workload, services = {} }: SecurityGroupOptions, { familyOf }: ListWeights): HeaderView {
  const placeOfList = (id: string): Place => {
    const family = familyOf(id);
    return family === undefined ? { id } : { id, family };
  };
  return {
    sender: workload,
    placeOfList,
    placeOfService: (service) => {
      const endpoint = Object.hasOwn(services, service) ? services[service] : undefined;
      if (endpoint === undefined) return undefined;
      if ('prefixListId' in endpoint) return placeOfList(endpoint.prefixListId);
      return endpoint.cidrBlocks.length === 0
        ? undefined
        : AddressSet.of(parseCidrBlocks(endpoint.cidrBlocks));
    },
  };
}

function weighLists({ prefixLists = {}, services = {} }: SecurityGroupOptions): ListWeights {
  const weights = new Map([
    ...Object.values(services).flatMap((place) =>
      'prefixListId' in place ? [[place.prefixListId, place.maxEntries ?? GATEWAY_LIST_WEIGHT] as const] : [],
    ),
    ...Object.entries(prefixLists).map(([id, { maxEntries }]) => [id, maxEntries] as const),
  ]);
  return {
    weightOf: (list) => weights.get(list),
    familyOf: (list) => {
      const family = Object.hasOwn(prefixLists, list) ? prefixLists[list]?.addressFamily : undefined;
      return family === undefined ? undefined : family === 'IPv4' ? 4 : 6;
    },
  };
}

function remarkOnGroup(
  { groups = {} }: EgressPolicy,
  { workload: { group } }: SecurityGroupOptions,
): readonly CompilationRemark[] {
  return group === undefined || Object.hasOwn(groups, group)
    ? []
    : [{ remark: `the policy has no group \`${group}\`, so no rule by group is about this workload` }];
}
