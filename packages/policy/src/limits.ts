// Limits of formats and vendors, each with its source and the date it was read.

/** Of a name in text without the final dot; RFC 1035, section 2.3.4, and RFC 1123, section 2.1; 2026-11. */
export const NAME_BYTES = 253;

/** RFC 1035, section 2.3.4; 2026-11. */
export const LABEL_BYTES = 63;

/** Of policy names, rule ids, groups and sets, so that names derived from them stay within 128 of Network Firewall. */
export const IDENTIFIER_LENGTH = 64;

/** Of a description, owner or ticket: they become comments and messages of rules, which have 8,192 characters. */
export const LINE_LENGTH = 512;

/** Of a policy file; the rules of one Network Firewall group have at most 2,000,000 bytes, quotas page, 2026-11. */
export const POLICY_FILE_BYTES = 2_000_000;

/** Addresses of private networks and of the resolver that every VPC has; RFC 1918, RFC 4193, VPC guide; 2026-11. */
export const PRIVATE_BLOCKS: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.169.253/32',
  'fc00::/7',
];

/**
 * Parents under which providers give names to any customer, and which the Public Suffix List does not have itself
 * (it has some of their children); 2026-11, by hand, not complete.
 */
export const SHARED_PARENTS: readonly string[] = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'azure.com',
  'windows.net',
  'googleapis.com',
  'oraclecloud.com',
];

/**
 * Hosts of public resolvers that answer DNS over HTTPS (RFC 8484): the defaults of browsers and the large providers of the
 * list in curl's wiki, "DNS over HTTPS"; 2026-11, by hand, not complete.
 */
export const DNS_OVER_HTTPS: readonly string[] = [
  'dns.google',
  'dns64.dns.google',
  'cloudflare-dns.com',
  'chrome.cloudflare-dns.com',
  'mozilla.cloudflare-dns.com',
  'security.cloudflare-dns.com',
  'family.cloudflare-dns.com',
  'one.one.one.one',
  'dns.quad9.net',
  'dns9.quad9.net',
  'dns10.quad9.net',
  'dns11.quad9.net',
  'doh.opendns.com',
  'doh.familyshield.opendns.com',
  'dns.nextdns.io',
  'firefox.dns.nextdns.io',
  'chromium.dns.nextdns.io',
  'dns.adguard-dns.com',
  'family.adguard-dns.com',
  'unfiltered.adguard-dns.com',
  'doh.cleanbrowsing.org',
  'freedns.controld.com',
  'doh.mullvad.net',
  'dns.mullvad.net',
  'doh.dns.sb',
  'dns.alidns.com',
  'doh.pub',
];

/** Objects and lists within one another in a text that is read; a policy needs seven. */
export const TEXT_DEPTH = 32;
