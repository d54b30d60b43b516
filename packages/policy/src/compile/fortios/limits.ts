/**
 * What FortiOS holds: CLI reference, `config firewall policy` of 6.4.3 and the tables of lengths of 7.0.1, read 2026-11.
 */

/** Characters of the name of an address, a group or a service. */
export const OBJECT_NAME_LENGTH = 79;

/** Characters of the name of a policy, and of an interface or zone. */
export const POLICY_NAME_LENGTH = 35;

/** Characters of the comments of a policy. */
export const COMMENT_LENGTH = 1023;

/** Ids of policies are numbers of 32 bits; the low ones are left to policies made by hand. */
export const POLICY_IDS = { first: 1_000_000, size: 4_000_000_000 } as const;

/**
 * Members of one address group, and groups on one side of a policy. Chosen here: the table of maximum values gives each
 * model other numbers, and these stay below that of the small ones.
 */
export const MEMBERS_IN_GROUP = 300;
export const GROUPS_IN_POLICY = 100;
