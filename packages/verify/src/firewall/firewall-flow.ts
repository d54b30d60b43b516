import type { Whereabouts } from '../walk/whereabouts';

/** What the first bytes from the client are, whatever the port; `other` is nothing of these. */
export type FlowApplication = 'tls' | 'http' | 'dns' | 'ssh' | 'quic' | 'ntp' | 'other';

/**
 * One attempt to reach something, as a firewall endpoint sees it: after NAT its source is the gateway's. What is absent is
 * not known; `null` says that the flow has none. A request is taken to come whole, in one segment.
 */
export interface FirewallFlow {
  readonly source: Whereabouts;
  readonly destination: Whereabouts;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  /** Of TCP and UDP. */
  readonly port?: number;
  /** Of ICMP and ICMPv6. */
  readonly icmpType?: number;
  readonly application?: FlowApplication;
  /** Server name of the TLS or QUIC ClientHello, as sent. */
  readonly sni?: string | null;
  /** Host of the HTTP request, as sent. */
  readonly host?: string | null;
  /** Name asked in a DNS query. */
  readonly queryName?: string | null;
  /** Country of the destination, ISO 3166-1 alpha-2. */
  readonly country?: string | null;
}
