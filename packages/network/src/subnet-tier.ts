/** Every tier, in the order in which reports list them. */
export const SUBNET_TIERS = ['protected', 'nat', 'firewall', 'endpoint', 'isolated'] as const;

/**
 * What a subnet is for: `protected` holds workloads, `nat` the NAT gateways, `firewall` the firewall endpoints and
 * nothing else, `endpoint` interface endpoints, `isolated` workloads without any way out.
 */
export type SubnetTier = (typeof SUBNET_TIERS)[number];
