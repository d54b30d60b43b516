/** What the header of a rule is about: packets of a transport, or data of an application. */
export type RuleProtocol = (typeof TRANSPORTS)[number] | (typeof APPLICATIONS)[number];

/** Suricata user guide 7.0 and 8.0, "Protocol"; `StatefulRule` of the API of Network Firewall; 2026-11. */
export const TRANSPORTS = [
  'ip',
  'ipv4',
  'ip4',
  'ipv6',
  'ip6',
  'tcp',
  'tcp-pkt',
  'tcp-stream',
  'udp',
  'icmp',
  'icmpv4',
  'icmpv6',
] as const;

export const APPLICATIONS = [
  'tls',
  'ssl',
  'http',
  'http1',
  'http2',
  'dns',
  'ssh',
  'quic',
  'ntp',
  'bittorrent-dht',
  'dcerpc',
  'dhcp',
  'dnp3',
  'doh2',
  'enip',
  'ftp',
  'ftp-data',
  'ike',
  'ikev2',
  'imap',
  'krb5',
  'ldap',
  'mdns',
  'modbus',
  'mqtt',
  'msn',
  'nfs',
  'pgsql',
  'pop3',
  'rdp',
  'rfb',
  'sip',
  'smb',
  'smtp',
  'snmp',
  'telnet',
  'tftp',
  'websocket',
] as const;

const KNOWN: ReadonlySet<string> = new Set<string>([...TRANSPORTS, ...APPLICATIONS]);

export function isRuleProtocol(name: string): name is RuleProtocol {
  return KNOWN.has(name);
}

export function isTransport(protocol: RuleProtocol): protocol is (typeof TRANSPORTS)[number] {
  return TRANSPORTS.some((one) => one === protocol);
}
