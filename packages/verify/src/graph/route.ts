import type { Key } from './key';
import type { PlacedBlock } from './placed-block';
import type { PrefixListUse } from './prefix-list';

export interface Route {
  readonly destination: RouteDestination;
  readonly target: RouteTarget;
  /** The resource that says so: an `aws_route`, the table with the inline route, an endpoint, a propagation. */
  readonly origin: Key;
  /** Learnt from a virtual private gateway; of one prefix, it loses to static routes and prefix lists. */
  readonly isPropagated: boolean;
  /** AWS reports that the target is gone. The route still wins its prefix. */
  readonly isBlackhole: boolean;
}

export type RouteDestination = PlacedBlock | PrefixListUse;

export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: RouteTargetKind; readonly key: Key }
  | { readonly kind: 'unknown'; readonly reason: string };

export type RouteTargetKind =
  | 'internet-gateway'
  | 'nat-gateway'
  | 'firewall-endpoint'
  | 'egress-only-gateway'
  | 'network-interface'
  | 'transit-gateway'
  | 'transit-gateway-attachment'
  | 'peering'
  | 'vpn-gateway'
  | 'carrier-gateway'
  | 'local-gateway'
  | 'core-network'
  | 'gateway-endpoint';
