// Limits of security groups, each with its source and the date it was read.

/**
 * Outbound rules of one group, IPv4 and IPv6 counted apart; at most 1,000 after an increase, over all groups of a network
 * interface. VPC guide, "Amazon VPC quotas", 2026-11.
 */
export const RULES_PER_GROUP = { default: 60, most: 1000 } as const;

/** Of a rule. EC2 API, `IpRange`, 2026-11. */
export const DESCRIPTION_LENGTH = 255;

/**
 * Rules that a reference to the prefix list of a gateway endpoint counts as, for S3 and DynamoDB alike. VPC guide,
 * "AWS-managed prefix list weight", 2026-11.
 */
export const GATEWAY_LIST_WEIGHT = 1;

/** As code of ICMP in a rule. EC2 API, `IpPermission`, 2026-11. */
export const ANY_ICMP_CODE = -1;
