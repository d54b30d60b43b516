import type { Connection } from './connection';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/**
 * The hop that inspects. Of Network Firewall the key is `<firewall>/<subnet key>`; one that is only a literal `vpce-…` id
 * has that id as key, and nothing else of it is known.
 */
export interface FirewallEndpoint extends GraphNode {
  readonly product: Known<'network-firewall' | 'gateway-load-balancer'>;
  readonly vpc: Known<Key>;
  /** Its packets leave by this subnet's table. */
  readonly subnet: Known<Key>;
  /** Of a Gateway Load Balancer: the input names more than one subnet, and AWS takes one. */
  readonly namesSeveralSubnets?: true;
  /** The `aws_networkfirewall_firewall`. */
  readonly firewall?: Key;
  /** The endpoint service of the Gateway Load Balancer. */
  readonly serviceName?: Known<string>;
  /** Of an endpoint of a Gateway Load Balancer. */
  readonly connection?: Connection;
  /** Families that the endpoint takes. */
  readonly ipAddressType: Known<'ipv4' | 'ipv6' | 'dualstack'>;
}
