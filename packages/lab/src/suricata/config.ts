import { MAX_PACKET_ALERTS } from './limits';

export interface EngineConfig {
  /** Folder that the engine writes to; everything it reads is there as well. */
  readonly folder: string;
  readonly addressGroups: Readonly<Record<string, string>>;
  readonly portGroups: Readonly<Record<string, string>>;
  /** What the engine does with TCP whose handshake it has not seen. */
  readonly midstreamPolicy: 'drop-flow' | 'ignore';
}

export const RULES_FILE = 'engine.rules';
export const COUNTRY_FILE = 'country.mmdb';
export const EVE_FILE = 'eve.json';
export const ENGINE_LOG_FILE = 'engine.json';
export const CLASSIFICATION_FILE = 'classification.config';
export const EMPTY_FILES = ['reference.config', 'threshold.config'] as const;

const PARSERS = [
  'tls',
  'http',
  'ssh',
  'smtp',
  'ftp',
  'quic',
  'ntp',
  'http2',
  'smb',
  'dcerpc',
  'nfs',
  'tftp',
  'krb5',
  'ike',
  'dhcp',
  'sip',
  'rdp',
  'rfb',
  'mqtt',
  'snmp',
  'pgsql',
  'telnet',
  'imap',
  'bittorrent-dht',
];
const OFF = ['enip', 'dnp3', 'modbus'];

/**
 * The whole configuration of a replay. Nothing of the machine's own configuration is read, so that a verdict depends on
 * the engine's version and the input alone; one thread, so that alerts come in the order of packets.
 */
export function engineConfig(config: EngineConfig): string {
  const { folder, addressGroups, portGroups, midstreamPolicy } = config;
  const entries = (groups: Readonly<Record<string, string>>): string[] =>
    Object.entries(groups).map(([name, value]) => `    ${name}: "${value}"`);
  return [
    '%YAML 1.1',
    '---',
    'vars:',
    '  address-groups:',
    ...entries(addressGroups),
    '  port-groups:',
    ...entries(portGroups),
    `default-log-dir: "${folder}"`,
    `classification-file: "${folder}/${CLASSIFICATION_FILE}"`,
    `reference-config-file: "${folder}/${EMPTY_FILES[0]}"`,
    `threshold-file: "${folder}/${EMPTY_FILES[1]}"`,
    `geoip-database: "${folder}/${COUNTRY_FILE}"`,
    'stats:',
    '  enabled: no',
    'runmode: single',
    `packet-alert-max: ${MAX_PACKET_ALERTS}`,
    'exception-policy: ignore',
    'stream:',
    '  checksum-validation: no',
    '  inline: auto',
    '  midstream: false',
    `  midstream-policy: ${midstreamPolicy}`,
    'engine-analysis:',
    '  rules-fast-pattern: yes',
    '  rules: yes',
    'logging:',
    '  default-log-level: notice',
    '  outputs:',
    '    - console:',
    '        enabled: no',
    '    - file:',
    '        enabled: yes',
    '        level: notice',
    `        filename: "${folder}/${ENGINE_LOG_FILE}"`,
    '        type: json',
    'outputs:',
    '  - eve-log:',
    '      enabled: yes',
    '      filetype: regular',
    `      filename: ${EVE_FILE}`,
    '      types:',
    '        - alert',
    '        - drop:',
    '            alerts: no',
    '            flows: all',
    'app-layer:',
    '  protocols:',
    ...PARSERS.flatMap((name) => [`    ${name}:`, '      enabled: yes']),
    '    dns:',
    '      tcp:',
    '        enabled: yes',
    '        detection-ports:',
    '          dp: 53',
    '      udp:',
    '        enabled: yes',
    '        detection-ports:',
    '          dp: 53',
    ...OFF.flatMap((name) => [`    ${name}:`, '      enabled: no']),
    '',
  ].join('\n');
}
