/**
 * What AWS Network Firewall does with packets that no rule decided, in strict order. Upstream Suricata has none of
 * these, so they are **emulated from what AWS documents** (developer guide, "Strict evaluation order"), not observed.
 *
 * The engine still says what it knows of each packet: probes are rules that match everything in one state of a
 * connection, and the default action is decided from the probes that matched.
 */
export type DefaultAction =
  /** Nothing: what no rule decides passes. */
  | 'none'
  /** Every packet. */
  | 'drop_strict'
  /** To the server in established TCP; all UDP and ICMP. */
  | 'drop_established'
  /** As the next, and also from the server in established TCP. */
  | 'drop_established_app_layer'
  /** To the server in TCP once the SNI or Host is known, or that there will be none; all UDP and ICMP. */
  | 'drop_established_app_layer_to_server';

/** What the engine knows of a packet beside the rules it matches. */
export type Probe = 'toServer' | 'toClient' | 'clientHello' | 'httpHeaders' | 'otherProtocol';

export const PROBES: Readonly<Record<Probe, string>> = {
  toServer: 'tcp any any -> any any (flow:to_server, established;',
  toClient: 'tcp any any -> any any (flow:to_client, established;',
  // Matches when the whole ClientHello has arrived, with a server name or without.
  clientHello: 'tls any any -> any any (flow:to_server, established; ssl_state:client_hello;',
  // Matches when all headers have arrived, Host among them or not.
  httpHeaders: 'http any any -> any any (flow:to_server, established; http.header_names; bsize:>0;',
  otherProtocol:
    'tcp any any -> any any (flow:to_server, established; app-layer-protocol:!tls; app-layer-protocol:!http;',
};

const APPLICATION_KNOWN: readonly Probe[] = ['clientHello', 'httpHeaders', 'otherProtocol'];

export interface UndecidedPacket {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly probes: ReadonlySet<Probe>;
  /** All probes that matched this or an earlier packet of the flow. */
  readonly seen: ReadonlySet<Probe>;
}

/** Whether the default action drops a packet that no rule decided. */
export function dropsByDefault(action: DefaultAction, { protocol, probes, seen }: UndecidedPacket): boolean {
  if (action === 'none') return false;
  if (action === 'drop_strict' || protocol !== 'tcp') return true;
  if (action === 'drop_established') return probes.has('toServer');
  if (action === 'drop_established_app_layer' && probes.has('toClient')) return true;
  return probes.has('toServer') && APPLICATION_KNOWN.some((probe) => seen.has(probe));
}
