import type { Key } from '../graph/key';
import type { RouteTargetKind } from '../graph/route';

/**
 * What leads packets past every firewall endpoint: targets of routes; interface endpoints, by the local route; and the
 * link-local services of every VPC, to which no route leads.
 */
export type BypassKind =
  | Exclude<RouteTargetKind, 'internet-gateway' | 'nat-gateway' | 'firewall-endpoint' | 'network-interface'>
  | 'interface-endpoint'
  | 'resolver'
  | 'instance-metadata'
  | 'time'
  /** A route whose target the input does not tell, or a table that it does not show: it may be any of these. */
  | 'unknown';

/** In the order in which reports list them. */
export const BYPASS_KINDS: readonly BypassKind[] = [
  'unknown',
  'egress-only-gateway',
  'gateway-endpoint',
  'interface-endpoint',
  'transit-gateway',
  'transit-gateway-attachment',
  'peering',
  'vpn-gateway',
  'core-network',
  'carrier-gateway',
  'local-gateway',
  'resolver',
  'instance-metadata',
  'time',
];

/** Whether anything but a firewall holds back what goes there. */
export interface BypassLimit {
  /** `restricted`: not everything passes, `open`: everything does, `undetermined`: the input does not tell. */
  readonly is: 'restricted' | 'open' | 'undetermined';
  /** One line; no capital first letter, no final period. */
  readonly because: string;
}

/** A way by which judged subnets reach something without inspection, because AWS or somebody made it so. */
export interface Bypass {
  readonly kind: BypassKind;
  /** Of the resource; of the VPC for its resolver; an address for what has no resource; the route or subnet for what is not known. */
  readonly target: Key;
  readonly limit: BypassLimit;
  /** Why it is accepted; absent while nobody accepts it. What is not the internet needs no acceptance. */
  readonly accepted?: string;
  /** The judged subnets that it is open to, in the order of keys. */
  readonly subnets: readonly Key[];
}
