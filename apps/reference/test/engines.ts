import type { EngineConfig } from '../src';

/** Ids of adopted firewall endpoints, and the subnets that they stand in, zone by zone. */
export const ADOPTED_ENDPOINTS = {
  'vpce-0aaaaaaaaaaaaaaa1': 'egress/vpc/a-firewall/subnet',
  'vpce-0bbbbbbbbbbbbbbb2': 'egress/vpc/b-firewall/subnet',
  'vpce-0ccccccccccccccc3': 'egress/vpc/c-firewall/subnet',
};

/** Every engine, for the zones given. */
export function enginesFor(zones: readonly string[]) {
  const ids = Object.keys(ADOPTED_ENDPOINTS);
  const endpoints = zones.map((availabilityZone, index) => ({
    availabilityZone,
    vpcEndpointId: ids[index] ?? '',
  }));
  return {
    'network-firewall': { kind: 'network-firewall' },
    'network-firewall-policy': {
      kind: 'network-firewall',
      firewallPolicyArn: 'arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/shared',
    },
    'gateway-load-balancer': {
      kind: 'gateway-load-balancer',
      serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
      acceptance: 'by-provider',
    },
    adopted: { kind: 'adopted', endpoints, vendor: 'fortigate-cnf' },
    pending: { kind: 'adopted', endpoints: 'pending', vendor: 'fortigate-cnf' },
  } satisfies Readonly<Record<string, EngineConfig>>;
}
