/**
 * One attempt to reach something, as much of it as is known. What is absent is unknown, not empty: `null` says that the
 * flow has none, for example TLS without a server name.
 */
export interface Flow {
  /** Address of the workload. */
  readonly source: string;
  /** Groups that the workload belongs to, beside those whose blocks hold its address. */
  readonly groups?: readonly string[];
  readonly tier?: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  /** Of TCP and UDP. */
  readonly port?: number;
  /** Of ICMP and ICMPv6; 8 and 128 are echo requests. */
  readonly icmpType?: number;
  /** What the first bytes from the client are, whatever the port. */
  readonly application?: 'tls' | 'http' | 'dns' | 'ssh' | 'quic' | 'ntp' | 'other';
  /** Server name of the TLS ClientHello. */
  readonly sni?: string | null;
  /** Host of the HTTP request. */
  readonly host?: string | null;
  /** Name asked in a DNS query that this flow is, whether to the resolver of the VPC or to another. */
  readonly queryName?: string | null;
  /** Country of the destination, ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  /** Prefix lists that hold the destination. */
  readonly prefixLists?: readonly string[];
}
