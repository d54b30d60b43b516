/**
 * What may leave, as plain data: first matching rule decides, and what no rule matches is dropped.
 */
export interface EgressPolicy {
  /** Of this form of the data. */
  readonly version: 1;
  /** For example `package-index`; lower-case letters, digits and hyphens. */
  readonly name: string;
  /** `monitor` drops nothing: what `enforce` would drop or reject passes with an alert. */
  readonly mode: 'enforce' | 'monitor';
  /** Named sets of workloads that rules refer to by `{ group }`. */
  readonly groups?: Readonly<Record<string, WorkloadGroup>>;
  /** Named sets of destinations that rules refer to by `{ set }`. */
  readonly sets?: Readonly<Record<string, readonly Destination[]>>;
  /** In order of precedence. */
  readonly rules: readonly EgressRule[];
}

/** Workloads that share a security group. */
export interface WorkloadGroup {
  /** Blocks that hold the group's workloads and no others. */
  readonly cidrBlocks: readonly string[];
}

export interface EgressRule {
  /** Unique in the policy and stable: signature ids and resource names derive from it. */
  readonly id: string;
  readonly description?: string;
  /** @default - every workload of the VPC */
  readonly sources?: readonly Source[];
  readonly destinations: readonly Destination[];
  readonly applications: readonly Application[];
  /**
   * `pass` permits and ends the search; `drop` and `reject` forbid and end it, `reject` tells the client so; `alert`
   * writes a log line and goes on to the next rule.
   */
  readonly action: RuleAction;
  readonly owner?: string;
  readonly ticket?: string;
  /** Last day on which the rule holds, `2026-12-31`; afterwards it matches nothing. */
  readonly expires?: string;
}

export type RuleAction = 'pass' | 'drop' | 'reject' | 'alert';

/** Who sends. `tier` is a tier of `@inspected-egress/network`. */
export type Source =
  | { readonly vpc: 'all' }
  | { readonly tier: 'protected' | 'nat' | 'firewall' | 'endpoint' | 'isolated' }
  | { readonly cidrBlock: string }
  | { readonly group: string };

/**
 * Where to. A name is what the client claims: the server name of TLS, the host of HTTP, the name of a DNS query. It
 * matches whatever the address is. `example.com` is that name alone; `*.example.com` is every subdomain, at any depth,
 * and not `example.com` itself.
 */
export type Destination =
  | { readonly name: string }
  | { readonly cidrBlock: string }
  | { readonly prefixList: string }
  | { readonly country: string }
  | { readonly service: string }
  | { readonly set: string }
  | { readonly anywhere: 'all' };

/**
 * How. `https` is TLS over TCP 443; `http` is HTTP over TCP 80; `dns` is UDP and TCP 53; `ntp` UDP 123; `ssh` TCP 22;
 * `icmp-echo` ICMP and ICMPv6 echo requests with their replies. `tcp` and `udp` are ports without regard to what they
 * carry.
 *
 * No rule is about queries to the VPC's own resolver, which no firewall sees: a name may be resolved when some flow with it
 * may leave by `https`, `http` or `dns`. A rule that passes one of them by address lets every name be resolved.
 */
export type Application =
  | 'https'
  | 'http'
  | 'dns'
  | 'ntp'
  | 'ssh'
  | 'icmp-echo'
  | { readonly tcp: PortRange }
  | { readonly udp: PortRange };

/** Both ends included, 1 to 65535. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}
