import type {
  AdoptedEngine,
  GatewayLoadBalancerEngine,
  NetworkFirewallSettings,
} from '@inspected-egress/inspection';

/**
 * What inspects egress. The choice changes no subnet, no address and no route table: only what stands behind the
 * firewall endpoint of each zone.
 */
export type EngineConfig = NetworkFirewallConfig | GatewayLoadBalancerEngine | AdoptedEngine;

/**
 * AWS Network Firewall. Its rules are made from the environment's `policy`; protection and logs follow `protection` and
 * `logRetentionDays`.
 */
export interface NetworkFirewallConfig extends Pick<NetworkFirewallSettings, 'encryption'> {
  readonly kind: 'network-firewall';
  /**
   * ARN of a firewall policy that exists, whose rules are then somebody else's care.
   * @default - one is made from the environment's `policy`
   */
  readonly firewallPolicyArn?: string;
}
