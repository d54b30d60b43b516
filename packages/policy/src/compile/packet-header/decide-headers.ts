/**
 * A policy as far as packet headers can follow it.
 *
 * A rule that passes contributes the packets that may be meant. A rule that forbids takes from later rules what it surely
 * forbids: what a header shows to be meant, of a sender that is surely one of its sources. So everything that the policy
 * permits is permitted, and each packet permitted beyond is one that some rule is about which a header does not show.
 */
import type { EgressPolicy, EgressRule } from '../../model';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import { claimsOf, type HeaderClaim, type HeaderView } from './header-claims';
import { unite, withoutSure, type HeaderSpace } from './header-space';

/** A rule with all that it may be about. */
export interface ClaimedRule {
  readonly rule: EgressRule;
  readonly claims: readonly HeaderClaim[];
}

/** What a rule does to packets, in the order of the policy. */
export interface HeaderDecision extends ClaimedRule {
  readonly action: 'pass' | 'drop';
  /** Of a rule that passes all that may be meant, of one that forbids what surely is; whatever earlier rules say. */
  readonly form: HeaderSpace;
  /** What earlier rules surely forbid. */
  readonly taken: HeaderSpace;
  /** Of a rule that passes: what no earlier rule takes away. */
  readonly permitted: HeaderSpace;
  /** The part of `permitted` that does not go to the endpoint of a service. */
  readonly permittedBeyondEndpoints: HeaderSpace;
}

/** Rules that alert, have expired, or are not of the sender claim nothing. */
export function claimRules(
  policy: EgressPolicy,
  view: HeaderView,
  { today }: EvaluateOptions,
): readonly ClaimedRule[] {
  return policy.rules
    .filter((rule) => rule.action !== 'alert' && !isExpired(rule, today))
    .map((rule) => ({ rule, claims: claimsOf(rule, policy, view) }))
    .filter(({ claims }) => claims.length > 0);
}

export function decideHeaders(claimed: readonly ClaimedRule[]): readonly HeaderDecision[] {
  let taken: HeaderSpace = [];
  return claimed.map(({ rule, claims }): HeaderDecision => {
    const before = { rule, claims, taken };
    if (rule.action !== 'pass') {
      const form = sureOf(claims);
      taken = unite([taken, form]);
      return { ...before, action: 'drop', form, permitted: [], permittedBeyondEndpoints: [] };
    }
    const form = spaceOf(claims);
    const permitted = withoutSure(form, taken);
    const beyond = claims.filter(({ toEndpoint }) => !toEndpoint);
    return {
      ...before,
      action: 'pass',
      form,
      permitted,
      permittedBeyondEndpoints:
        beyond.length === claims.length ? permitted : withoutSure(spaceOf(beyond), taken),
    };
  });
}

export function spaceOf(claims: readonly HeaderClaim[]): HeaderSpace {
  return unite(claims.map(({ space }) => space));
}

export function sureOf(claims: readonly HeaderClaim[]): HeaderSpace {
  return spaceOf(claims.filter(({ unseen }) => unseen.length === 0));
}
