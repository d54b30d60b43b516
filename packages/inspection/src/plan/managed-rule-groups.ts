import type { ManagedRuleGroupReference } from '@inspected-egress/policy';
import { isToken, type Problem } from '@inspected-egress/problem';
import { arnRegion, managedGroupArn, managedGroupTwice } from '../errors';
import { MANAGED_RULE_GROUP_ARN } from '../limits';
import { zonesOutside } from './region';

/** A reference to a rule group of AWS as Terraform is told. */
export interface PlannedManagedRuleGroup {
  /** Below that of every rule group of one's own: behind a pass it would not be asked. */
  readonly priority: number;
  readonly resourceArn: string;
  readonly override?: { readonly action: 'DROP_TO_ALERT' };
}

export function planManagedRuleGroups(
  groups: readonly ManagedRuleGroupReference[],
): readonly PlannedManagedRuleGroup[] {
  return groups.map(({ resourceArn, override }, index) => ({
    priority: index + 1,
    resourceArn,
    ...(override === undefined ? {} : { override: { action: override } }),
  }));
}

/** @param zones - of the VPC, whose Region the groups must be of; empty when they are not known */
export function findManagedRuleGroupProblems(
  groups: readonly ManagedRuleGroupReference[],
  zones: readonly string[],
): readonly Problem[] {
  const arns = groups.map(({ resourceArn }) => resourceArn);
  return arns.flatMap((arn, index) => {
    const path = `managedRuleGroups[${index}].resourceArn`;
    if (arns.indexOf(arn) < index) return [managedGroupTwice(path, arn, arns.indexOf(arn))];
    if (isToken(arn)) return [];
    const region = MANAGED_RULE_GROUP_ARN.exec(arn)?.[1];
    if (region === undefined) return [managedGroupArn(path, arn)];
    const foreign = zonesOutside(region, zones);
    return foreign.length === 0 ? [] : [arnRegion(path, arn, foreign)];
  });
}
