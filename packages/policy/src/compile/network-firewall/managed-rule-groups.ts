/**
 * Rule groups that AWS writes and keeps, in front of the policy's own. In strict order a pass ends inspection and the
 * policy's last rule decides what is left, so behind them a group would never be asked.
 */
import { isToken, type Problem } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import { findMeant } from '../../did-you-mean';
import * as errors from '../../errors';
import type { EgressPolicy } from '../../model';
import { isRegion, partitionOf, PARTITIONS } from '../../partition';
import type { CompilationRemark } from '../compiled';
import { MANAGED_CAPACITIES, type ManagedRuleGroupName } from './managed-capacities';

/** A rule group of AWS. */
export interface ManagedRuleGroup {
  /**
   * Without the rule order that AWS adds to it: `AttackInfrastructure`, `MalwareDomains`, `ThreatSignaturesBotnet`.
   * @throws PlanError POL305 on a name that is not known, POL306 when it is there twice
   */
  readonly name: ManagedRuleGroupName;
  /**
   * `drop-to-alert` logs what the group would drop.
   * @default - the group drops and rejects as AWS says; in mode `monitor` it only logs, whatever is said here
   */
  readonly override?: 'drop-to-alert';
}

/** Where managed rule groups come from, and which. */
export interface ManagedRuleGroupOptions {
  /**
   * Rule groups of AWS, in the order in which they are tried, before every rule of the policy. Each counts as one of the
   * 20 of a firewall policy, and its capacity as part of the 30,000.
   * @default - none
   * @throws PlanError POL304 and POL308 when what is left does not hold the policy
   */
  readonly managedRuleGroups?: readonly ManagedRuleGroup[];
  /**
   * Region of the firewall, for example `us-east-1`; a token is taken as it is.
   * @default - not known
   * @throws PlanError POL307 when there are managed rule groups, POL672 for what cannot be its name
   */
  readonly region?: string;
  /**
   * Partition of the Region.
   * @default - what the name of the Region says; `aws` when it is a token
   * @throws PlanError POL673 when it is another than that of the Region, POL104 when there is none of that name
   */
  readonly partition?: string;
}

/** A reference of a firewall policy. */
export interface ManagedRuleGroupReference {
  /** As AWS calls it, for example `ThreatSignaturesBotnetStrictOrder`. */
  readonly name: string;
  readonly resourceArn: string;
  readonly override?: 'DROP_TO_ALERT';
  /** What it takes of the capacity of a firewall policy; absent when AWS does not say. */
  readonly capacity?: number;
}

export function findManagedRuleGroupProblems({
  managedRuleGroups = [],
  region,
  partition,
}: ManagedRuleGroupOptions): readonly Problem[] {
  // Only configuration that no compiler has read can be something else.
  const given: unknown = managedRuleGroups;
  if (!Array.isArray(given) || given.some((one) => typeof one?.name !== 'string')) {
    return [errors.wrongType('managedRuleGroups', given, 'a list of managed rule groups, each by `name`')];
  }
  const names = managedRuleGroups.map(({ name }) => name);
  return [
    ...managedRuleGroups.flatMap(({ name, override }, index) => {
      const path = `managedRuleGroups[${index}]`;
      const overridden: string | undefined = override;
      return [
        ...(Object.hasOwn(MANAGED_CAPACITIES, name)
          ? []
          : [errors.managedGroupUnknown(`${path}.name`, name, meantBy(name))]),
        ...(names.indexOf(name) < index
          ? [errors.managedGroupTwice(`${path}.name`, name, names.indexOf(name))]
          : []),
        ...(overridden === undefined || overridden === 'drop-to-alert'
          ? []
          : [errors.managedGroupOverride(`${path}.override`, overridden)]),
      ];
    }),
    ...(names.length > 0 && region === undefined ? [errors.regionMissing('region')] : []),
    ...findRegionProblems(region, partition),
  ];
}

/** A token is not judged. */
function findRegionProblems(region: string | undefined, partition: string | undefined): readonly Problem[] {
  const isKnown = region !== undefined && !isToken(region);
  if (isKnown && !isRegion(region)) return [errors.regionInvalid('region', region)];
  if (partition === undefined || isToken(partition)) return [];
  const known: readonly string[] = isKnown ? [partitionOf(region)] : PARTITIONS;
  if (known.includes(partition)) return [];
  return isKnown
    ? [errors.partitionOfOtherRegions(partition, region, partitionOf(region))]
    : [errors.notOneOf('partition', partition, findMeant(partition, PARTITIONS), PARTITIONS)];
}

/** The name without the rule order, or the known one that is nearest. */
function meantBy(name: string): string | undefined {
  const bare = name.replace(/(Strict|Action)Order$/i, '');
  return findMeant(bare, Object.keys(MANAGED_CAPACITIES));
}

export function planManagedRuleGroups(
  { managedRuleGroups = [], region = '', partition }: ManagedRuleGroupOptions,
  mode: EgressPolicy['mode'],
): readonly ManagedRuleGroupReference[] {
  const of = partition ?? (isToken(region) ? 'aws' : partitionOf(region));
  return managedRuleGroups.map(({ name, override }) => {
    const capacity = MANAGED_CAPACITIES[name];
    const isAlertOnly = mode === 'monitor' || override === 'drop-to-alert';
    return {
      name: `${name}StrictOrder`,
      resourceArn: `arn:${of}:network-firewall:${region}:aws-managed:stateful-rulegroup/${name}StrictOrder`,
      ...(isAlertOnly ? { override: 'DROP_TO_ALERT' } : {}),
      ...(capacity === undefined ? {} : { capacity }),
    };
  });
}

/** What groups that drop do to a policy that passes something. */
export function approximateManagedRuleGroups(
  groups: readonly ManagedRuleGroupReference[],
  passes: boolean,
): readonly Approximation[] {
  const dropping = groups.filter(({ override }) => override === undefined).map(({ name }) => name);
  if (!passes || dropping.length === 0) return [];
  const reason = `rules of AWS in ${errors.listAnd(dropping)} come first, and drop what they recognise`;
  return [{ layer: 'network-firewall', direction: 'narrower', kind: 'managed-rules', reason }];
}

export function remarkManagedRuleGroups(
  groups: readonly ManagedRuleGroupReference[],
): readonly CompilationRemark[] {
  const unknown = groups.filter(({ capacity }) => capacity === undefined).map(({ name }) => name);
  if (unknown.length === 0) return [];
  return [{ remark: `the capacity of ${errors.listAnd(unknown)} is not known and not counted` }];
}
