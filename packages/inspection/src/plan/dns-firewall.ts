import { createHash } from 'node:crypto';
import {
  compileDnsFirewall,
  findPolicyProblems,
  type DnsFirewallArtefact,
  type DnsFirewallOptions,
  type DnsFirewallRule,
  type EgressPolicy,
} from '@inspected-egress/policy';
import { isToken, PlanError, problemUnder, type Problem } from '@inspected-egress/problem';
import {
  associationPriority,
  dnsFirewallName,
  managedGroupsFull,
  mutationProtection,
  vpcId,
  vpcKey,
  vpcsMissing,
  vpcTwice,
} from '../errors';
import { ASSOCIATION_PRIORITY, DNS_FIREWALL_GROUPS, DNS_FIREWALL_NAME_LENGTH, VPC_ID } from '../limits';
import { findManagedListProblems, type DnsManagedList } from './dns-managed-lists';
import { findQueryLogProblems, type DnsQueryLogs } from './dns-query-logs';
import { findShareProblems, type Share } from './share';

/** What DNS Firewall is told, beside where it stands. */
export interface DnsFirewallSettings extends Omit<DnsFirewallOptions, 'today'> {
  /**
   * VPCs whose resolver is to ask it, each by a name of yours, which its associations keep: `{ dev: vpc.vpcId }`. Their
   * answers are the same, as DNS Firewall knows no workloads.
   * @throws PlanError INS265 to INS268 without one, unless the rule groups are shared, for a name or an id that is none, or for
   * a VPC twice
   */
  readonly vpcIds: Readonly<Record<string, string>>;
  /**
   * Names that may be resolved are those that it passes.
   * @throws PlanError POL1xx when it is not valid, POL401 and POL402 for what AWS does not hold
   */
  readonly egressPolicy: EgressPolicy;
  /** Day for which rules are compiled, `2026-11-30`: a rule that expired before is left out. */
  readonly today: string;
  /**
   * Of lists, rule groups and associations; what is too long ends in a digest.
   * @default - from the path of the construct
   * @throws PlanError INS263 for other characters than letters, digits and hyphens, or more than 40
   */
  readonly name?: string;
  /**
   * Domain lists of AWS, asked before every rule of the policy, in a rule group of their own.
   * @default - none
   * @throws PlanError INS402 to INS404 for one that is none, INS408 where the policy leaves no room
   */
  readonly managedLists?: readonly DnsManagedList[];
  /**
   * Where the queries of the VPCs are written down.
   * @default 'none'
   * @throws PlanError INS242, INS401 and INS405
   */
  readonly queryLogs?: DnsQueryLogs | 'none';
  /**
   * Who else may associate the rule groups with VPCs of their own; see `DnsFirewallAssociations`.
   * @default - nobody
   * @throws PlanError INS286 and INS287
   */
  readonly share?: Share;
  /**
   * Place of the managed lists among the rule groups that a VPC is associated with, left free where there are none. The
   * groups of the policy have the numbers after it, five in all, which are to be left free too.
   * @default 101
   * @throws PlanError INS264 outside 101 to 8994
   */
  readonly associationPriority?: number;
  /**
   * Whether AWS refuses to change or remove the associations. To change them, or to remove the firewall, apply `off` first.
   * @default 'off'
   * @throws PlanError INS269 for another value
   */
  readonly mutationProtection?: 'on' | 'off';
}

/** A rule with the list that is its own. */
export type PlannedDnsRule = DnsFirewallRule & {
  /** Of both constructs, without its group: a list that moves to another group keeps it. */
  readonly key: string;
};

export interface PlannedDnsRuleGroup {
  /** Of constructs, and stable: its place among the groups, counted from the last. */
  readonly key: string;
  readonly name: string;
  readonly associationPriority: number;
  readonly rules: readonly PlannedDnsRule[];
}

/** Decides names and places; settings are taken to be free of problems (`findDnsFirewallProblems`). */
export function planDnsRuleGroups(
  { ruleGroups }: DnsFirewallArtefact,
  { name, firstPriority }: { readonly name: string; readonly firstPriority: number },
): readonly PlannedDnsRuleGroup[] {
  return ruleGroups.map((group, index) => ({
    // Counted from the last one, which is there in every policy: a group more never takes `*` away from it.
    key: String(ruleGroups.length - index),
    name: dnsResourceName(name, group.name),
    associationPriority: firstPriority + 1 + DNS_FIREWALL_GROUPS - (ruleGroups.length - index),
    rules: group.rules.map((rule) => ({
      ...rule,
      key: rule.name,
      name: dnsResourceName(name, rule.name),
      domainListName: dnsResourceName(name, rule.domainListName),
    })),
  }));
}

