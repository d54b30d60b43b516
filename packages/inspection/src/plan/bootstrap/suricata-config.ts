const PARSERS = ['tls', 'http', 'ssh', 'smtp', 'ftp', 'quic', 'ntp', 'http2', 'smb', 'ike', 'krb5', 'rdp'];

/** Configuration of a Suricata 7 that is asked about every packet by a queue, and closed when it cannot answer. */
export function suricataConfig({
  homeNet,
  countryDatabase,
}: {
  readonly homeNet: readonly string[];
  readonly countryDatabase: string | undefined;
}): string {
  return [
    '%YAML 1.1',
    '---',
    'vars:',
    '  address-groups:',
    `    HOME_NET: "[${homeNet.join(',')}]"`,
    '    EXTERNAL_NET: "!$HOME_NET"',
    'default-rule-path: /etc/inspected-egress',
    'rule-files:',
    '  - egress.rules',
    ...(countryDatabase === undefined ? [] : [`geoip-database: "${countryDatabase}"`]),
    'stats:',
    '  enabled: no',
    'default-log-dir: /var/log/suricata',
    'packet-alert-max: 255',
    // What it cannot follow does not pass.
    'exception-policy: drop-flow',
    'nfq:',
    '  mode: accept',
    '  fail-open: no',
    'stream:',
    '  inline: yes',
    '  midstream: false',
    '  midstream-policy: reject',
    'outputs:',
    '  - eve-log:',
    '      enabled: yes',
    '      filetype: regular',
    '      filename: eve.json',
    '      types:',
    '        - alert',
    '        - drop:',
    '            alerts: yes',
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
    '',
  ].join('\n');
}
