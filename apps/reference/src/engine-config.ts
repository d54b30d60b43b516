import type {
  AdoptedEngine,
  FirewallPolicySource,
  GatewayLoadBalancerEngine,
  NetworkFirewallSettings,
} from '@inspected-egress/inspection';

/**
 * What inspects egress. The choice changes no subnet, no address and no route table: only what stands behind the
 * firewall endpoint of each zone.
 */
export type EngineConfig = NetworkFirewallConfig | GatewayLoadBalancerEngine | AdoptedEngine;

/** AWS Network Firewall. Protection and logs follow the environment's `protection` and `logRetentionDays`. */
export type NetworkFirewallConfig = { readonly kind: 'network-firewall' } & Pick<
  NetworkFirewallSettings,
  'encryption'
> &
  FirewallPolicySource;
