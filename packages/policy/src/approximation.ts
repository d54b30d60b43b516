import type { Application } from './model';

/** Where a compiled policy is enforced. */
export type Layer =
  | 'security-group'
  | 'network-acl'
  | 'dns-firewall'
  | 'network-firewall'
  | 'squid'
  | 'fortios'
  | 'endpoint-policy';

/** What a difference is about: programs go by it, and people by the reason. */
export type ApproximationKind =
  /** Which workload sends is not seen. */
  | 'source'
  /** Headers of packets alone are seen. */
  | 'headers'
  /** A name is judged by addresses. */
  | 'addresses-of-name'
  /** The name that a query asks is not read. */
  | 'query-name'
  /** Ports stand for the application. */
  | 'application-bytes'
  /** The country of an address is not known. */
  | 'country'
  /** One flow carries several requests, and the first decides. */
  | 'several-requests'
  /** A request comes in several segments, and the first decides. */
  | 'segmented-request'
  /** First bytes leave before they are recognised. */
  | 'first-bytes'
  /** Rules of the vendor come first. */
  | 'managed-rules'
  | 'tls-inspection'
  /** Where the endpoint of a service is, nobody said. */
  | 'service-endpoint'
  | 'path-mtu-discovery'
  /** Names are added to those of the policy. */
  | 'also-allow'
  | 'fail-open'
  /** An answer leads to another name. */
  | 'redirection'
  /** A proxy carries less than the network. */
  | 'not-proxied'
  /** What a tunnel through a proxy carries is not read. */
  | 'tunnel';

/**
 * Where a layer cannot say what the policy says. Every compiler returns the list of its own with its artefact, so that
 * what no layer narrows is reported and not hidden.
 */
export interface Approximation {
  readonly layer: Layer;
  /** `wider`: the layer permits flows that the policy forbids; `narrower`: it forbids flows that the policy permits. */
  readonly direction: 'wider' | 'narrower';
  readonly kind: ApproximationKind;
  /** Id of the rule that is meant; absent when the policy as a whole is. */
  readonly rule?: string;
  /** Applications of which alone it holds; absent when it holds of every one. */
  readonly applications?: readonly Extract<Application, string>[];
  /** What the layer cannot see or say; no capital first letter, no final period. */
  readonly reason: string;
}
