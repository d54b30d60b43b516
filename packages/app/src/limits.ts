/** Rules of one direction in one security group, IPv4 and IPv6 counted apart; VPC guide "Amazon VPC quotas", 2026-11. */
export const SECURITY_GROUP_RULES_PER_FAMILY = 60;

/** Highest TCP or UDP port; RFC 9293 and RFC 768. */
export const HIGHEST_PORT = 65535;

/** Device name of the root volume in every Amazon Linux 2023 image; AL2023 guide "Compare AL2 and AL2023", 2026-11. */
export const AMAZON_LINUX_2023_ROOT_DEVICE = '/dev/xvda';

/** ICMP type of an echo request, IPv4 (RFC 792) and IPv6 (RFC 4443). */
export const ECHO_REQUEST = { icmp: 8, icmpv6: 128 } as const;

/** Stands for every code of an ICMP type in a security group rule; EC2 API `IpPermission`, 2026-11. */
export const ANY_ICMP_CODE = -1;
