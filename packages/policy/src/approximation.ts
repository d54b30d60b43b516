/** Where a compiled policy is enforced. */
export type Layer =
  | 'security-group'
  | 'network-acl'
  | 'dns-firewall'
  | 'network-firewall'
  | 'squid'
  | 'fortios'
  | 'endpoint-policy';

/**
 * Where a layer cannot say what the policy says. Every compiler returns the list of its own with its artefact, so that
 * what no layer narrows is reported and not hidden.
 */
export interface Approximation {
  readonly layer: Layer;
  /** `wider`: the layer permits flows that the policy forbids; `narrower`: it forbids flows that the policy permits. */
  readonly direction: 'wider' | 'narrower';
  /** Id of the rule that is meant; absent when the policy as a whole is. */
  readonly rule?: string;
  /** What the layer cannot see or say; no capital first letter, no final period. */
  readonly reason: string;
}
