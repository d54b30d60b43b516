/** Alerts the engine can keep for one packet: a larger `packet-alert-max` is refused by Suricata 7.0.10 with a warning. */
export const MAX_PACKET_ALERTS = 255;

/**
 * Keywords that AWS Network Firewall does not support: developer guide, "Limitations and caveats for stateful rules",
 * read 2026-11. `priority` is refused because groups in strict order ignore it.
 */
export const UNSUPPORTED_KEYWORDS: readonly string[] = [
  'dataset',
  'datarep',
  'detection_filter',
  'enip_command',
  'cip_service',
  'file_data',
  'file.data',
  'file.name',
  'fileext',
  'filemagic',
  'filemd5',
  'filename',
  'filesha1',
  'filesha256',
  'filesize',
  'filestore',
  'ftpbounce',
  'ftpdata_command',
  'iprep',
  'lua',
  'luajit',
  'priority',
  'threshold',
];

/** Actions that it supports: the same page. */
export const SUPPORTED_ACTIONS = ['alert', 'pass', 'drop', 'reject'] as const;

/** Keywords of AWS that upstream Suricata does not know, read as "matches whatever it is": 2026-01. */
export const AWS_ONLY_KEYWORDS: readonly string[] = ['aws_url_category', 'aws_domain_category'];

/** Names in `classification.config` of Suricata 7.0.10, so that `classtype` loads. */
export const CLASS_TYPES: readonly string[] =
  'not-suspicious unknown bad-unknown attempted-recon successful-recon-limited successful-recon-largescale attempted-dos successful-dos attempted-user unsuccessful-user successful-user attempted-admin successful-admin rpc-portmap-decode shellcode-detect string-detect suspicious-filename-detect suspicious-login system-call-detect tcp-connection trojan-activity unusual-client-port-connection network-scan denial-of-service non-standard-protocol protocol-command-decode web-application-activity web-application-attack misc-activity misc-attack icmp-event inappropriate-content policy-violation default-login-attempt targeted-activity exploit-kit external-ip-check domain-c2 pup credential-theft social-engineering coin-mining command-and-control'.split(
    ' ',
  );
