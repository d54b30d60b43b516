// Facts of networks and vendors, each with its source and the date it was read.

/**
 * Addresses that are not of the public internet. IANA IPv4 Special-Purpose Address Registry, entries that are not globally
 * reachable, and RFC 5771 (multicast); 2026-11.
 */
export const NOT_PUBLIC_IPV4: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** As above for IPv6, and RFC 4291 (multicast); NAT64 is apart. Space that nobody holds yet counts as public. */
export const NOT_PUBLIC_IPV6: readonly string[] = [
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001:2::/48',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** The last 32 bits are an IPv4 address. RFC 6052, section 2.1; NAT gateways translate it, VPC guide "DNS64 and NAT64"; 2026-07. */
export const NAT64_PREFIX = '64:ff9b::/96';

/** An internet gateway drops packets to these. Reachability Analyzer guide, "Explanation codes", 2026-07. */
export const RFC1918: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
export const RFC6598: readonly string[] = ['100.64.0.0/10'];

/** More hops than any VPCs need that transit gateways join; ours, so that a walk ends. */
export const MOST_HOPS = 64;

/** Shortest prefix of a block of a VPC. VPC guide, "VPC CIDR blocks": IPv4 /16 to /28, IPv6 /44 to /60; 2026-07. */
export const SHORTEST_VPC_PREFIX = { 4: 16, 6: 44 } as const;

/** Ports that connections are opened from. VPC guide, "Ephemeral ports", 2026-07. */
export const EPHEMERAL_PORTS = { from: 32768, to: 61000 } as const; // Linux kernels
export const NAT_GATEWAY_PORTS = { from: 1024, to: 65535 } as const;

/** Ways that flows of one class may go, by the zones that transit gateways pick; ours, so that a walk ends soon. */
export const MOST_WAYS = 100;

/** Ways that follow from routes whose destinations nobody knows, in all tables that a packet passes; ours, for the same reason. */
export const MOST_BRANCHES = 1000;
