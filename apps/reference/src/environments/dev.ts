import type { EnvironmentConfig } from '../environment-config';
import { POLICY, POLICY_DATE } from './allowed';

/** Where changes are tried first: two zones, nothing protected from deletion, logs for a week. */
export const dev: EnvironmentConfig = {
  name: 'dev',
  accountId: '111122223333', // an AWS documentation id: put your own, or every deployment is refused
  region: 'us-east-1',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
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
  protection: 'off',
  logRetentionDays: 7,
  backend: { kind: 'local' },
  tags: { Application: 'inspected-egress' },
};
