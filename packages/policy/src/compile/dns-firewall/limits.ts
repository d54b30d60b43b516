/**
 * What DNS Firewall holds: page "Quotas on Route 53 Resolver" of the Route 53 developer guide and the API reference of
 * Route 53 Resolver, both read in 2026.
 */

/** Rules in one rule group (quotas). */
export const RULES_PER_GROUP = 100;

/** Rule groups associated with one VPC (quotas). */
export const GROUPS_PER_VPC = 5;

/** Domains in all lists of an account in a Region (quotas). */
export const MAX_DOMAINS = 100_000;

/** Domains in one call of `UpdateFirewallDomains` (API), which the Terraform provider makes for a whole list. */
export const DOMAINS_PER_CALL = 1_000;

/** Of rule groups, rules and domain lists; pattern `(?!^[0-9]+$)([a-zA-Z0-9\-_' ']+)` (API, `Name`). */
export const NAME_LENGTH = 64;

/** Of `BlockOverrideTtl`, in seconds (API). */
export const MAX_OVERRIDE_TTL_SECONDS = 604_800;
