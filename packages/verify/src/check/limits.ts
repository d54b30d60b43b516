// Facts of vendors, each with its source and the date it was read.

/**
 * Blocks that no route can have as its destination: services of the instance's own host. VPC guide, "Route tables",
 * considerations, 2026-07.
 */
export const NEVER_ROUTED: readonly string[] = ['169.254.168.0/22', 'fd00:ec2::/32'];

/** Port of GENEVE. Gateway Load Balancer guide, "Target groups", 2026-07. */
export const GENEVE_PORT = 6081;

/** Bytes that a Gateway Load Balancer takes, and that GENEVE makes of them. Its guide, "Maximum transmission unit", 2026-07. */
export const MOST_BYTES_TO_INSPECT = 8500;
export const LEAST_MTU_OF_APPLIANCE = 8568;

/**
 * Seconds that a TCP flow is remembered while nothing is sent. VPC guide, "NAT gateway basics" (fixed); Network Firewall guide,
 * "Flow timeouts", and Gateway Load Balancer guide, "Idle timeout" (both unless set); 2026-07.
 */
export const IDLE_SECONDS = { natGateway: 350, networkFirewall: 350, gatewayLoadBalancer: 350 } as const;
