/** One attempt to reach a server, as it will be seen on the wire. */
export interface CapturedFlow {
  /** What the flow is called in results; no two of a replay share one. */
  readonly name: string;
  /** Address of the workload; of the same family as the server's. */
  readonly client: string;
  readonly server: string;
  /**
   * Port of the client, for TCP and UDP.
   * @default - a port of its own for each flow of a capture
   */
  readonly clientPort?: number;
  readonly request: CapturedRequest;
}

/** What the client sends once it can. Ports are the server's, by default the well-known one. */
export type CapturedRequest =
  | TlsRequest
  | HttpRequest
  | DnsRequest
  | TcpRequest
  | IcmpRequest
  | { readonly kind: 'ssh'; readonly port?: number }
  | { readonly kind: 'ntp'; readonly port?: number }
  /** An encrypted QUIC version 1 Initial whose ClientHello names the server. */
  | { readonly kind: 'quic'; readonly serverName: string | null; readonly port?: number }
  | { readonly kind: 'udp'; readonly port: number; readonly payload: string | Uint8Array };

export interface TlsRequest {
  readonly kind: 'tls';
  /** Server name of the ClientHello; `null` sends none. */
  readonly serverName: string | null;
  /** @default 443 */
  readonly port?: number;
  /** Adds a post-quantum key share of 1216 bytes. @default false */
  readonly postQuantum?: boolean;
  /** Bytes of padding in the ClientHello. @default - no padding extension */
  readonly padding?: number;
  /** TCP segments that the ClientHello is cut into, sent back to back. @default 1 */
  readonly segments?: number;
}

export interface HttpRequest {
  readonly kind: 'http';
  /** Host header as sent, a port included if any; `null` sends none. */
  readonly host: string | null;
  /** @default 80 */
  readonly port?: number;
  /** @default '/' */
  readonly path?: string;
  /** @default 1 */
  readonly segments?: number;
}

export interface DnsRequest {
  readonly kind: 'dns';
  /** Name asked, for its IPv4 addresses. */
  readonly queryName: string;
  /** @default 'udp' */
  readonly transport?: 'udp' | 'tcp';
  /** @default 53 */
  readonly port?: number;
}

export interface TcpRequest {
  readonly kind: 'tcp';
  readonly port: number;
  readonly payload: string | Uint8Array;
  /** @default 1 */
  readonly segments?: number;
  /** What the server answers. @default 'ok' */
  readonly reply?: string | Uint8Array;
  /** Leaves the handshake out, as after a change of path or a restart of the firewall. @default false */
  readonly midstream?: boolean;
}

export interface IcmpRequest {
  readonly kind: 'icmp';
  /** @default - echo request: 8 for IPv4, 128 for IPv6, and the reply is captured as well */
  readonly type?: number;
  /** @default 0 */
  readonly code?: number;
}
