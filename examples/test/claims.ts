import type { PromiseId, Verdict } from '@inspected-egress/verify';

type Claims = Readonly<Partial<Record<PromiseId, Verdict>>>;

// What appliances do is in their own configuration, and that in no Terraform that the verifier reads.
const BEHIND_APPLIANCES: Claims = { 'firewall-policy-means-what-it-says': 'undetermined' };

/**
 * What an example does not prove, and why. Every promise that is not named here is proved; one that is named has exactly
 * this verdict, so that a claim that became true is noticed too.
 */
export const UNPROVED: Readonly<Record<string, Claims>> = {
  'fortigate-fleet': BEHIND_APPLIANCES,
  'fortigate-cnf': BEHIND_APPLIANCES,
  'suricata-fleet': BEHIND_APPLIANCES,
  // What an instance does with packets is not in Terraform.
  'transparent-proxy': {
    'every-exit-is-inspected': 'undetermined',
    'replies-use-the-same-endpoint': 'undetermined',
    'no-hop-leaves-its-zone': 'undetermined',
    'no-route-loops-or-blackholes': 'undetermined',
    'acls-permit-declared-flows': 'undetermined',
  },
};

/** Where endpoints stand that a partner made: what a reviewer says by `egress verify --endpoint`. Construct paths, by id. */
export const ENDPOINT_SUBNETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'fortigate-cnf': {
    'vpce-0aaaaaaaaaaaaaaa1': 'fortigate-cnf/egress/vpc/a-firewall/subnet',
    'vpce-0bbbbbbbbbbbbbbb2': 'fortigate-cnf/egress/vpc/b-firewall/subnet',
  },
};

/** The subnets of workloads, where what inspects stands in a subnet too and leaves from there: construct paths. */
export const PROTECTED: Readonly<Record<string, readonly string[]>> = {
  'explicit-proxy': ['explicit-proxy/vpc/a-isolated/subnet', 'explicit-proxy/vpc/b-isolated/subnet'],
  'transparent-proxy': [
    'transparent-proxy/vpc/a-protected/subnet',
    'transparent-proxy/vpc/b-protected/subnet',
  ],
};
