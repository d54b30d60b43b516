import type { PromiseId, Verdict } from '@inspected-egress/verify';

type Claims = Readonly<Partial<Record<PromiseId, Verdict>>>;

// One layer alone: whoever asks gets names resolved. See `dns-firewall` and `layered-defence`.
const NO_DNS_FIREWALL: Claims = { 'dns-is-filtered': 'violated' };

/**
 * What an example does not prove, and why. Every promise that is not named here is proved; one that is named has exactly
 * this verdict, so that a claim that became true is noticed too.
 */
export const UNPROVED: Readonly<Record<string, Claims>> = {
  'dual-stack': NO_DNS_FIREWALL,
  'fortigate-fleet': NO_DNS_FIREWALL,
  'fortigate-cnf': NO_DNS_FIREWALL,
  'network-firewall': NO_DNS_FIREWALL,
  'package-index-allow-list': NO_DNS_FIREWALL,
  'suricata-fleet': NO_DNS_FIREWALL,
};

/** Where endpoints stand that a partner made: what a reviewer says by `egress verify --endpoint`. Construct paths, by id. */
export const ENDPOINT_SUBNETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'fortigate-cnf': {
    'vpce-0aaaaaaaaaaaaaaa1': 'fortigate-cnf/egress/vpc/a-firewall/subnet',
    'vpce-0bbbbbbbbbbbbbbb2': 'fortigate-cnf/egress/vpc/b-firewall/subnet',
  },
};
