import {
  planCapacity,
  type ManagedRuleGroupReference,
  type TlsInspectionConfiguration,
} from '@inspected-egress/policy';
import { TCP_IDLE_TIMEOUT_SECONDS } from '../limits';
import {
  DEFAULT_STATEFUL_ACTIONS,
  MONITORING_DEFAULT_ACTIONS,
  type MonitoringDefaultActions,
  type StatefulDefaultActions,
} from './default-actions';
import { planManagedRuleGroups, type PlannedManagedRuleGroup } from './managed-rule-groups';
import type { PlannedRuleGroup, RuleGroup } from './rule-group';
import { ruleLines } from './suricata-rule';

/** What the firewall does when it meets a TCP flow whose beginning it did not see. */
export type StreamExceptionPolicy = 'DROP' | 'CONTINUE' | 'REJECT';

/** Rules from which a firewall policy is made. Rule order is always strict: groups as listed, rules as written. */
export interface FirewallRules {
  /**
   * `monitor` drops nothing by default: rules are then to pass what they would drop.
   * @default 'enforce'
   * @throws PlanError INS239 on another value
   */
  readonly mode?: 'enforce' | 'monitor';
  /** Tried from the first to the last; with managed rule groups 1 to 20. */
  readonly ruleGroups: readonly RuleGroup[];
  /**
   * What becomes of traffic that no rule matched.
   * @default - `aws:drop_established_app_layer_to_server` with its alert; in mode `monitor` the alert alone
   * @throws PlanError INS231 to INS238 on a mix that AWS would refuse, or that drops in silence, or against the mode
   */
  readonly defaultActions?: StatefulDefaultActions | MonitoringDefaultActions;
  /**
   * @default 'REJECT' - a client learns at once that its flow is gone and opens another; AWS's own default drops in
   * silence, and the client waits for its timeout. In mode `monitor` 'CONTINUE'
   * @throws PlanError INS230 on another value
   */
  readonly streamExceptionPolicy?: StreamExceptionPolicy;
  /**
   * Time an idle TCP flow is remembered, in seconds. A NAT gateway forgets after 350, so a longer time here is of use
   * only without one.
   * @default 350 - what AWS uses when nothing is set
   * @throws PlanError INS204 outside 60-6000
   */
  readonly tcpIdleTimeoutSeconds?: number;
  /**
   * Rule groups of AWS, tried before `ruleGroups` from the first to the last: a pass ends inspection, so behind one they
   * would not be asked. Their capacities count as far as they are told.
   * @default - none
   * @throws PlanError INS258 and INS259 on another ARN, or one twice, INS254 on one of another Region
   */
  readonly managedRuleGroups?: readonly ManagedRuleGroupReference[];
  /**
   * What the firewall decrypts.
   * @default - nothing
   */
  readonly tlsInspection?: TlsInspectionConfiguration;
}

/** What rules do not say and the policy needs. */
export interface FirewallPolicyContext {
  /** Name of the firewall; names of policy and groups start with it. */
  readonly name: string;
  /** Blocks that the firewall sees traffic come from; see `planHomeNet`. */
  readonly homeNet: readonly string[];
  /**
   * Zones of the VPC, whose Region managed rule groups must be of.
   * @default - not known
   */
  readonly zones?: readonly string[];
}

/** A firewall policy as Terraform is told. */
export interface PlannedFirewallPolicy {
  readonly name: string;
  /** Without it AWS tries every pass before every drop. Never changes: AWS would replace policy and groups. */
  readonly ruleOrder: 'STRICT_ORDER';
  /** Everything goes to the stateful engine: a stateless pass cannot log, and breaks the return path. */
  readonly statelessDefaultActions: readonly ['aws:forward_to_sfe'];
  /** UDP fragments; AWS drops fragments of other protocols in silence. */
  readonly statelessFragmentDefaultActions: readonly ['aws:forward_to_sfe'];
  readonly statefulDefaultActions: StatefulDefaultActions | MonitoringDefaultActions;
  readonly streamExceptionPolicy: StreamExceptionPolicy;
  readonly tcpIdleTimeoutSeconds: number;
  readonly homeNet: readonly string[];
  readonly managedRuleGroups: readonly PlannedManagedRuleGroup[];
  readonly ruleGroups: readonly PlannedRuleGroup[];
  readonly tlsInspection?: TlsInspectionConfiguration;
}

/** Decides everything about a policy; the rules are taken to be free of problems (`findFirewallRulesProblems`). */
export function planFirewallPolicy(
  rules: FirewallRules,
  context: FirewallPolicyContext,
): PlannedFirewallPolicy {
  const isMonitor = rules.mode === 'monitor';
  return {
    name: context.name,
    ruleOrder: 'STRICT_ORDER',
    statelessDefaultActions: ['aws:forward_to_sfe'],
    statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
    statefulDefaultActions: rules.defaultActions ?? defaultActionsOf(rules),
    streamExceptionPolicy: rules.streamExceptionPolicy ?? (isMonitor ? 'CONTINUE' : 'REJECT'),
    tcpIdleTimeoutSeconds: rules.tcpIdleTimeoutSeconds ?? TCP_IDLE_TIMEOUT_SECONDS.default,
    homeNet: context.homeNet,
    managedRuleGroups: planManagedRuleGroups(rules.managedRuleGroups ?? []),
    ruleGroups: rules.ruleGroups.map((group, index) => planRuleGroup(group, index, context.name)),
    ...(rules.tlsInspection === undefined ? {} : { tlsInspection: rules.tlsInspection }),
  };
}

/** What AWS advises where nothing is said. */
export function defaultActionsOf({
  mode,
}: Pick<FirewallRules, 'mode'>): StatefulDefaultActions | MonitoringDefaultActions {
  return mode === 'monitor' ? MONITORING_DEFAULT_ACTIONS : DEFAULT_STATEFUL_ACTIONS;
}

/** Capacity a group gets: as asked for, or by the number of its rules. */
export function capacityOf(group: RuleGroup): number {
  return group.capacity ?? planCapacity(ruleLines(group.rules).length);
}

/**
 * AWS's name of a rule group. The capacity is part of it: a group of another capacity is made before the old one goes,
 * and for that moment both exist, which AWS allows only under two names.
 */
export function ruleGroupName(firewallName: string, group: RuleGroup): string {
  return `${firewallName}-${group.name}-${capacityOf(group)}`;
}

function planRuleGroup(group: RuleGroup, index: number, firewallName: string): PlannedRuleGroup {
  return {
    id: `rules-${group.name}`,
    name: ruleGroupName(firewallName, group),
    priority: (index + 1) * 100,
    capacity: capacityOf(group),
    rules: group.rules,
    ipSetVariables: Object.entries(group.ipSetVariables ?? {}).map(([name, cidrBlocks]) => ({
      name,
      cidrBlocks,
    })),
    ipSetReferences: Object.entries(group.ipSetReferences ?? {}).map(([name, referenceArn]) => ({
      name,
      referenceArn,
    })),
  };
}
