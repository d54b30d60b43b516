import { packageIndexPolicy, type EgressPolicy } from '@inspected-egress/policy';
import type { WorldSettings } from './upgrade-world';

/** An edit of what is deployed, and what Terraform may take away for it. What is made or changed in place is not told. */
export interface Edit {
  readonly edit: string;
  readonly settings: Partial<WorldSettings>;
  /** Addresses of what is made anew, each with its reason; see `takenAwayBy`. */
  readonly replaced: readonly string[];
  /** What goes and has nothing in its place. @default - nothing */
  readonly deleted?: readonly RegExp[];
}

const policy = packageIndexPolicy();
const withRule: EgressPolicy = {
  ...policy,
  rules: [
    ...policy.rules,
    { id: 'code', destinations: [{ name: 'github.com' }], applications: ['https'], action: 'pass' },
  ],
};

export const EDITS: readonly Edit[] = [
  { edit: 'a zone more', settings: { zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }, replaced: [] },
  {
    edit: 'a zone less',
    settings: { zones: ['us-east-1a'] },
    // AWS lets a Network Load Balancer give up a zone since 2025-02; the provider replaces it, whichever way its subnets are
    // written (hashicorp/terraform-provider-aws#41418, open to 5.100.0).
    replaced: ['aws_lb.explicit_load-balancer', 'aws_lb_listener.explicit_listener'],
    // What is of the zone, and rules that have its addresses.
    deleted: [/[._]b-/u, /^aws_network_acl_rule\.acls_/u, /^aws_vpc_security_group_(in|e)gress_rule\./u],
  },
  { edit: 'a rule more', settings: { policy: withRule }, replaced: [] },
  {
    edit: 'another name of the policy',
    settings: { policy: { ...policy, name: 'renamed' } },
    replaced: [],
  },
  {
    edit: 'another name of VPC and firewalls',
    settings: { name: 'renamed' },
    // AWS renames neither groups nor lists of DNS Firewall: they keep the name that they were made with.
    replaced: [],
  },
  {
    edit: 'another instance type of appliances',
    settings: { fleetInstanceType: 'c6in.xlarge' },
    replaced: [],
  },
  { edit: 'another instance type of proxies', settings: { proxyInstanceType: 'c6in.xlarge' }, replaced: [] },
  {
    edit: 'another instance type of workloads',
    settings: { workloadInstanceType: 't3.small' },
    // An instance keeps the template that it was launched from.
    replaced: ['aws_instance.app_a-instance', 'aws_instance.app_b-instance'],
  },
  {
    edit: 'another image of appliances and proxies',
    settings: { imageId: 'ami-0fedcba9876543210' },
    replaced: [],
  },
  { edit: 'a longer drain of appliances', settings: { drainSeconds: 900 }, replaced: [] },
  { edit: 'more appliances', settings: { mostAppliances: 9 }, replaced: [] },
  {
    edit: 'appliances instead of AWS Network Firewall',
    settings: { engine: 'appliances' },
    replaced: [],
    deleted: [/^aws_networkfirewall_/u, /^aws_cloudwatch_log_group\.egress_firewall_logs_/u],
  },
  {
    edit: 'inspection before NAT',
    settings: { position: 'before-nat' },
    replaced: [],
    // Replies come back through the NAT subnet, and other flows through the firewall subnet.
    deleted: [
      /^aws_route\.egress_routes_[ab]-gateway-ipv4$/u,
      /^aws_route_table(_association)?\.egress_vpc_gateway_/u,
      /^aws_network_acl_rule\.acls_firewall-/u,
    ],
  },
  { edit: 'IPv6', settings: { ipv6: 'inspected' }, replaced: [] },
  { edit: 'a tag', settings: { tags: { Team: 'network' } }, replaced: [] },
  { edit: 'logs kept longer', settings: { logRetentionDays: 90 }, replaced: [] },
];
