// Facts of vendors, each with its source and the date it was read.

/** Resolvers that most clients know to ask over HTTPS; Chromium, `net/dns/public/doh_provider_entry.cc`, 2026-11. */
export const DNS_OVER_HTTPS_NAMES: readonly string[] = [
  'dns.google',
  'cloudflare-dns.com',
  'chrome.cloudflare-dns.com',
  'one.one.one.one',
  'dns.quad9.net',
  'doh.opendns.com',
  'dns.nextdns.io',
  'doh.cleanbrowsing.org',
  'dns.alidns.com',
];

/** Rule groups of a firewall policy, of each kind; Network Firewall guide, "Quotas", 2026-07. */
export const MOST_RULE_GROUPS = 20;

/**
 * Capacity of a stateful rule group, and of all those of a policy together. The page on quotas has 50,000 for a group, the
 * page on capacity 30,000: the lower number is safe on both. Stateless rules have as much. Same guide, 2026-07.
 */
export const MOST_CAPACITY = 30_000;
