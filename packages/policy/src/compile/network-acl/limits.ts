// Limits of network ACLs, each with its source and the date it was read.

/**
 * Entries of one direction, IPv4 and IPv6 counted apart, and how many of them the last deny is. VPC guide, "Amazon VPC
 * quotas", 2026-11.
 */
export const ENTRIES_PER_DIRECTION = { default: 20, most: 40, lastDeny: 1 } as const;

/** Ports that connections are opened from, by operating system. VPC guide, "Ephemeral ports", 2026-11. */
export const EPHEMERAL_PORTS = {
  linux: { from: 32_768, to: 61_000 },
  windows: { from: 49_152, to: 65_535 },
} as const;

/** No system opens connections from lower ones. VPC guide, "Ephemeral ports", 2026-11. */
export const LOWEST_EPHEMERAL_PORT = 1024;

/** VPC guide, "Network ACL rules": 1 to 32,766; the last deny is 32,767; 2026-11. */
export const HIGHEST_RULE_NUMBER = 32_766;

/** As code of ICMP in an entry. EC2 API, `IcmpTypeCode`, 2026-11. */
export const ANY_ICMP_CODE = -1;

/** Replies to echo requests; RFC 792 and RFC 4443, section 4.2. */
export const ECHO_REPLY = { icmp: 0, icmpv6: 129 } as const;

/**
 * "Fragmentation needed" and "packet too big", which AWS advises to permit both ways; VPC guide, "Path MTU Discovery",
 * 2026-11. RFC 4443, section 3.2, gives the second any code.
 */
export const PACKET_TOO_BIG = {
  icmp: { type: 3, code: 4 },
  icmpv6: { type: 2, code: ANY_ICMP_CODE },
} as const;