/** Underscores are in no name of ours, so different parts make different names. */
export function dnsResourceName(...parts: readonly string[]): string {
  const text = parts.join('_');
  if (text.length <= DNS_FIREWALL_NAME_LENGTH) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `${text.slice(0, DNS_FIREWALL_NAME_LENGTH - digest.length - 1)}_${digest}`;
}

export function compileDnsPolicy({
  egressPolicy,
  today,
  redirection,
  failMode,
  block,
  alsoAllow,
}: DnsFirewallSettings) {
  return compileDnsFirewall(egressPolicy, {
    today,
    ...(redirection === undefined ? {} : { redirection }),
    ...(failMode === undefined ? {} : { failMode }),
    ...(block === undefined ? {} : { block }),
    ...(alsoAllow === undefined ? {} : { alsoAllow }),
  });
}

/** @param name - as given, or from the path */
export function findDnsFirewallProblems(settings: DnsFirewallSettings, name: string): readonly Problem[] {
  return [
    ...findPlaceProblems(settings, name, ASSOCIATION_PRIORITY.last - DNS_FIREWALL_GROUPS),
    ...findVpcProblems(settings.vpcIds, settings.share === undefined ? 1 : 0),
    ...findManagedListProblems(settings.managedLists ?? []),
    ...findQueryLogProblems(settings.queryLogs ?? 'none').map((problem) =>
      problemUnder('queryLogs', problem),
    ),
    ...(settings.share === undefined ? [] : findShareProblems(settings.share)).map((problem) =>
      problemUnder('share', problem),
    ),
    ...findPolicyProblemsOf(settings),
  ];
}

/** @param last - the last place that leaves room for what comes after it */
export function findPlaceProblems(
  settings: Pick<DnsFirewallSettings, 'name' | 'associationPriority' | 'mutationProtection'>,
  name: string,
  last: number,
): readonly Problem[] {
  const { associationPriority: priority = ASSOCIATION_PRIORITY.first, mutationProtection: mode = 'off' } =
    settings;
  const isPlace = Number.isInteger(priority) && priority >= ASSOCIATION_PRIORITY.first && priority <= last;
  return [
    ...(settings.name === undefined || /^[a-zA-Z0-9-]{1,40}$/.test(name) ? [] : [dnsFirewallName(name)]),
    ...(isPlace ? [] : [associationPriority(priority, ASSOCIATION_PRIORITY.first, last)]),
    ...(['on', 'off'].includes(mode) ? [] : [mutationProtection(mode)]),
  ];
}

/** @param least - how many there must be */
export function findVpcProblems(vpcIds: DnsFirewallSettings['vpcIds'], least: number): readonly Problem[] {
  const entries = Object.entries(vpcIds);
  const ids = entries.map(([, id]) => id);
  return [
    ...(entries.length < least ? [vpcsMissing()] : []),
    ...entries.flatMap(([key, id], index) => {
      const path = `vpcIds.${key}`;
      const first = entries[ids.indexOf(id)]?.[0] ?? '';
      return [
        ...(/^[a-zA-Z0-9-]{1,20}$/.test(key) ? [] : [vpcKey(path, key)]),
        ...(isToken(id) || VPC_ID.test(id) ? [] : [vpcId(path, id)]),
        ...(ids.indexOf(id) === index ? [] : [vpcTwice(path, id, first)]),
      ];
    }),
  ];
}

const BESIDE_THE_POLICY = /^(today|redirection|failMode|block|alsoAllow)\b/;

function findPolicyProblemsOf(settings: DnsFirewallSettings): readonly Problem[] {
  const invalid = findPolicyProblems(settings.egressPolicy);
  if (invalid.length > 0) return invalid.map((problem) => problemUnder('egressPolicy', problem));
  try {
    const groups = compileDnsPolicy(settings).artefact.ruleGroups.length;
    if ((settings.managedLists ?? []).length > 0 && groups >= DNS_FIREWALL_GROUPS)
      return [managedGroupsFull(groups, DNS_FIREWALL_GROUPS)];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.problems.map((problem) =>
      BESIDE_THE_POLICY.test(problem.path) ? problem : problemUnder('egressPolicy', problem),
    );
  }
  return [];
}
