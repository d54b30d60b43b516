/** Of policies, flows and places; the most that `@inspected-egress/policy` reads of a policy, 2026-11. */
export const INPUT_BYTES = 2_000_000;

/** Resolver that every VPC has, which queries reach without passing a firewall; VPC guide, "Amazon DNS server", 2026-11. */
export const RESOLVER_ADDRESSES: readonly string[] = ['169.254.169.253', 'fd00:ec2::253'];

/** Of plans, states and synthesized stacks; Node keeps at most 536 870 888 characters in one text, `buffer.constants`. */
export const ESTATE_BYTES = 200_000_000;
