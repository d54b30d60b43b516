// Facts of vendors, each with its source and the date it was read.

/**
 * Blocks that no route can have as its destination: services of the instance's own host. VPC guide, "Route tables",
 * considerations, 2026-07.
 */
export const NEVER_ROUTED: readonly string[] = ['169.254.168.0/22', 'fd00:ec2::/32'];
