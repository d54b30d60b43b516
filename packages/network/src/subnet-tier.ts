/** Every tier, in the order in which reports list them. */
export const SUBNET_TIERS = ['protected', 'nat', 'firewall', 'endpoint', 'isolated', 'transit'] as const;

/**
 * What a subnet is for: `protected` holds workloads, `nat` the NAT gateways, `firewall` the firewall endpoints and
 * nothing else, `endpoint` interface endpoints, `isolated` workloads without any way out,
 * `transit` the attachment of a transit gateway and nothing else.
 */
export type SubnetTier = (typeof SUBNET_TIERS)[number];
