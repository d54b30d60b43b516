/**
 * What AWS Network Firewall holds: page "AWS Network Firewall quotas" of the developer guide and its API reference (model
 * 2020-11-12), both read in 2026.
 */

/** Stateful rule groups in one firewall policy (quotas). */
export const MAX_RULE_GROUPS = 20;

/**
 * Capacity of one stateful rule group, and of all groups of a policy together. The quotas page says 50,000 for a group
 * and the page on rule group capacity 30,000: the lower number is safe on both.
 */
export const MAX_CAPACITY = 30_000;

/** Bytes of the rules string of a group (API, `RulesString`). */
export const MAX_RULES_STRING_BYTES = 2_000_000;

/** Characters of one stateful rule, its variables expanded (quotas). */
export const MAX_RULE_LENGTH = 8_192;

/** Name of a rule variable, without what is put before it here (API, `RuleVariableName`). */
export const VARIABLE_NAME_LENGTH = 32;
