/**
 * A policy as Suricata rules of AWS Network Firewall, in strict order.
 *
 * Laws, each proved by name in `test/compile/network-firewall-laws.test.ts`:
 * - every rule of the policy is in the artefact, or a remark or an approximation says why not;
 * - signatures stand in the order of their rules;
 * - another rule moves no signature id;
 * - no rule that passes goes without a log line, and none is judged by addresses alone, which AWS calls IP-only;
 * - managed rule groups and TLS inspection change no signature.
 *
 * The order of a policy is kept in time too. A server name is known some packets after the port is: a rule on any bytes of
 * port 443 that comes after a rule on names waits until the ClientHello is there.
 */
import { quote, throwProblems } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import { isCalendarDate } from '../../calendar-date';
import * as errors from '../../errors';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { EgressPolicy, EgressRule } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import type { Compiled } from '../compiled';
import { deriveHomeNet, type FirewallPlace } from '../firewall-place';
import { planStableIds } from '../stable-ids';
import { findOrderDependence } from './action-order';
import { closedChannels } from './closed-channels';
import { compileRules, type CompiledRule } from './compile-rules';
import { DEFAULTS_OF, type PolicyDefaults } from './defaults';
import { findBlockProblems, findLengthProblems, findPlaceProblems, overQuota } from './limit-problems';
import { SIGNATURE_IDS } from './limits';
import * as managed from './managed-rule-groups';
import type { ManagedRuleGroupOptions, ManagedRuleGroupReference } from './managed-rule-groups';
import { noRule } from './no-rule';
import { findPrefixListProblems, prefixListVariable } from './prefix-lists';
import { planRuleGroups, roomBeside, type CompiledRuleGroup } from './rule-groups';
import { formatSignature } from './signature';
import * as tls from './tls-inspection';
import type { TlsInspection, TlsInspectionConfiguration } from './tls-inspection';

export interface NetworkFirewallOptions extends FirewallPlace, ManagedRuleGroupOptions, EvaluateOptions {
  /**
   * Blocks that the firewall sees traffic come from.
   * @default - after NAT the NAT gateways' blocks and the IPv6 blocks of workloads, otherwise the blocks of workloads
   * @throws PlanError POL314 when it is absent, and after NAT a block of workloads is a token
   */
  readonly homeNet?: readonly string[];
  /** Blocks of each prefix list that a rule names, by its id. A block may be a Terraform token. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /**
   * Ends TLS in the firewall, so that managed rule groups read what is inside.
   * @default - TLS goes through as it is, judged by the name that the client claims
   */
  readonly tlsInspection?: TlsInspection;
}

/** Fits `engine: { kind: 'network-firewall', rules }` of `@inspected-egress/inspection`. */
export interface NetworkFirewallArtefact extends PolicyDefaults {
  readonly ruleOrder: 'STRICT_ORDER';
  /** In the order in which they are tried, all before {@link ruleGroups}; absent when there are none. */
  readonly managedRuleGroups?: readonly ManagedRuleGroupReference[];
  readonly ruleGroups: readonly CompiledRuleGroup[];
  readonly homeNet: readonly string[];
  readonly tlsInspection?: TlsInspectionConfiguration;
}

