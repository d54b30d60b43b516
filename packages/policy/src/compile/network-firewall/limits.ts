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

/** ARN of a certificate, and its Region (Service Authorization Reference, AWS Certificate Manager, 2026-11). */
export const CERTIFICATE_ARN = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[a-zA-Z0-9-]+$/;

/** Ids of signatures: above every id of public rule sets, and up to the largest that Suricata reads (32 bits). */
export const SIGNATURE_IDS = { first: 1_000_000_000, size: 3_000_000_000 } as const;
