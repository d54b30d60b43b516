import type { EnvironmentConfig } from '../environment-config';
import { POLICY, POLICY_DATE } from './allowed';

/** Three zones, a firewall that nobody deletes or changes by accident, and logs for a year. */
export const prod: EnvironmentConfig = {
  name: 'prod',
  accountId: '777788889999', // an AWS documentation id: put your own, or every deployment is refused
  region: 'us-east-1',
  cidrBlock: '10.3.0.0/16',
  zones: [
    { availabilityZone: 'us-east-1a' },
    { availabilityZone: 'us-east-1b' },
    { availabilityZone: 'us-east-1c' },
  ],
  natGateways: 'zonal',
  position: 'after-nat',
  ipv6: 'none',
  engine: { kind: 'network-firewall' },
  policy: POLICY,
  policyDate: POLICY_DATE,
  networkAcls: 'from-policy',
  dnsFirewall: 'from-policy',
  privateServices: 'session-manager',
  flowLogs: 'cloudwatch',
  monitoring: 'alarms',
  protection: 'on',
  logRetentionDays: 365,
  backend: { kind: 'local' },
  tags: { Application: 'inspected-egress' },
};
