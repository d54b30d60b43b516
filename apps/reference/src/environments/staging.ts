import type { EnvironmentConfig } from '../environment-config';
import { POLICY, POLICY_DATE } from './allowed';

/** The rehearsal of prod: the same in everything but its size, its protections and how long logs are kept. */
export const staging: EnvironmentConfig = {
  name: 'staging',
  accountId: '444455556666', // an AWS documentation id: put your own, or every deployment is refused
  region: 'us-east-1',
  cidrBlock: '10.2.0.0/16',
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
  logRetentionDays: 30,
  backend: { kind: 'local' },
  tags: { Application: 'inspected-egress' },
};
