import type { EgressPolicy } from '@inspected-egress/policy';

/**
 * What workloads of every environment may send, and the only place that says it: firewall rules, network ACLs, security
 * groups and endpoint policies follow from it.
 *
 * To the internet: HTTPS to one name, and ping to the United States, the two permissions with which the walk-through of
 * distributed egress ends. Past the firewall, to endpoints in the VPC: what operators come in by, and where packages of
 * Amazon Linux come from. Everything else is dropped.
 */
export const POLICY: EgressPolicy = {
  version: 1,
  name: 'reference',
  mode: 'enforce',
  rules: [
    {
      id: 'ipinfo',
      description: 'HTTPS to one name',
      destinations: [{ name: 'ipinfo.io' }],
      applications: ['https'],
      action: 'pass',
    },
    {
      id: 'ping-united-states',
      description: 'Echo requests to addresses in the United States',
      destinations: [{ country: 'US' }],
      applications: ['icmp-echo'],
      action: 'pass',
    },
    {
      id: 'session-manager',
      description: 'Sessions of operators',
      destinations: [{ service: 'ssm' }, { service: 'ssmmessages' }],
      applications: ['https'],
      action: 'pass',
    },
    {
      id: 'packages',
      description: 'Packages of Amazon Linux and downloads of Systems Manager',
      destinations: [{ service: 's3' }],
      applications: ['https'],
      action: 'pass',
    },
  ],
};

/**
 * The day for which the policy is compiled. Stated and committed, so that the same files always make the same Terraform; a
 * plan after a rule has expired is refused until this is moved on.
 */
export const POLICY_DATE = '2026-11-22';
