import { findCidrBlockProblem } from '@inspected-egress/cidr';
import type { IRoutedVpc } from '@inspected-egress/network';
import { isToken, problemUnder, type Problem } from '@inspected-egress/problem';
import {
  arnRegion,
  nameUnusable,
  policyArn,
  policySource,
  protectionUnknown,
  sharedForeignPolicy,
  sharedTlsInspection,
} from '../errors';
import { FIREWALL_POLICY_ARN, RESOURCE_NAME } from '../limits';
import { findEncryptionProblems, type KmsKey } from './encryption';
import { findLoggingProblems, type FirewallLogging } from './firewall-logging';
import { compileEgressPolicy, findEgressPolicyProblems, type EgressPolicySource } from './egress-policy';
import type { FirewallPolicyContext, FirewallRules } from './firewall-policy';
import { findFirewallRulesProblems } from './firewall-policy-problems';
import { findFirewallZoneProblems } from './firewall-zones';
import { planHomeNet } from './home-net';
import { zonesOutside } from './region';
import { findShareProblems, type Share } from './share';

/**
 * Where the firewall policy comes from: an egress policy, which is compiled for the place where the firewall stands;
 * rules, from which one is made; or the ARN of one that exists, whose rule order, default actions and HOME_NET are then
 * somebody else's care.
 */
export type FirewallPolicySource =
  | EgressPolicySource
  | { readonly rules: FirewallRules; readonly firewallPolicyArn?: never; readonly egressPolicy?: never }
  | { readonly firewallPolicyArn: string; readonly rules?: never; readonly egressPolicy?: never };

/** With whom a firewall policy is shared, and where their traffic comes from. */
export interface FirewallPolicyShare extends Share {
  /**
   * Blocks that their firewalls see traffic come from: subnets of NAT gateways where the firewall stands after NAT, those of
   * workloads elsewhere. They become part of `HOME_NET`, which is that of the policy wherever it is used: without them no
   * rule would match there.
   */
  readonly cidrBlocks: readonly string[];
}

/** What can be said about a firewall besides its policy. */
export interface NetworkFirewallSettings {
  /**
   * Name of the firewall, and beginning of the names of its policy, rule groups and log groups.
   * @default - the path of the construct: `dev/egress/firewall` becomes `dev-egress-firewall`
   * @throws PlanError INS201 when AWS does not take it
   */
  readonly name?: string;
  /**
   * Whether AWS refuses to delete the firewall, and to change its policy or its subnets. Rules can be edited either
   * way. To remove or replace a protected firewall apply `off` first.
   * @default 'on'
   */
  readonly protection?: 'on' | 'off';
  /**
   * Key of the firewall, its policy and its rule groups.
   * @default - a key that AWS owns; with another key, losing it stops the traffic
   * @throws PlanError INS241 when it is not the ARN of a key
   */
  readonly encryption?: KmsKey;
  /** @default - all three types, each in a CloudWatch log group that keeps 90 days */
  readonly logging?: FirewallLogging;
  /**
   * Who else may use the firewall policy in firewalls of their own. It is made here, from rules or an egress policy.
   * @default - nobody
   * @throws PlanError INS286 to INS289 when somebody is nobody, or AWS does not share this policy; CIDR1xx for a block
   */
  readonly share?: FirewallPolicyShare;
  /** @default - only a name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is wrong with a firewall; without a VPC, what is wrong whatever VPC it is for. */
export function findNetworkFirewallProblems(
  settings: NetworkFirewallSettings,
  policy: { readonly path: string; readonly source: FirewallPolicySource },
  { name, vpc }: { readonly name: string; readonly vpc: IRoutedVpc | undefined },
): readonly Problem[] {
  const { encryption, logging, share } = settings;
  const protection: string = settings.protection ?? 'on';
  const zones = vpc?.zones.map(({ availabilityZone }) => availabilityZone) ?? [];
  return [
    ...(isToken(name) || RESOURCE_NAME.test(name) ? [] : [nameUnusable('name', name)]),
    ...findPolicyProblems(policy, { name, homeNet: sharedHomeNet(vpc, share), zones }, vpc),
    ...(['on', 'off'].includes(protection) ? [] : [protectionUnknown(protection)]),
    ...(encryption === undefined ? [] : findEncryptionProblems('encryption', encryption, zones)),
    ...(logging === undefined ? [] : findLoggingProblems(logging, zones)).map((problem) =>
      problemUnder('logging', problem),
    ),
    ...(share === undefined ? [] : findPolicyShareProblems(share, policy.source)).map((problem) =>
      problemUnder('share', problem),
    ),
    ...(vpc === undefined ? [] : findFirewallZoneProblems(vpc)),
  ];
}

/** Where traffic comes from, here and at those with whom the policy is shared. */
export function sharedHomeNet(
  vpc: IRoutedVpc | undefined,
  share: FirewallPolicyShare | undefined,
): readonly string[] {
  return [...new Set([...(vpc === undefined ? [] : planHomeNet(vpc)), ...(share?.cidrBlocks ?? [])])];
}

function findPolicyShareProblems(
  share: FirewallPolicyShare,
  source: FirewallPolicySource,
): readonly Problem[] {
  const tlsInspection =
    source.egressPolicy === undefined ? source.rules?.tlsInspection : source.tlsInspection;
  return [
    ...findShareProblems(share),
    ...share.cidrBlocks.flatMap(
      (block, index) => (isToken(block) ? [] : findCidrBlockProblem(block, `cidrBlocks[${index}]`)) ?? [],
    ),
    ...(source.firewallPolicyArn === undefined ? [] : [sharedForeignPolicy('')]),
    ...(tlsInspection === undefined ? [] : [sharedTlsInspection('')]),
  ];
}

function findPolicyProblems(
  { path, source }: { readonly path: string; readonly source: FirewallPolicySource },
  context: FirewallPolicyContext & { readonly zones: readonly string[] },
  vpc: IRoutedVpc | undefined,
): readonly Problem[] {
  const at = (prop: string) => (path === '' ? prop : `${path}.${prop}`);
  const { rules, firewallPolicyArn: arn } = source;
  const given = SOURCES.filter((kind) => source[kind] !== undefined);
  // Only configuration that no compiler has read can say several, or none.
  if (given.length !== 1) return [policySource(at('rules'), given)];
  if (source.egressPolicy !== undefined) {
    return findCompiledProblems(source, context, vpc).map((problem) =>
      path === '' ? problem : problemUnder(path, problem),
    );
  }
  if (rules !== undefined) {
    return findFirewallRulesProblems(rules, context).map((problem) => problemUnder(at('rules'), problem));
  }
  if (arn === undefined || isToken(arn)) return [];
  const region = FIREWALL_POLICY_ARN.exec(arn)?.[1];
  if (region === undefined) return [policyArn(at('firewallPolicyArn'), arn)];
  const foreign = zonesOutside(region, context.zones);
  return foreign.length === 0 ? [] : [arnRegion(at('firewallPolicyArn'), arn, foreign)];
}

const SOURCES = ['egressPolicy', 'rules', 'firewallPolicyArn'] as const;

/** Of the policy; and, once it is compiled, of the rules that it becomes, as of any others. */
function findCompiledProblems(
  source: EgressPolicySource,
  context: FirewallPolicyContext,
  vpc: IRoutedVpc | undefined,
): readonly Problem[] {
  const problems = findEgressPolicyProblems(source, vpc);
  if (problems.length > 0) return problems;
  const rules = compileEgressPolicy(source, vpc).artefact;
  return findFirewallRulesProblems(rules, context).map((problem) => problemUnder('egressPolicy', problem));
}
