/**
 * What Network Firewall takes of Suricata: developer guide, "Limitations and caveats for stateful rules", 2026.
 * The lists change with the service, so they are data.
 */

export const RULE_ACTIONS: readonly string[] = ['pass', 'drop', 'reject', 'alert'];

/** Keyword, and why a rule group that holds it is refused. */
export const UNSUPPORTED_KEYWORDS: ReadonlyMap<string, string> = new Map([
  ...entries('data sets', ['dataset', 'datarep']),
  ...entries('ENIP/CIP', ['enip_command', 'cip_service']),
  ...entries('file extraction', [
    ...['filename', 'fileext', 'filemagic', 'filestore', 'filemd5', 'filesha1', 'filesha256', 'filesize'],
    ...['file.name', 'file.magic'],
  ]),
  ...entries('IP reputation', ['iprep']),
  ...entries('Lua', ['lua', 'luajit', 'luaxform']),
  ...entries('thresholding', ['threshold', 'detection_filter']),
]);

/** Protocol of a rule's header, and the name the guide refuses it by. */
export const UNSUPPORTED_PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['enip', 'ENIP/CIP'],
  ['ftp-data', 'FTP-data'],
  ['ike', 'IKEv2'],
  ['ikev2', 'IKEv2'],
  ['sctp', 'SCTP'],
]);

/** `pcre` is accepted only in a rule that also holds one of these. */
export const PCRE_COMPANIONS: readonly string[] = ['content', 'tls.sni', 'http.host', 'dns.query'];

/** Protocols that Suricata recognises only after a TCP handshake (user guide 7.0, "Protocol"). */
const TCP_APPLICATION_PROTOCOLS: ReadonlySet<string> = new Set([
  ...[
    'tls',
    'ssl',
    'http',
    'http1',
    'http2',
    'ssh',
    'smtp',
    'imap',
    'ftp',
    'smb',
    'dcerpc',
    'krb5',
    'nfs',
    'rfb',
  ],
  ...['mqtt', 'rdp', 'telnet', 'pgsql', 'modbus', 'dnp3', 'websocket', 'ldap', 'pop3'],
]);

/** Every other protocol that a rule's header may name (user guide 7.0, "Protocol"; 8.0; AWS's `StatefulRule.Protocol`). */
const OTHER_PROTOCOLS: ReadonlySet<string> = new Set([
  ...['ip', 'ipv4', 'ip4', 'ipv6', 'ip6', 'tcp', 'tcp-pkt', 'tcp-stream', 'udp', 'pkthdr'],
  ...['icmp', 'icmpv4', 'icmpv6'],
  ...['dns', 'dhcp', 'ntp', 'quic', 'sip', 'snmp', 'tftp', 'bittorrent-dht', 'mdns', 'doh2', 'msn'],
]);

/** Whether a rule's header may name a protocol. */
export function isProtocol(name: string): boolean {
  return TCP_APPLICATION_PROTOCOLS.has(name) || OTHER_PROTOCOLS.has(name);
}

/** Whether a rule can match only after a TCP handshake: it names an application protocol, or a name inside one. */
export function needsHandshake(protocol: string, keywords: readonly string[]): boolean {
  return (
    TCP_APPLICATION_PROTOCOLS.has(protocol) || keywords.some((keyword) => /^(tls|http|ssl)[._]/.test(keyword))
  );
}

function entries(reason: string, keywords: readonly string[]): readonly (readonly [string, string])[] {
  return keywords.map((keyword) => [keyword, reason] as const);
}