/** @throws PlanError POL301 to POL314 for what AWS does not hold or take, POL1xx when the policy is not valid */
export function compileNetworkFirewall(
  policy: EgressPolicy,
  options: NetworkFirewallOptions,
): Compiled<NetworkFirewallArtefact> {
  const subject = `network firewall of egress policy ${quote(policy.name)}`;
  throwProblems(subject, [
    ...findPolicyProblems(policy),
    ...(isCalendarDate(options.today) ? [] : [errors.notADate('today', options.today)]),
    ...findPlaceProblems(options),
    ...findBlockProblems(options),
    ...managed.findManagedRuleGroupProblems(options),
    ...tls.findTlsInspectionProblems(options.tlsInspection, policy, options.region),
  ]);
  const homeNet = options.homeNet ?? deriveHomeNet(options);
  const managedRuleGroups = managed.planManagedRuleGroups(options, policy.mode);
  const compiled = compileRules(policy, options);
  const passes = policy.rules.filter((rule) => rule.action === 'pass' && !isExpired(rule, options.today));
  return {
    artefact: {
      ruleOrder: 'STRICT_ORDER',
      ...(managedRuleGroups.length === 0 ? {} : { managedRuleGroups }),
      ruleGroups: groupRules(subject, policy, { ...options, homeNet }, compiled, managedRuleGroups),
      ...DEFAULTS_OF[policy.mode],
      homeNet,
      ...(options.tlsInspection === undefined
        ? {}
        : { tlsInspection: tls.planTlsInspection(options.tlsInspection, homeNet) }),
    },
    approximations: [
      ...compiled.flatMap(({ approximations }) => approximations),
      ...undecidedBytes(compiled),
      ...managed.approximateManagedRuleGroups(managedRuleGroups, passes.length > 0),
      ...(options.tlsInspection === undefined ? [] : tls.approximateTlsInspection(passes)),
    ],
    remarks: [
      ...compiled.flatMap(({ remarks }) => remarks),
      ...findOrderDependence(policy, options),
      ...managed.remarkManagedRuleGroups(managedRuleGroups),
      ...remarkTls(options, passes),
    ],
  };
}

function remarkTls(options: NetworkFirewallOptions, passes: readonly EgressRule[]) {
  if (options.tlsInspection === undefined) return [];
  return tls.remarkTlsInspection(passes, (options.managedRuleGroups ?? []).length > 0);
}

function groupRules(
  subject: string,
  policy: EgressPolicy,
  options: NetworkFirewallOptions & { readonly homeNet: readonly string[] },
  compiled: readonly CompiledRule[],
  managedRuleGroups: readonly ManagedRuleGroupReference[],
): readonly CompiledRuleGroup[] {
  const signatures = [
    ...compiled.flatMap((rule) => rule.signatures),
    ...closedChannels(policy.mode),
    ...noRule(policy.mode, compiled.at(-1)?.late ?? new Set()),
  ];
  const ids = planStableIds(
    signatures.map(({ key }) => key),
    SIGNATURE_IDS,
  );
  const lines = signatures.map((signature) =>
    formatSignature(signature, ids.get(signature.key) ?? 0, policy.name),
  );
  const room = roomBeside(managedRuleGroups);
  const ruleGroups = planRuleGroups(lines, room);
  throwProblems(subject, [
    ...(options.homeNet.length === 0 ? [errors.homeNetEmpty(options.position)] : []),
    ...findPrefixListProblems(policy, options),
    ...findLengthProblems(policy, signatures, lines, options),
    ...(ruleGroups === undefined ? [overQuota(policy, signatures, room)] : []),
  ]);
  const ipSetVariables = variablesOf(options);
  return (ruleGroups ?? []).map((group) => ({ ...group, ...ipSetVariables(group.rules) }));
}

/** On ports of other rules the firewall must let the beginning through to read it. */
function undecidedBytes(compiled: readonly CompiledRule[]): readonly Approximation[] {
  const late = [...(compiled.at(-1)?.late ?? [])];
  if (late.length === 0) return [];
  const reason = `on the ports of ${late.join(', ')} bytes that begin as the protocol does leave until the engine knows what they are`;
  return [{ layer: 'network-firewall', direction: 'wider', kind: 'first-bytes', applications: late, reason }];
}

function variablesOf({ prefixLists = {} }: NetworkFirewallOptions) {
  const named = Object.entries(prefixLists).map(([id, blocks]) => [prefixListVariable(id), blocks] as const);
  return (rules: string): Pick<CompiledRuleGroup, 'ipSetVariables'> => {
    const used = named.filter(([variable]) => rules.includes(`$${variable} `));
    return used.length === 0 ? {} : { ipSetVariables: Object.fromEntries(used) };
  };
}
